import { expect, test } from 'vitest'
import { servicePlace } from '@gongyue/shared/constraints/service-place.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()
const tour = (place: 'palace' | 'outside') => servicePlace.match(aVisit({ visit: { serviceId: 'tour', place } }), house)

test('where the menu says, and anywhere when it says both', () => {
  expect(tour('palace')).toBeNull()
  expect(tour('outside')?.by).toBe(1)
  expect(servicePlace.match(aVisit(), house)).toBeNull()
})

test('says where it is given', () => {
  expect(sentencesOf('service-place', tour('outside'))).toEqual([
    '展馆讲解只在文化宫提供',
    'Tour is given at the palace only',
  ])
})
