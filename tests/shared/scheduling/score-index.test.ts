import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perGroup, type Constraint } from '@gongyue/shared/constraints/define.ts'
import { constraints } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { createScoreIndex, evaluate } from '@gongyue/shared/scheduling/score-index.ts'
import { compareScores, minus, plus, ZERO, type Score } from '@gongyue/shared/scheduling/score.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { aClaim, held, someClaims } from '../support/claims.ts'
import { aHouse, aPolicy } from '../support/house.ts'
import { aStrictHouse } from '../support/strict-house.ts'

const strict = aStrictHouse()

/**
 * Not of the house: a group is best off with three, so that an index that only ever adds would be wrong; and its members meet by more than one
 * concern.
 */
const trio = perGroup({
  id: 'trio',
  topic: 'wish',
  level: 'soft',
  weight: 2,
  unit: 'pairs',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary: 'Three of one head-count are best.',
  messages: { 'zh-CN': '{members}', en: '{members}' },
  concerns: ({ headcount, partyId }) => [String(headcount), `of ${partyId}`],
  groups: ({ headcount }) => [String(headcount)],
  match: ({ length: members }) => (members === 3 ? null : { by: Math.abs(members - 3), params: { members } }),
})

const rules: readonly Constraint[] = [...constraints, trio]

function penaltiesOf(violations: readonly Violation[]): Score {
  return violations.reduce((score, { level, penalty }) => plus(score, { ...ZERO, [level]: -penalty }), ZERO)
}

describe('the index and the slow answer', () => {
  test('are equal after any inserts and removes; peeking foretells, explaining accounts for it', () => {
    fc.assert(
      fc.property(someClaims(strict), someClaims(strict), fc.array(fc.nat(), { maxLength: 20 }), (all, more, steps) => {
        const background = more.map((claim) => ({ ...claim, id: `held ${claim.id}` }))
        const index = createScoreIndex(strict, rules, background)
        const inside = new Map<string, Claim>()
        for (const step of steps) {
          const claim = all[step % all.length]
          if (!claim) continue
          const wasInside = inside.delete(claim.id)
          const before = index.score()
          if (wasInside) index.remove(claim.id)
          const without = index.score()
          const foretold = index.peek(claim)
          const isAdmitted = index.admits(claim)
          if (!wasInside) {
            index.insert(claim)
            inside.set(claim.id, claim)
          }
          expect(isAdmitted).toBe(foretold.hard === 0 && foretold.medium === 0)
          expect(minus(wasInside ? before : index.score(), without)).toEqual(foretold)
          const claims = [...inside.values()]
          expect(index.score()).toEqual(evaluate(claims, strict, rules, background))
          expect(penaltiesOf(index.explain())).toEqual(index.score())
        }
      }),
      { numRuns: 300 },
    )
  })

  test('peeking changes nothing, and what it explains is what inserting adds to an empty index', () => {
    fc.assert(
      fc.property(someClaims(strict), (all) => {
        const [claim, ...background] = all
        if (!claim) return
        const index = createScoreIndex(strict, rules, background)
        expect(penaltiesOf(index.peekExplain(claim))).toEqual(index.peek(claim))
        expect(index.score()).toEqual(ZERO)
        expect(index.explain()).toEqual([])
        index.insert(claim)
        expect(index.explain()).toEqual(createdWith(claim, background).peekExplain(claim))
      }),
      { numRuns: 200 },
    )
  })
})

describe('the background', () => {
  test('is never judged by itself', () => {
    const overlapping = [held({ id: 'a' }), held({ id: 'b' })]
    const index = createScoreIndex(aHouse(), constraints, overlapping)
    expect(index.score()).toEqual(ZERO)
    index.insert(aClaim({ space: 'table-02' }))
    expect(index.explain()).toEqual([])
  })

  test('is not named to the asker', () => {
    const index = createScoreIndex(aHouse(), constraints, [held()])
    index.insert(aClaim())
    expect(index.explain().map(({ constraint, claimIds }) => [constraint, claimIds])).toEqual([
      ['space-overlap', ['asked']],
    ])
  })

  test('over a limit, by a waiver, counts by as much as it grows', () => {
    const tables = ['table-02', 'table-03', 'table-04'].map((space) => held({ id: space, space, partyId: 'branch-1' }))
    const index = createScoreIndex(aHouse(), constraints, tables)
    index.insert(aClaim({ from: '09:00', to: '10:00' }))
    expect(index.explain().map(({ constraint, penalty, params }) => [constraint, penalty, params['total']])).toEqual([
      ['branch-daily', 1, { 'zh-CN': '4 次', en: '4 bookings' }],
    ])
  })

  test('over a limit at one moment does not stand in the way of another', () => {
    const facts = aHouse({
      policy: aPolicy({
        quotas: [{ per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 }],
      }),
    })
    const morning = ['gym-01', 'gym-02'].map((space) =>
      held({ id: space, space, partyId: 'branch-1', from: '09:00', to: '10:00' }),
    )
    const index = createScoreIndex(facts, constraints, morning)
    expect(index.peek(aClaim({ from: '19:00', to: '20:00' })).hard).toBe(0)
    expect(index.peek(aClaim({ from: '09:30', to: '10:30' })).hard).toBe(-1)
  })
})

describe('a pair within the order', () => {
  test('is told once, with both lines', () => {
    const index = createScoreIndex(aHouse(), constraints)
    index.insert(aClaim({ id: '1' }))
    index.insert(aClaim({ id: '2', from: '19:30', to: '20:30' }))
    const overlaps = index.explain().filter(({ constraint }) => constraint === 'space-overlap')
    expect(overlaps.map(({ penalty, claimIds }) => [penalty, claimIds])).toEqual([[30, ['1', '2']]])
    index.remove('1')
    expect(index.score()).toEqual(ZERO)
  })
})

describe('misuse', () => {
  test('a claim goes in once and comes out once', () => {
    const index = createScoreIndex(aHouse(), constraints)
    index.insert(aClaim())
    expect(() => index.insert(aClaim())).toThrow('claim asked is already in the index')
    index.remove('asked')
    expect(() => index.remove('asked')).toThrow('claim asked is not in the index')
  })
})

describe('scores', () => {
  test('are compared hard first, then medium, then soft', () => {
    const score = (hard: number, medium: number, soft: number) => ({ hard, medium, soft })
    const worstFirst = [
      score(-2, 0, 0),
      score(-1, -9, 0),
      score(-1, 0, -99),
      score(-1, 0, 0),
      score(0, -1, 0),
      score(0, 0, -7),
      ZERO,
    ]
    expect(worstFirst.toReversed().toSorted(compareScores)).toEqual(worstFirst)
    expect(compareScores(ZERO, ZERO)).toBe(0)
  })

  test('weigh soft rules by the policy', () => {
    const facts = aHouse({ policy: aPolicy({ weights: { 'preferred-space': 5, 'space-overlap': 5 } }) })
    const index = createScoreIndex(facts, constraints, [held()])
    const wish = { spaceId: 'table-02', start: aClaim().during.start }
    expect(index.peek(aClaim({ wish }))).toEqual({ hard: -60, medium: 0, soft: -5 })
  })
})

function createdWith(claim: Claim, background: readonly Claim[]) {
  return createScoreIndex(
    strict,
    rules,
    background.filter(({ id }) => id !== claim.id),
  )
}
