import { expect, test } from 'vitest'
import { idMaker } from '@gongyue/server/ids.ts'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('ids are UUIDv7 of their hour', () => {
  const newId = idMaker(() => Date.parse('2026-12-02T02:00:00Z'))
  const id = newId()
  expect(id).toMatch(FORM)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-12-02T02:00:00Z'))
})

test('they rise and never repeat, even when the clock stands still or goes back', () => {
  let now = 1_000_000
  const newId = idMaker(() => now)
  const ids: string[] = []
  for (const step of [0, 1, 0, -500, 0, 3]) {
    now += step
    for (let count = 0; count < 3000; count += 1) ids.push(newId())
  }
  expect(new Set(ids).size).toBe(18_000)
  expect(ids).toEqual(ids.toSorted())
  expect(ids.every((id) => FORM.test(id))).toBe(true)
})

test('two processes in the same millisecond make different ids', () => {
  const [one, other] = [idMaker(() => 1), idMaker(() => 1)]
  const ids = Array.from({ length: 2000 }, () => [one(), other()]).flat()
  expect(new Set(ids).size).toBe(4000)
})
