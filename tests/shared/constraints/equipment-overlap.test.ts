import { expect, test } from 'vitest'
import { equipmentOverlap } from '@gongyue/shared/constraints/equipment-overlap.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit, type VisitWords } from '../support/outreach.ts'

const house = aSendingHouse()
const beside = (words: VisitWords) =>
  equipmentOverlap.match(aVisit({ people: [] }), aVisit({ id: 'held', standing: 'held', people: [], ...words }), house)

test('a van that comes back when it leaves again is no overlap; a minute later is', () => {
  expect(beside({ from: '11:40', to: '12:40' })).toBeNull()
  expect(beside({ from: '11:41', to: '12:41', visit: { equipment: ['van'] } })?.by).toBe(1)
})

test('another van, or one that is only asked for, is in nobody’s way', () => {
  expect(beside({ visit: { equipment: ['van-2'] } })).toBeNull()
  expect(beside({ standing: 'pending' })).toBeNull()
})

test('says what is out, and until when', () => {
  expect(sentencesOf('equipment-overlap', beside({ from: '12:00', to: '13:30' }))).toEqual([
    '小窑、一号车在 12月4日 周五 11:20 至 12月4日 周五 14:10 已派出，请换一件或换时间',
    'Kiln, Van 1 is out from Fri 4 Dec 11:20 to Fri 4 Dec 14:10; choose another or another time',
  ])
})
