import { afterEach, beforeEach, expect, test } from 'vitest'
import { fillIn } from '../../web/src/app/older-engines.ts'

const HOSTS: readonly (readonly [host: object, names: readonly string[]])[] = [
  [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
  [String.prototype, ['at']],
  [Map, ['groupBy']],
  [Object, ['groupBy', 'hasOwn']],
]
let kept: readonly (readonly [object, string, PropertyDescriptor])[] = []

/** An engine of 2020: the same functions, taken away. */
beforeEach(() => {
  kept = HOSTS.flatMap(([host, names]) =>
    names.flatMap((name) => {
      const found = Object.getOwnPropertyDescriptor(host, name)
      return found ? [[host, name, found] as const] : []
    }),
  )
  for (const [host, name] of kept) Reflect.deleteProperty(host, name)
})
afterEach(() => {
  for (const [host, name, found] of kept) Object.defineProperty(host, name, found)
})

/** What each function says of the same things. */
function answers(): unknown {
  const list: readonly number[] = [3, 1, 2]
  return [
    [list.at(0), list.at(-1), list.at(5), 'abc'.at(-1)],
    [list.findLast((n) => n > 1), list.findLast((n) => n > 9), list.findLastIndex((n) => n > 2)],
    [list.toSorted(), list.toSorted((a, b) => b - a), list.toReversed(), list],
    [list.toSpliced(1, 1, 7, 8), list.with(2, 9), list.with(0, 4)],
    [...Map.groupBy(list, (n) => n % 2)],
    Object.groupBy(list, (n) => (n > 1 ? 'many' : 'one')),
    [Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({ a: 1 }, 'toString')],
  ]
}

test('what is missing is filled in and says what the language says', () => {
  expect(() => answers()).toThrow('at is not a function')
  fillIn()
  const filled = answers()
  for (const [host, name, found] of kept) Object.defineProperty(host, name, found)
  expect(filled).toEqual(answers())
})

test('what is there is left alone', () => {
  for (const [host, name, found] of kept) Object.defineProperty(host, name, found)
  const native = Array.prototype.at
  fillIn()
  expect(Array.prototype.at).toBe(native)
})

test('a filled-in function is not met by a loop over an array', () => {
  fillIn()
  expect(Object.keys(Array.prototype)).toEqual([])
  expect(Object.keys(String.prototype)).toEqual([])
})
