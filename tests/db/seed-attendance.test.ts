import { expect, test } from 'vitest'
import { withAttendance } from '../../scripts/seed/attendance.ts'
import { lifeOf } from '../../scripts/seed/life.ts'
import { lifeRows } from '../../scripts/seed/life-rows.ts'

const TODAY = '2026-12-02'
const NOW = Date.parse('2026-12-02T18:30:00+08:00')
const made = lifeRows(lifeOf({ today: TODAY, seed: 1 }), { today: TODAY, seed: 1 })
const { reservations = [], no_show_points: points = [], claims = [] } = withAttendance(made, { now: NOW, key: '1' })

const today = reservations.filter(({ day }) => day === TODAY)
const startOf = (row: (typeof reservations)[number]) => Date.parse(String(row['starts_at']))
const endOf = (row: (typeof reservations)[number]) => Date.parse(String(row['ends_at']))

test('of today everything that has begun has its fate, and nothing that lies ahead', () => {
  for (const row of today.filter((one) => one['state'] !== 'cancelled')) {
    const state = String(row['state'])
    if (startOf(row) > NOW) expect(state).toBe('confirmed')
    else if (endOf(row) <= NOW) expect(['ended', 'no-show']).toContain(state)
    else expect(['in-use', 'no-show']).toContain(state)
  }
  expect(today.some(({ state }) => state === 'in-use')).toBe(true)
})

test('who is in use or was has been let in, with a head-count that fits', () => {
  for (const row of reservations.filter(({ state }) => state === 'in-use')) {
    expect(row['checked_in_by']).not.toBeNull()
    expect(Number(row['present'])).toBeGreaterThan(0)
    expect(Number(row['present'])).toBeLessThanOrEqual(Number(row['headcount']))
  }
})

test('points are of no-shows of the last month; nobody of the sample has two that count', () => {
  expect(points.length).toBeGreaterThan(0)
  const states = new Map(reservations.map((row) => [row['reservation_id'], row['state']]))
  expect(points.every((point) => states.get(point['reservation_id']) === 'no-show')).toBe(true)
  const live = points.filter((point) => point['lifted_at'] === null).map((point) => point['person_id'])
  expect(new Set(live).size).toBe(live.length)
})

test('what nobody came for today holds nothing after it was freed', () => {
  const absent = new Map(
    today.filter(({ state }) => state === 'no-show').map((row) => [row['reservation_id'], startOf(row)]),
  )
  const late = claims.filter((claim) => {
    const start = absent.get(claim['reservation_id'])
    const held = claim['status'] !== 'released' && Date.parse(String(claim['held_until']))
    return start !== undefined && held !== false && held !== start + 15 * 60_000
  })
  expect(late).toEqual([])
})

test('the same day, seed and hour give the same rows', () => {
  expect(withAttendance(made, { now: NOW, key: '1' }).reservations).toEqual(reservations)
})
