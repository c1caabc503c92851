import { expect, test } from 'vitest'
import { causeOf, spanOf, wantingIn, type ClosureForm } from '../../web/src/pages/closures/form.ts'
import { createClosuresModel } from '../../web/src/pages/closures/model.ts'
import { ok, serverOf } from './board-server.ts'
import { plan, repairWire } from './repair-wires.ts'

const ZONE = 'Asia/Shanghai'

const FORM: ClosureForm = {
  kind: 'closure',
  spaceId: 'room',
  fromDate: '2026-12-05',
  fromTime: '08:00',
  untilDate: '2026-12-06',
  untilTime: '22:00',
  endless: false,
  reason: '空调检修',
  title: '',
  headcount: '',
  party: null,
}

const SPAN = { start: '2026-12-05T08:00:00+08:00', end: '2026-12-06T22:00:00+08:00' }

test('a closure, a broken room and a priority event are causes of their own', () => {
  expect(causeOf(FORM, ZONE)).toEqual({ kind: 'planned-closure', spaceId: 'room', ...SPAN, reason: '空调检修' })
  expect(causeOf({ ...FORM, spaceId: null, endless: true }, ZONE)).toMatchObject({
    kind: 'planned-closure',
    spaceId: null,
  })
  expect(causeOf({ ...FORM, endless: true, untilDate: '' }, ZONE)).toEqual({
    kind: 'broken-room',
    spaceId: 'room',
    start: SPAN.start,
    reason: '空调检修',
  })
  const event = { kind: 'priority' as const, title: ' 劳模座谈 ', headcount: '40', party: { id: 'p', name: '市总' } }
  expect(causeOf({ ...FORM, ...event }, ZONE)).toEqual({
    kind: 'priority',
    reason: '空调检修',
    order: { title: '劳模座谈', headcount: 40, partyId: 'p', lines: [{ kind: 'space', spaceId: 'room', ...SPAN }] },
  })
})

test('what is wanting is named, and nothing is a cause before it is there', () => {
  const empty = { ...FORM, reason: ' x ', untilDate: '2026-12-04', spaceId: null }
  expect(wantingIn(empty, ZONE)).toEqual(['until', 'reason'])
  expect(wantingIn({ ...empty, kind: 'priority' }, ZONE)).toEqual([
    'spaceId',
    'title',
    'party',
    'headcount',
    'until',
    'reason',
  ])
  expect(wantingIn({ ...FORM, spaceId: '' }, ZONE)).toEqual(['spaceId'])
  expect([spanOf({ ...FORM, fromDate: '' }, ZONE), causeOf(empty, ZONE)]).toEqual([null, null])
})

const HIT = {
  reservationId: 'a',
  reference: '',
  title: '书法',
  partyName: 'branch',
  people: 20,
  spaceId: 'room',
  ...SPAN,
}
const IMPACT = { running: [], ahead: [HIT], people: 20, parties: [], series: 1 }

function modelOf(impact = IMPACT) {
  const server = serverOf({
    'GET /closures': () => ok({ items: [] }),
    'GET /spaces': () => ok({ items: [] }),
    'POST /closures': ({ query }) => (query?.['dryRun'] ? ok(impact) : ok({ closure: {}, hit: [] }, 201)),
    'POST /repairs': () => ok(repairWire([plan([])]), 201),
  })
  const model = createClosuresModel({
    facility: 'jining',
    zone: ZONE,
    today: '2026-12-02',
    send: server.send,
    clock: () => 0,
    rest: 0,
  })
  return { model, server }
}

const rest = async () => await new Promise((resolve) => setTimeout(resolve, 5))

test('whom it hits is asked as it is typed, without a reason, and nothing is written', async () => {
  const { model, server } = modelOf()
  await model.load()
  model.type({ spaceId: 'room', fromDate: '2026-12-05', untilDate: '2026-12-06' })
  await rest()
  expect(
    server
      .of('/closures')
      .slice(1)
      .map(({ query, body }) => [query, body]),
  ).toEqual([[{ dryRun: true }, { spaceId: 'room', ...SPAN, reason: '—' }]])
  expect(model.impact.value).toEqual({ kind: 'shown', impact: IMPACT })
})

test('plans are not worked out before the form is whole; typing on puts them away', async () => {
  const { model, server } = modelOf()
  await model.load()
  model.findPlans()
  expect([model.step.value.kind, model.wanting.value]).toEqual(['form', ['spaceId', 'reason']])
  model.type({ reason: '空调检修', spaceId: null })
  model.findPlans()
  await rest()
  expect([model.step.value.kind, server.of('/repairs').length]).toEqual(['plans', 1])
  model.type({ reason: '空调检修三天' })
  expect(model.step.value.kind).toBe('form')
})

test('shut first, its bookings are settled group by group; with nobody in it the form is empty again', async () => {
  const { model, server } = modelOf()
  await model.load()
  model.type({ reason: '空调检修', spaceId: 'room' })
  await rest()
  expect(await model.declare()).toBe(true)
  await rest()
  expect(model.step.value.kind).toBe('groups')
  expect(server.of('/repairs').map(({ body }) => body)).toEqual([
    { cause: { kind: 'conflict', reservationIds: ['a'] } },
  ])
  const free = modelOf({ ...IMPACT, ahead: [] })
  await free.model.load()
  free.model.type({ reason: '空调检修', spaceId: 'room' })
  await rest()
  expect(await free.model.declare()).toBe(true)
  expect([free.model.step.value.kind, free.model.form.value.reason]).toEqual(['form', ''])
})
