import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PARTY_KINDS } from '@gongyue/shared/domain/party.ts'
import type { PublicityRule } from '@gongyue/shared/domain/policy.ts'
import { publicTitle } from '@gongyue/shared/domain/public-title.ts'
import { SPACE_KINDS } from '@gongyue/shared/domain/space.ts'

const OPEN: readonly PublicityRule[] = [{ spaces: 'any', parties: 'any', shown: 'title' }]
const lecture = { title: '职工学习大讲堂', party: 'palace', space: 'classroom' } as const

describe('what strangers may read of a booking', () => {
  test('without a rule, that the time is taken', () => {
    expect(publicTitle(lecture, [])).toEqual({ kind: 'booked' })
  })

  test('the first rule that fits decides', () => {
    const rules: readonly PublicityRule[] = [
      { spaces: ['theatre'], parties: 'any', shown: 'title' },
      { spaces: 'any', parties: ['branch'], shown: 'party-kind' },
      { spaces: 'any', parties: ['palace', 'branch'], shown: 'title' },
    ]
    expect(publicTitle(lecture, rules)).toEqual({ kind: 'title', text: '职工学习大讲堂' })
    expect(publicTitle({ ...lecture, party: 'branch' }, rules)).toEqual({ kind: 'party-kind', partyKind: 'branch' })
    expect(publicTitle({ ...lecture, party: 'branch', space: 'theatre' }, rules)).toEqual({
      kind: 'title',
      text: '职工学习大讲堂',
    })
    expect(publicTitle({ ...lecture, party: 'partner' }, rules)).toEqual({ kind: 'booked' })
  })

  test('a rule may say that nothing is told', () => {
    expect(publicTitle(lecture, [{ spaces: 'any', parties: 'any', shown: 'booked' }, ...OPEN])).toEqual({
      kind: 'booked',
    })
  })

  test('a person is never told, whatever the rules say', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...SPACE_KINDS),
        fc.array(
          fc.record({
            spaces: fc.constant('any' as const),
            parties: fc.constantFrom('any' as const, ['person'] as const),
            shown: fc.constantFrom('title', 'party-kind', 'booked'),
          }),
        ),
        (title, space, rules) => {
          expect(publicTitle({ title, party: 'person', space }, rules)).toEqual({ kind: 'booked' })
        },
      ),
    )
  })

  test.each(['联系 13812341234', '报名 0537-2351234', '370802 199001011234', '电话 138 1234 1234', '138.1234.1234 王'])(
    'a title with a number of somebody in it (%s) is no public title',
    (title) => {
      for (const party of PARTY_KINDS)
        expect(publicTitle({ ...lecture, title, party }, OPEN)).toEqual({ kind: 'booked' })
    },
  )

  test.each([
    '2026 年 12 月 5 日演出',
    '第 201 期',
    '201+202 教室联谊',
    '12-05 讲座',
    '100 周年',
    '2026-2027 年度总结',
  ])('years, days and rooms are no such number: %s', (title) => {
    expect(publicTitle({ ...lecture, title }, OPEN)).toEqual({ kind: 'title', text: title })
  })
})
