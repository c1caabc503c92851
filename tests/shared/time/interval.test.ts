import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contains,
  deepestOverlap,
  intersection,
  merged,
  minutesOf,
  overlaps,
  widened,
  without,
  type Interval,
} from '@gongyue/shared/time/interval.ts'

/** Spans within a toy day of thirty units, empty ones among them. */
const aSpan = fc
  .tuple(fc.nat({ max: 30 }), fc.nat({ max: 12 }))
  .map(([start, length]): Interval => ({ start, end: start + length }))
const someSpans = fc.array(aSpan, { maxLength: 8 })

/** The slow answer: the units that a span holds, one by one. */
function unitsOf(...spans: readonly Interval[]): ReadonlySet<number> {
  return new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
}

function sorted(units: Iterable<number>): readonly number[] {
  return [...units].toSorted((a, b) => a - b)
}

describe('half-open spans', () => {
  test('touching is not overlapping, at neither end', () => {
    const span = { start: 10, end: 20 }
    expect(overlaps(span, { start: 20, end: 30 })).toBe(false)
    expect(overlaps(span, { start: 0, end: 10 })).toBe(false)
    expect(overlaps(span, { start: 19, end: 30 })).toBe(true)
    expect(overlaps(span, { start: 0, end: 11 })).toBe(true)
    expect(intersection(span, { start: 20, end: 30 })).toBeNull()
    expect(intersection(span, { start: 19, end: 30 })).toEqual({ start: 19, end: 20 })
  })

  test('equal ends count as inside', () => {
    expect(contains({ start: 10, end: 20 }, { start: 10, end: 20 })).toBe(true)
    expect(contains({ start: 10, end: 20 }, { start: 9, end: 20 })).toBe(false)
    expect(contains({ start: 10, end: 20 }, { start: 10, end: 21 })).toBe(false)
  })

  test('minutes are whole, and widening takes them', () => {
    expect(minutesOf({ start: 0, end: 5_400_000 })).toBe(90)
    expect(minutesOf({ start: 0, end: 29_999 })).toBe(0)
    expect(widened({ start: 3_600_000, end: 7_200_000 }, 60, 15)).toEqual({ start: 0, end: 8_100_000 })
  })

  test('overlapping means sharing a unit, and the intersection is what is shared', () => {
    fc.assert(
      fc.property(aSpan, aSpan, (a, b) => {
        fc.pre(a.start < a.end && b.start < b.end)
        const shared = [...unitsOf(a)].filter((unit) => unitsOf(b).has(unit))
        expect(overlaps(a, b)).toBe(shared.length > 0)
        expect(sorted(unitsOf(...[intersection(a, b) ?? []].flat()))).toEqual(sorted(shared))
        expect(contains(a, b)).toBe([...unitsOf(b)].every((unit) => unitsOf(a).has(unit)))
      }),
    )
  })
})

describe('sets of spans', () => {
  test('a union joins what touches and forgets what is empty', () => {
    expect(
      merged([
        { start: 20, end: 30 },
        { start: 5, end: 5 },
        { start: 0, end: 10 },
        { start: 10, end: 15 },
      ]),
    ).toEqual([
      { start: 0, end: 15 },
      { start: 20, end: 30 },
    ])
  })

  test('a union holds the same units in the fewest sorted spans', () => {
    fc.assert(
      fc.property(someSpans, (spans) => {
        const union = merged(spans)
        expect(sorted(unitsOf(...union))).toEqual(sorted(unitsOf(...spans)))
        union.forEach((span, i) => {
          expect(span.start).toBeLessThan(span.end)
          expect(span.start).toBeGreaterThan(union[i - 1]?.end ?? -1)
        })
      }),
    )
  })

  test('a hole in the middle leaves two spans, one at the edge leaves one', () => {
    const day = [{ start: 0, end: 100 }]
    expect(without(day, [{ start: 40, end: 60 }])).toEqual([
      { start: 0, end: 40 },
      { start: 60, end: 100 },
    ])
    expect(without(day, [{ start: 60, end: 120 }])).toEqual([{ start: 0, end: 60 }])
    expect(without(day, [{ start: 100, end: 120 }])).toEqual(day)
    expect(without(day, [{ start: 0, end: 100 }])).toEqual([])
  })

  test('cutting holes leaves exactly the units that no hole holds', () => {
    fc.assert(
      fc.property(someSpans, someSpans, (spans, holes) => {
        const left = without(spans, holes)
        expect(sorted(unitsOf(...left))).toEqual(
          sorted([...unitsOf(...spans)].filter((unit) => !unitsOf(...holes).has(unit))),
        )
        expect(left).toEqual(merged(left))
      }),
    )
  })

  test('the deepest overlap is the largest number of spans over one unit', () => {
    fc.assert(
      fc.property(someSpans, (spans) => {
        const depths = sorted(unitsOf(...spans)).map(
          (unit) => spans.filter(({ start, end }) => start <= unit && unit < end).length,
        )
        expect(deepestOverlap(spans)).toBe(Math.max(0, ...depths))
      }),
    )
  })

  test('spans in a row are never deeper than one', () => {
    expect(
      deepestOverlap([
        { start: 0, end: 10 },
        { start: 10, end: 20 },
        { start: 20, end: 30 },
      ]),
    ).toBe(1)
  })
})
