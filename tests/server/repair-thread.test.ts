import { expect, test } from 'vitest'
import { runRepair } from '@gongyue/server/planner/run-repair.ts'
import { repair } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { Cause, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { aBooking, aRepairHouse } from '../shared/support/bookings.ts'
import { at, FRIDAY } from '../shared/support/house.ts'

const facts = aRepairHouse()
const bookings = Array.from({ length: 24 }, (_, i) =>
  aBooking({
    id: `b${i}`,
    on: addDays(FRIDAY, Math.floor(i / 2)),
    from: i % 2 ? '16:00' : '19:00',
    to: i % 2 ? '17:30' : '20:30',
    facts,
  }),
)
const snapshot: RepairSnapshot = { facts, claims: bookings.map(({ claim }) => claim), bookings }
const during = { start: at(FRIDAY, '00:00'), end: at(addDays(FRIDAY, 12), '00:00') }
const cause: Cause = { kind: 'closure', closure: { id: 'shut', spaceId: 'classroom-201', during, reason: '检修' } }

test('a thread finds the plans that the caller would have found, and tells of each as it comes', async () => {
  const told: string[] = []
  const run = runRepair({ snapshot, cause, options: { seed: 3 } }, ({ strategy }) => void told.push(strategy))
  const found = await run.done
  expect(found).toEqual(repair(snapshot, cause, { seed: 3 }))
  expect(told[0]).toBe('nobody-else')
  expect(told.length).toBeGreaterThan(3)
})

test('a stop ends it soon, with the plans so far', async () => {
  const told: string[] = []
  const run = runRepair({ snapshot, cause, options: { nodes: 1e9 } }, ({ strategy }) => void told.push(strategy))
  run.stop()
  const found = await run.done
  expect([found.kind, found.kind === 'plans' && found.plans.length]).toEqual(['plans', 1])
  expect(told).toEqual(['nobody-else'])
})
