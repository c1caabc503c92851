import { expect, test } from 'vitest'
import { checkBody, emptyDraft, gapsIn, orderBody, revived, type Draft } from '../../web/src/pages/order/draft.ts'
import { at, NOW, SPACES } from './order-house.ts'

const theatre = SPACES.filter(({ id }) => id === 'theatre')
const full: Draft = {
  lines: [{ spaceId: 'theatre', start: at('19:00'), end: at('21:00') }],
  title: ' 汇演 ',
  purpose: ' ',
  headcount: 300,
  partyId: 'p',
  conditions: { theatre: 3, classroom: 1 },
}

test('a kept draft comes back; lines that have begun do not', () => {
  const kept = { ...full, lines: [...full.lines, { spaceId: 'theatre', start: at('06:00'), end: at('08:00') }] }
  expect(revived(JSON.parse(JSON.stringify(kept)), ['p'], NOW)).toEqual(full)
})

test('a draft of a party one no longer acts for is for the first one', () => {
  expect(revived({ ...full, partyId: 'gone' }, ['q', 'p'], NOW).partyId).toBe('q')
})

test.each([null, 'text', 7, {}, { ...full, lines: [1] }, { ...full, title: 5 }, { ...full, conditions: null }])(
  'what is no draft starts empty: %j',
  (kept) => expect(revived(kept, ['p'], NOW)).toEqual(emptyDraft('p')),
)

test('all gaps are told at once', () => {
  expect(gapsIn(emptyDraft('p'), Number.NaN, theatre)).toEqual({
    lines: true,
    title: true,
    headcount: true,
    conditions: true,
  })
  expect(gapsIn(full, 300, theatre)).toBeNull()
})

test('conditions of an older version are a gap', () => {
  expect(gapsIn({ ...full, conditions: { theatre: 2 } }, 300, theatre)?.conditions).toBe(true)
})

test('the body is trimmed, leaves empty parts out and names only the conditions that were asked for', () => {
  expect(orderBody(full, 300, theatre)).toEqual({
    title: '汇演',
    headcount: 300,
    partyId: 'p',
    conditions: { theatre: 3 },
    lines: [{ kind: 'space', spaceId: 'theatre', start: at('19:00'), end: at('21:00') }],
  })
})

test('the live check fills what is not typed yet, so that it is no reason to refuse', () => {
  const body = checkBody({ ...full, title: '', conditions: {} }, Number.NaN, theatre)
  expect([body.title, body.headcount, body.conditions]).toEqual(['…', 1, { theatre: 3 }])
})
