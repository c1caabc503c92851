import { expect, test } from 'vitest'
import { vehicle } from '@gongyue/shared/constraints/vehicle.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()

test('a seat for each, one short is one seat', () => {
  expect(vehicle.match(aVisit(), house)).toBeNull()
  expect(vehicle.match(aVisit({ people: ['chen', 'zhou'] }), house)).toEqual({ by: 1, params: { crew: 2, seats: 1 } })
  expect(vehicle.match(aVisit({ visit: { equipment: ['kiln'] } }), house)?.by).toBe(1)
})

test('nobody needs a car at the palace, or for what needs none', () => {
  expect(vehicle.match(aVisit({ visit: { place: 'palace', equipment: [] } }), house)).toBeNull()
  expect(
    vehicle.match(aVisit({ visit: { needs: { crew: [], kits: [], vehicle: false }, equipment: [] } }), house),
  ).toBeNull()
})

test('says how many seats there are', () => {
  expect(sentencesOf('vehicle', vehicle.match(aVisit({ people: ['chen', 'zhou'] }), house))).toEqual([
    '这次外出有 2 人，需要派车，所选时间能派的车共 1 座',
    'This visit takes a vehicle for 2; at this time there are 1 seats',
  ])
})
