import { expect, test } from 'vitest'
import { serviceKits } from '@gongyue/shared/constraints/service-kits.ts'
import { sentencesOf } from '../support/sentences.ts'
import { aSendingHouse, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()
const clay = (count: number) => ({ crew: [], kits: [{ use: 'clay', count }], vehicle: false })

test('the kits it takes, by what they are for', () => {
  expect(serviceKits.match(aVisit(), house)).toBeNull()
  expect(serviceKits.match(aVisit({ visit: { needs: clay(2) } }), house)).toEqual({
    by: 1,
    params: { missing: 'clay × 1' },
  })
  expect(serviceKits.match(aVisit({ visit: { needs: clay(1), equipment: ['van'] } }), house)?.by).toBe(1)
})

test('says which are missing', () => {
  expect(sentencesOf('service-kits', serviceKits.match(aVisit({ visit: { needs: clay(3) } }), house))).toEqual([
    '所选时间还缺这些器材：clay × 2',
    'At this time these kits are missing: clay × 2',
  ])
})
