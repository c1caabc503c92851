import { expect, test } from 'vitest'
import { splitByPhase } from '../../web/src/pages/programmes/split.ts'

test('what is to come stands first, the soonest first and the undated last; what is over apart, the last first', () => {
  const items = [
    { id: 'first of last year', phase: 'ended', firstStart: '2025-01-10T18:30:00+08:00' },
    { id: 'called off', phase: 'cancelled', firstStart: '2025-03-14T18:30:00+08:00' },
    { id: 'undated', phase: 'draft', firstStart: null },
    { id: 'in a month', phase: 'open', firstStart: '2026-12-21T09:00:00+08:00' },
    { id: 'also undated', phase: 'open', firstStart: null },
    { id: 'under way', phase: 'running', firstStart: '2026-11-20T09:00:00+08:00' },
    { id: 'over', phase: 'ended', firstStart: '2026-10-10T14:30:00+08:00' },
  ] as const
  const { current, over } = splitByPhase(items)
  expect(current.map(({ id }) => id)).toEqual(['under way', 'in a month', 'undated', 'also undated'])
  expect(over.map(({ id }) => id)).toEqual(['over', 'called off', 'first of last year'])
})
