import { expect, test } from 'vitest'
import { serviceAudience } from '@gongyue/shared/constraints/service-audience.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()
const of = (headcount: number) => serviceAudience.match(aVisit({ headcount }), house)

test('from the fewest to the most, both included', () => {
  expect([of(10), of(40)]).toEqual([null, null])
  expect([of(9)?.by, of(43)?.by]).toEqual([1, 3])
})

test('somebody asked for by themselves serves as many as come', () => {
  expect(serviceAudience.match(aVisit({ headcount: 900, visit: { serviceId: null } }), house)).toBeNull()
})

test('says for how many it is', () => {
  expect(sentencesOf('service-audience', of(60))).toEqual([
    '陶艺进企业适合 10–40 人，申请人数为 60 人',
    'Pottery is for 10 to 40 people; 60 were asked for',
  ])
})
