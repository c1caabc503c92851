import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { constraints } from '@gongyue/shared/constraints/index.ts'
import type { Messages } from '@gongyue/shared/domain/message.ts'
import { LOCALES } from '@gongyue/shared/domain/names.ts'
import { PARTY_KIND_NAMES, PARTY_KINDS } from '@gongyue/shared/domain/party.ts'
import { ALTERNATIVE_MESSAGES, CLEARS_AT, VIOLATION_MESSAGES } from '@gongyue/shared/i18n/messages.ts'
import { faultMessages } from '@gongyue/shared/i18n/faults.ts'
import { problemMessages } from '@gongyue/shared/i18n/problems.ts'
import { reasonText, violationText } from '@gongyue/shared/i18n/text.ts'
import { REASON_MESSAGES } from '@gongyue/shared/scheduling/reason.ts'
import { generated } from '../../../scripts/constraints.ts'

const dictionaries: Readonly<Record<string, Readonly<Record<string, Messages>>>> = {
  violations: VIOLATION_MESSAGES,
  alternatives: ALTERNATIVE_MESSAGES,
  reasons: REASON_MESSAGES,
  faults: faultMessages,
  titles: Object.fromEntries(Object.entries(problemMessages).map(([id, { title }]) => [id, title])),
  details: Object.fromEntries(Object.entries(problemMessages).map(([id, { detail }]) => [id, detail])),
  parties: PARTY_KIND_NAMES,
}

describe.each(Object.entries(dictionaries))('%s', (_, dictionary) => {
  test('are written in both languages', () => {
    const incomplete = Object.entries(dictionary).filter(([, messages]) =>
      LOCALES.some((locale) => messages[locale].trim() === ''),
    )
    expect(incomplete).toEqual([])
    expect(Object.keys(dictionary).length).toBeGreaterThan(5)
  })

  test('say the same in both: same placeholders, written the same way', () => {
    const uneven = Object.entries(dictionary).filter(
      ([, messages]) => placeholders(messages['zh-CN']).join() !== placeholders(messages.en).join(),
    )
    expect(uneven).toEqual([])
  })

  test('have no Chinese in the English and no missing Chinese', () => {
    const han = /\p{Script=Han}/u
    const mixed = Object.entries(dictionary).filter(([, { 'zh-CN': zh, en }]) => han.test(en) || !han.test(zh))
    expect(mixed).toEqual([])
  })
})

test('what is made from the registry is what the registry makes', () => {
  const root = new URL('../../../', import.meta.url)
  expect(generated.map(({ path }) => path)).toEqual(['shared/CONSTRAINTS.md', 'shared/src/i18n/messages.ts'])
  for (const { path, make } of generated) expect(readFileSync(new URL(path, root), 'utf8')).toBe(make())
})

test('every rule has its sentence, and its end where waiting helps', () => {
  expect(Object.keys(VIOLATION_MESSAGES)).toEqual(constraints.map(({ id }) => id))
  expect(CLEARS_AT).toEqual({
    'space-overlap': 'until',
    'person-overlap': 'until',
    'equipment-overlap': 'until',
    'opening-hours': 'opens',
    closure: 'until',
    'exhibition-period': 'until',
    horizon: 'opens',
    'no-show-points': 'until',
  })
})

test('every kind of party has a name', () => {
  expect(Object.keys(PARTY_KIND_NAMES)).toEqual(PARTY_KINDS)
})

describe('a sentence', () => {
  test('of a rule or a reason that this build does not know yet is its name', () => {
    expect(violationText({ constraint: 'full-moon', params: {} }, 'en', 'UTC')).toBe('full-moon')
    expect(reasonText({ key: 'swapped', params: {} }, 'zh-CN', 'UTC')).toBe('swapped')
  })

  test('of a reason is in the language of the reader', () => {
    const reason = { key: 'later', params: { minutes: 90 } }
    expect(reasonText(reason, 'zh-CN', 'Asia/Shanghai')).toBe('晚 1 小时 30 分钟')
    expect(reasonText(reason, 'en', 'Asia/Shanghai')).toBe('1 h 30 min later')
    expect(reasonText({ key: 'days-earlier', params: { days: 1 } }, 'en', 'UTC')).toBe('1 day earlier')
  })
})

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{[^}]*\}/g)].map(([whole]) => whole).toSorted()
}
