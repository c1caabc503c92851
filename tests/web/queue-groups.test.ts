import { expect, test } from 'vitest'
import { groupEntries, passes, sorted } from '../../web/src/pages/queue/groups.ts'
import { at } from './board-day.ts'
import { entry, lineWire, violation } from './board-server.ts'

const idsOf = (groups: ReturnType<typeof groupEntries>) =>
  groups.map(({ entries }) => entries.map(({ order }) => order.id))

test('orders that compete stand together, over a chain too, where the oldest of them stood', () => {
  const entries = [entry('old'), entry('a', ['b']), entry('alone'), entry('b', ['a', 'c']), entry('c', ['b'])]
  expect(idsOf(groupEntries(entries))).toEqual([['old'], ['a', 'b', 'c'], ['alone']])
})

test('a rival that is not in the list any more leaves the order alone', () => {
  expect(idsOf(groupEntries([entry('a', ['gone'])]))).toEqual([['a']])
})

test('a filter keeps a competition whole', () => {
  const [pair, single] = groupEntries([entry('a', ['b'], [violation('capacity')]), entry('b', ['a']), entry('c')])
  if (!pair || !single) throw new Error('two groups were expected')
  const now = at('08:00')
  expect([passes(pair, 'competing', now), passes(single, 'competing', now)]).toEqual([true, false])
  expect([passes(pair, 'rules', now), passes(single, 'rules', now)]).toEqual([true, false])
  expect([passes(pair, 'all', now), passes(single, 'all', now)]).toEqual([true, true])
})

test('a remark is not a broken rule', () => {
  const [group] = groupEntries([entry('a', [], [violation('room-fit', { level: 'soft' })])])
  expect(group && passes(group, 'rules', at('08:00'))).toBe(false)
})

test('soon is within three days of the first start', () => {
  const [group] = groupEntries([entry('a')])
  if (!group) throw new Error('one group was expected')
  const threeDays = 3 * 86_400_000
  expect(passes(group, 'soon', at('18:00') - threeDays)).toBe(true)
  expect(passes(group, 'soon', at('18:00') - threeDays - 1)).toBe(false)
})

test('late is from the moment at which the promised time for an answer has run out', () => {
  const [group] = groupEntries([entry('a')])
  if (!group) throw new Error('one group was expected')
  const promised = Date.parse('2026-12-09T00:00:00+08:00')
  expect([passes(group, 'late', promised - 1), passes(group, 'late', promised)]).toEqual([false, true])
})

test('the soonest comes first when asked for so; those that wait longest otherwise', () => {
  const later = entry('later', [], [], {
    lines: [lineWire('line-later', { start: '2026-12-06T09:00:00+08:00', end: '2026-12-06T10:00:00+08:00' })],
  })
  const groups = groupEntries([later, entry('sooner')])
  expect(idsOf(sorted(groups, 'waiting'))).toEqual([['later'], ['sooner']])
  expect(idsOf(sorted(groups, 'start'))).toEqual([['sooner'], ['later']])
})
