import { expect, test } from 'vitest'
import { preferredSpace } from '@gongyue/shared/constraints/preferred-space.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, at } from '../support/house.ts'
import { aSpace } from '../support/spaces.ts'
import { sentencesOf } from '../support/sentences.ts'

const given = (space: string, wished: string, facts = aHouse()) =>
  preferredSpace.match(aClaim({ space, facts, wish: { spaceId: wished, start: at('2026-12-04', '19:00') } }), facts)

test('the space that was wished for costs nothing', () => {
  expect(given('table-01', 'table-01')).toBeNull()
})

test('another table of the hall is one step', () => {
  expect(given('table-12', 'table-01')).toEqual({
    by: 1,
    params: { wished: { 'zh-CN': '【table-01】', en: 'table-01' } },
  })
})

test('the same kind elsewhere is four, another kind twelve, under the same roof too', () => {
  const facts = aHouse({ spaces: new Map([...aHouse().spaces, ['classroom-203', aSpace('classroom-203')]]) })
  expect(given('classroom-203', 'classroom-201', facts)?.by).toBe(4)
  expect(given('classroom-203', 'rehearsal-a', facts)?.by).toBe(12)
  expect(given('tables-left', 'table-01')?.by).toBe(12)
})

test('a wish for what is gone is no wish', () => {
  expect(given('table-01', 'gone')).toBeNull()
})

test('it says what was wished for', () => {
  expect(sentencesOf('preferred-space', given('table-02', 'table-01'))).toEqual([
    '不是希望的【table-01】',
    'not in the space wished for, table-01',
  ])
})
