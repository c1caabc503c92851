import { expect, test } from 'vitest'
import { travelTime } from '@gongyue/shared/constraints/travel-time.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aClaim, held } from '../support/claims.ts'
import { aSendingHouse, aVisit, type VisitWords } from '../support/outreach.ts'

const house = aSendingHouse()
const near = aVisit({ from: '14:00', to: '15:00' })
const then = (words: VisitWords) =>
  travelTime.match(near, aVisit({ id: 'held', standing: 'held', ...words, visit: { districtId: 'beyond' } }), house)

test('the way from one place to the next fits between the two, or is short by the minute', () => {
  expect(then({ from: '15:25', to: '16:00' })).toBeNull()
  expect(then({ from: '15:24', to: '16:00' })?.by).toBe(1)
  expect(then({ from: '13:00', to: '13:40' })?.by).toBe(5)
})

test('between a visit and a class at the palace lies the way home', () => {
  const at = (from: string, to: string) => held({ from, to, people: ['chen'] })
  expect(travelTime.match(near, at('15:40', '16:30'), house)).toBeNull()
  expect(travelTime.match(near, at('15:30', '16:30'), house)?.by).toBe(10)
})

test('somebody else, two sessions at the palace, and being at two places at once are no matter of the way', () => {
  expect(then({ from: '15:05', to: '16:00', people: ['zhou'] })).toBeNull()
  expect(then({ from: '14:30', to: '16:00' })).toBeNull()
  const chen = { people: ['chen'] }
  expect(travelTime.match(aClaim(chen), held({ ...chen, from: '20:00', to: '21:00' }), house)).toBeNull()
})

test('says how long the way is, and how long there is', () => {
  expect(sentencesOf('travel-time', then({ from: '15:10', to: '16:00' }))).toEqual([
    '陈静从兖州区到曲阜市路上要 25 分钟，两场之间只有 10 分钟',
    '陈静 needs 25 min from 兖州区 to 曲阜市; there are 10 min between the two',
  ])
})
