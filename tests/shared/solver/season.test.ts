import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { CENTS, seasonOf, seasonSolution, valueOf } from '@gongyue/shared/solver/season/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { expect, test, vi } from 'vitest'
import { makeSeason } from './instances.ts'

// arithmetic only: a full machine may take its time
vi.setConfig({ testTimeout: 180_000 })

test('a placement is worth its preference less distance and empty seats', () => {
  const request = { d: 2, n: 20, g: 0, okRooms: [0], wins: [{ lo: 0, hi: 4, ctr: 2, pref: 10 }], instr: -1, w: 4 }
  expect(valueOf(request, 20, 2)).toBe(4000)
  expect(valueOf(request, 50, 4)).toBe(3400)
  expect(valueOf(request, 400, 2)).toBe(3200)
  expect(valueOf(request, 20, 5)).toBe(0)
})

test('an allocation keeps every rule and is worth what it costs less than the perfect one', () => {
  const instance = makeSeason(9)
  const { spec, perfect } = seasonOf(instance)
  const problem = problemOf(spec)
  const outcome = solve(problem, { seed: 1, budget: countedBudget(200_000, 0), stop: () => false })
  const placed = seasonSolution(problem, outcome.places)
  const held = new Set<string>()
  let value = 0
  const asked = new Map<number, number>()
  const got = new Map<number, number>()
  for (const { g, d } of instance.reqs) asked.set(g, (asked.get(g) ?? 0) + d)
  for (const { request, room, start } of placed) {
    const wish = instance.reqs[request]
    if (wish === undefined) throw new Error(`there is no request ${request}`)
    expect(wish.okRooms).toContain(room)
    for (let slot = start; slot < start + wish.d; slot++) {
      for (const key of [`room ${room} ${slot}`, ...(wish.instr >= 0 ? [`instructor ${wish.instr} ${slot}`] : [])]) {
        expect(held).not.toContain(key)
        held.add(key)
      }
    }
    value += valueOf(wish, instance.rooms[room]?.cap ?? 0, start)
    got.set(wish.g, (got.get(wish.g) ?? 0) + wish.d)
  }
  const best = instance.reqs.reduce((sum, wish) => {
    const values = wish.okRooms.flatMap((room) =>
      wish.wins.flatMap(({ lo, hi }) =>
        Array.from({ length: hi - lo + 1 }, (_, k) => valueOf(wish, instance.rooms[room]?.cap ?? 0, lo + k)),
      ),
    )
    return sum + Math.max(...values)
  }, 0)
  const lambda = Math.round((0.15 * best) / CENTS) * CENTS
  const share = Math.min(...[...asked].map(([group, slots]) => (got.get(group) ?? 0) / slots))
  expect(perfect - outcome.cost).toBe(value + Math.round(lambda * share))
  expect(placed.length).toBe(problem.activities - outcome.unplaced)
})
