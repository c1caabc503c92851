import { expect, test } from 'vitest'
import { travelUnknown } from '@gongyue/shared/constraints/travel-unknown.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()

test('a way entered one way is known both ways; one that nobody entered is not', () => {
  expect(travelUnknown.match(aVisit(), house)).toBeNull()
  expect(travelUnknown.match(aVisit({ visit: { districtId: 'beyond' } }), house)).toBeNull()
  expect(travelUnknown.match(aVisit({ visit: { districtId: 'far' } }), house)).toEqual({
    by: 1,
    params: { from: '任城区', to: '泗水县' },
  })
})

test('nobody travels to the palace', () => {
  expect(travelUnknown.match(aVisit({ visit: { place: 'palace', districtId: null } }), house)).toBeNull()
})

test('says who can help', () => {
  expect(sentencesOf('travel-unknown', travelUnknown.match(aVisit({ visit: { districtId: 'far' } }), house))).toEqual([
    '还没有登记任城区到泗水县的路程时间，请联系文化宫，由工作人员在“服务管理—路程”里补上',
    'The way from 任城区 to 泗水县 is not known yet: ask the palace; staff enter it under “Services – Travel times”',
  ])
})
