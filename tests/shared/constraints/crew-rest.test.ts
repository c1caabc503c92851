import { expect, test } from 'vitest'
import { crewRest } from '@gongyue/shared/constraints/crew-rest.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aPolicy } from '../support/house.ts'
import { aSendingHouse, aVisit, type VisitWords } from '../support/outreach.ts'

const house = aSendingHouse()
const before = (words: VisitWords, facts = house) =>
  crewRest.match(aVisit({ from: '14:00' }), aVisit({ id: 'held', standing: 'held', ...words }), facts)

test('half an hour between coming back and leaving again, or what the policy says', () => {
  expect(before({ from: '11:30', to: '12:10' })).toBeNull()
  expect(before({ from: '11:30', to: '12:11' })?.by).toBe(1)
  const strict = aSendingHouse({ policy: aPolicy({ crewRestMinutes: 60 }) })
  expect(before({ from: '11:30', to: '12:10' }, strict)?.by).toBe(30)
})

test('who goes straight on, or somebody else, rests elsewhere', () => {
  const going = aVisit({ visit: { after: 'held' } })
  expect(crewRest.match(going, aVisit({ id: 'held', from: '11:30', to: '12:30' }), house)).toBeNull()
  expect(before({ from: '11:30', to: '12:30', people: ['zhou'] })).toBeNull()
})

test('says how much rest is left', () => {
  expect(sentencesOf('crew-rest', before({ from: '11:30', to: '12:30' }))).toEqual([
    '陈静外出前后至少休息 30 分钟，这样只有 10 分钟',
    '陈静 needs 30 min of rest before and after a visit; this leaves 10 min',
  ])
})
