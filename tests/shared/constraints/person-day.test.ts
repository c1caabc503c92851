import { expect, test } from 'vitest'
import { personDay } from '@gongyue/shared/constraints/person-day.ts'
import { aClaim, type ClaimWords } from '../support/claims.ts'
import { aHouse, at, withPerson } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = withPerson('chen', { minutesADay: 180 })
const group = 'chen 2026-12-04'
const hers = (from: string, to: string, words: ClaimWords = {}) =>
  aClaim({ id: from, people: ['chen'], from, to, ...words })

test('who has a limit is counted by the day of the start, who has none is not', () => {
  expect(personDay.groups(hers('19:00', '20:00', { people: ['chen', 'zhou'] }), house)).toEqual([group])
  expect(personDay.groups(hers('19:00', '20:00'), aHouse())).toEqual([])
  expect(personDay.groups(aClaim(), house)).toEqual([])
})

test('three hours are agreed, half an hour more is thirty minutes too many', () => {
  const three = [hers('09:00', '10:30'), hers('19:00', '20:30')]
  expect(personDay.match(three, group, house)).toBeNull()
  expect(personDay.match([...three, hers('20:30', '21:00')], group, house)).toEqual({
    by: 30,
    params: { person: '陈静', limit: 180, total: 210, day: at('2026-12-04', '00:00') },
  })
})

test('what waits for an answer is not work yet', () => {
  expect(
    personDay.match([hers('09:00', '12:00'), hers('13:00', '15:00', { standing: 'pending' })], group, house),
  ).toBeNull()
})

test('says how much was agreed', () => {
  expect(sentencesOf('person-day', personDay.match([hers('09:00', '12:30')], group, house))).toEqual([
    '陈静每天最多 3 小时，12月4日 周五加上这次共 3 小时 30 分钟',
    '陈静 works at most 3 h a day; with this it would be 3 h 30 min on Fri 4 Dec',
  ])
})
