import { expect, test } from 'vitest'
import { orderStateOf, type LineState, type OrderState } from '@gongyue/shared/domain/order.ts'
import { holdsClaims, RESERVATION_STATES } from '@gongyue/shared/domain/reservation.ts'

test.each<readonly [OrderState, readonly LineState[]]>([
  ['placed', ['pending']],
  ['placed', ['accepted', 'pending', 'declined', 'withdrawn']],
  ['accepted', ['accepted']],
  ['accepted', ['accepted', 'accepted']],
  ['accepted', ['accepted', 'withdrawn']],
  ['partly-accepted', ['accepted', 'declined']],
  ['partly-accepted', ['declined', 'withdrawn', 'accepted']],
  ['declined', ['declined']],
  ['declined', ['declined', 'withdrawn']],
  ['withdrawn', ['withdrawn']],
  ['withdrawn', ['withdrawn', 'withdrawn']],
  ['withdrawn', []],
])('an order is %s when its lines are %j', (state, lines) => {
  expect(orderStateOf(lines)).toBe(state)
})

test('a reservation holds its claims until it is cancelled or nobody comes', () => {
  expect(RESERVATION_STATES.filter(holdsClaims)).toEqual(['confirmed', 'in-use', 'ended'])
})
