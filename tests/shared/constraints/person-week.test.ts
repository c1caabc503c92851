import { expect, test } from 'vitest'
import { personWeek } from '@gongyue/shared/constraints/person-week.ts'
import { aClaim } from '../support/claims.ts'
import { at, withPerson } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = withPerson('chen', { daysAWeek: 2 })
const group = 'chen 2026-11-30'
const on = (date: string, from = '19:00') =>
  aClaim({ id: `${date} ${from}`, people: ['chen'], on: date, from, to: '21:00' })

test('weeks begin on Monday and end on Sunday', () => {
  expect(personWeek.groups(on('2026-11-30'), house)).toEqual([group])
  expect(personWeek.groups(on('2026-12-06'), house)).toEqual([group])
  expect(personWeek.groups(on('2026-12-07'), house)).toEqual(['chen 2026-12-07'])
})

test('two sessions on one day are one day', () => {
  const two = [on('2026-12-01'), on('2026-12-04'), on('2026-12-04', '09:00')]
  expect(personWeek.match(two, group, house)).toBeNull()
  expect(personWeek.match([...two, on('2026-12-05')], group, house)).toEqual({
    by: 1,
    params: { person: '陈静', limit: 2, total: 3, week: at('2026-11-30', '00:00') },
  })
})

test('says how many days were agreed', () => {
  const three = [on('2026-12-01'), on('2026-12-02'), on('2026-12-03')]
  expect(sentencesOf('person-week', personWeek.match(three, group, house))).toEqual([
    '陈静每周最多来 2 天，11月30日 周一起的一周加上这次共 3 天',
    '陈静 comes on at most 2 days a week; with this it would be 3 in the week of Mon 30 Nov',
  ])
})
