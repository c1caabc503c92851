import { expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { canCancel, grouped, groupOfOrder } from '../../web/src/pages/orders/groups.ts'
import { at, NOW, order } from './order-house.ts'

type Line = OrderWire['lines'][number]

const confirmed = { id: 'r', state: 'confirmed', code: '123456' } as const
const line = (more: Partial<Line>): Line => order([more]).lines[0] as Line

test.each([
  ['attention', order([{}, { state: 'declined' }], { state: 'partly-accepted' })],
  ['attention', order([{ state: 'pending' }, { state: 'declined' }], { state: 'placed' })],
  ['waiting', order([{ state: 'pending' }], { state: 'placed' })],
  ['coming', order([{ reservation: confirmed }])],
  ['past', order([{ reservation: { ...confirmed, state: 'cancelled' } }])],
  ['past', order([{ state: 'declined' }], { state: 'declined' })],
  [
    'past',
    order(
      [
        { start: at('05:00'), end: at('06:00') },
        { start: at('05:00'), end: at('06:00'), state: 'declined' },
      ],
      { state: 'partly-accepted' },
    ),
  ],
] as const)('%s', (group, one) => expect(groupOfOrder(one, NOW)).toBe(group))

test('what comes next stands first, the past latest first', () => {
  const coming = (id: string, date: string) =>
    order([{ start: at('09:00', date), end: at('10:00', date), reservation: confirmed }], { id })
  const groups = grouped(
    [coming('c', '2026-12-09'), coming('a', '2026-12-01'), coming('d', '2026-12-08'), coming('b', '2026-12-02')],
    NOW,
  )
  expect(groups.get('coming')?.map(({ id }) => id)).toEqual(['d', 'c'])
  expect(groups.get('past')?.map(({ id }) => id)).toEqual(['b', 'a'])
})

test('only what waits or stands can be cancelled, and only until it begins', () => {
  expect(
    [
      line({ state: 'pending' }),
      line({ reservation: confirmed }),
      line({ reservation: { ...confirmed, state: 'in-use' } }),
      line({ state: 'declined' }),
      line({ reservation: confirmed, start: at('07:00') }),
    ].map((one) => canCancel(one, NOW)),
  ).toEqual([true, true, false, false, false])
})
