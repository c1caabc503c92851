import { expect, test } from 'vitest'
import { groupConflicts, listed } from '../../web/src/pages/conflicts/groups.ts'
import { inboxKeyOf } from '../../web/src/pages/conflicts/keys.ts'
import { createInboxModel } from '../../web/src/pages/conflicts/model.ts'
import { offline, ok, serverOf, type Answer } from './board-server.ts'
import { conflict, plan, repairWire } from './repair-wires.ts'

const AT = '2026-12-02T10:00:00+08:00'

test('what bites today or is overdue stands first, then a week, then the rest; empty groups are left out', () => {
  const items = ['2026-12-01', '2026-12-02', '2026-12-09', '2026-12-10'].map((day) => conflict(day, day))
  expect(
    groupConflicts(items, '2026-12-02', '2026-12-10').map(({ urgency, items: own }) => [
      urgency,
      own.map(({ key }) => key),
    ]),
  ).toEqual([
    ['today', ['2026-12-01', '2026-12-02']],
    ['week', ['2026-12-09']],
    ['later', ['2026-12-10']],
  ])
  expect(groupConflicts([conflict('x', '2026-12-20')], '2026-12-02', '2026-12-10')).toHaveLength(1)
})

test('plans that lie ready stand with what they are for; alone they stand by themselves', () => {
  const broken = conflict('a', '2026-12-05', { repairId: 'r1' })
  const ready = conflict('repair r1', '2026-12-05', { kind: 'repair', repairId: 'r1' })
  const alone = conflict('repair r2', '2026-12-05', { kind: 'repair', repairId: 'r2' })
  expect(listed([ready, broken, alone]).map(({ key }) => key)).toEqual(['a', 'repair r2'])
})

test('opening asks for plans, or for those that lie ready; the ends of the list are ends', async () => {
  const items = [conflict('a', '2026-12-05'), conflict('b', '2026-12-06', { repairId: 'r1' })]
  const server = serverOf({
    'GET /conflicts': () => ok({ at: AT, items }),
    'POST /repairs': () => ok(repairWire([plan([])]), 201),
    'GET /repairs/:id': () => ok(repairWire([plan([])], { id: 'r1' })),
  })
  const model = createInboxModel(server.send)
  await model.refresh()
  expect([model.open('gone'), model.open('a')]).toEqual([false, true])
  expect([model.beside(-1), model.beside(1)]).toEqual([null, 'b'])
  model.open('b')
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /conflicts',
    'POST /repairs',
    'GET /repairs/:id',
  ])
})

test('without an answer the list stays and says that it is old', async () => {
  const answers: Answer[] = [ok({ at: AT, items: [conflict('a', '2026-12-05')] }), offline]
  const model = createInboxModel(serverOf({ 'GET /conflicts': () => answers.shift() ?? offline }).send)
  await model.refresh()
  await model.refresh()
  expect(model.state.value).toMatchObject({ kind: 'shown', stale: true })
  expect(model.items.value.map(({ key }) => key)).toEqual(['a'])
})

test('letters in a field are not for the inbox', () => {
  const input = document.createElement('input')
  const event = { ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: document.body }
  expect(['j', 'k', 'Escape', 'x'].map((key) => inboxKeyOf({ ...event, key }))).toEqual([
    'next',
    'previous',
    'close',
    null,
  ])
  expect(inboxKeyOf({ ...event, key: 'j', target: input })).toBe(null)
  expect(inboxKeyOf({ ...event, key: 'j', ctrlKey: true })).toBe(null)
})
