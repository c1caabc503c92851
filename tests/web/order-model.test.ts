import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOrderModel, type OrderModel } from '../../web/src/pages/order/model.ts'
import { keepDraft, recallDraft } from '../../web/src/app/storage.ts'
import { fetched, ok, problem, type Answer } from './fetched.ts'
import { at, cell, DATE, FITS, NOW, order, SESSION, SPACES } from './order-house.ts'

const HOUSE = {
  'GET /spaces': ok({ items: SPACES }),
  'GET /day-types': ok({ items: [{ date: DATE, kind: 'workday', name: null, announced: true }] }),
  'GET /cells': ok({
    items: [cell('09:00', '10:00'), cell('10:00', '11:00'), cell('11:00', '12:00', { state: 'taken' })],
  }),
  'POST /checks': ok(FITS),
}
const REFUSAL = {
  violations: [{ constraint: 'capacity', level: 'hard', penalty: 1, waivableBy: 'staff', params: {} }],
  alternatives: [
    {
      lines: [{ kind: 'space', spaceId: 'theatre', start: at('14:00', '2026-12-08'), end: at('15:00', '2026-12-08') }],
      headcount: 18,
      cost: 4,
      route: 'approval',
      reasons: [],
    },
  ],
} as const

let stop = (): void => undefined

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  sessionStorage.clear()
})

afterEach(() => {
  stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The page as it is once it has loaded. */
async function opened(answers: Parameters<typeof fetched>[0] = {}) {
  const net = fetched({ ...HOUSE, ...answers })
  const model = createOrderModel(SESSION, Date.now)
  stop = model.watch()
  await model.load()
  return { net, model }
}

async function chooseNine(model: OrderModel) {
  model.chooseCard('classroom')
  if (model.card.value) await model.loadCells(model.card.value)
  model.tapCell(0)
}

async function settled() {
  await vi.advanceTimersByTimeAsync(400)
}

test('a tap on a slot makes a line of the order and asks for a verdict once it has come to rest', async () => {
  const { net, model } = await opened()
  await chooseNine(model)
  model.tapCell(1)
  expect(model.verdict.value).toEqual({ kind: 'checking', former: null })
  await settled()
  expect(model.draft.value.lines).toEqual([{ spaceId: 'classroom', start: at('09:00'), end: at('11:00') }])
  expect(net.of('/checks').map(({ body }) => body)).toEqual([
    {
      title: '…',
      headcount: 20,
      partyId: 'p',
      lines: [{ kind: 'space', spaceId: 'classroom', start: at('09:00'), end: at('11:00') }],
    },
  ])
  expect(model.verdict.value).toEqual({ kind: 'answered', answer: FITS })
})

test('typing a title asks nothing again', async () => {
  const { net, model } = await opened()
  await chooseNine(model)
  await settled()
  model.change({ title: '培训' })
  await settled()
  expect(net.of('/checks')).toHaveLength(1)
})

test('a late verdict on an older order is dropped', async () => {
  const late: ((answer: Answer) => void)[] = []
  const { model } = await opened({ 'POST /checks': () => new Promise<Answer>((resolve) => late.push(resolve)) })
  await chooseNine(model)
  await settled()
  model.change({ headcount: 30 })
  await settled()
  late[1]?.({ status: 200, body: { ...FITS, routes: ['approval'] } })
  await settled()
  late[0]?.({ status: 200, body: FITS })
  await settled()
  expect(model.verdict.value).toEqual({ kind: 'answered', answer: { ...FITS, routes: ['approval'] } })
})

test('after a failed check the same can be asked again', async () => {
  let tries = 0
  const { model } = await opened({
    'POST /checks': () => {
      tries += 1
      return tries === 1 ? 'offline' : { status: 200, body: FITS }
    },
  })
  await chooseNine(model)
  await settled()
  expect(model.verdict.value).toEqual({ kind: 'failed', failing: { kind: 'offline' } })
  model.recheck()
  await settled()
  expect(model.verdict.value).toEqual({ kind: 'answered', answer: FITS })
})

test('an order with gaps is not sent; all gaps are told', async () => {
  const { net, model } = await opened()
  await chooseNine(model)
  await model.place()
  expect(model.sending.value).toEqual({
    kind: 'incomplete',
    gaps: { lines: false, title: true, headcount: false, conditions: false },
  })
  expect(net.of('/orders')).toEqual([])
})

test('two presses send one order; afterwards the draft is gone', async () => {
  const placed = order([{}])
  const { net, model } = await opened({ 'POST /orders': ok(placed, 201) })
  await chooseNine(model)
  model.change({ title: '培训' })
  await Promise.all([model.place(), model.place()])
  expect(net.of('/orders')).toHaveLength(1)
  expect(model.sending.value).toEqual({ kind: 'placed', order: placed })
  expect(recallDraft('order.u')).toBeNull()
})

test('after a drop the same order goes out with the same key, a changed one with a new key', async () => {
  const { net, model } = await opened({ 'POST /orders': () => 'offline' })
  await chooseNine(model)
  model.change({ title: '培训' })
  await model.place()
  expect(model.sending.value).toEqual({ kind: 'failed', failing: { kind: 'offline' } })
  await model.place()
  model.change({ title: '培训二' })
  await model.place()
  const [first, again, changed] = net.of('/orders').map(({ headers }) => headers['idempotency-key'])
  expect(again).toBe(first)
  expect(changed).not.toBe(first)
})

test('a refusal keeps the input, tells every reason and reads the grid again', async () => {
  const { net, model } = await opened({ 'POST /orders': problem('refused', 409, REFUSAL as object) })
  await chooseNine(model)
  model.change({ title: '培训' })
  await settled()
  const asked = net.of('/cells').length
  await model.place()
  expect(model.sending.value).toEqual({ kind: 'refused' })
  expect(model.verdict.value).toEqual({ kind: 'answered', answer: { verdict: 'refused', ...REFUSAL, routes: [] } })
  expect(model.draft.value).toMatchObject({ title: '培训', lines: [{ spaceId: 'classroom' }] })
  expect(net.of('/cells')).toHaveLength(asked + 1)
})

test('an alternative that is taken is the order, and the page goes to its day and space', async () => {
  const { model } = await opened()
  await chooseNine(model)
  model.take(REFUSAL.alternatives[0] as unknown as Parameters<OrderModel['take']>[0])
  expect(model.draft.value).toMatchObject({
    headcount: 18,
    lines: [{ spaceId: 'theatre', start: at('14:00', '2026-12-08') }],
  })
  expect([model.date.value, model.card.value?.key]).toEqual(['2026-12-08', 'theatre'])
  expect(model.chosen.value).toEqual({ start: at('14:00', '2026-12-08'), end: at('15:00', '2026-12-08') })
})

test('"add another" keeps the line and makes room for the next', async () => {
  const { model } = await opened()
  await chooseNine(model)
  model.addAnother()
  expect(model.card.value).toBeNull()
  await chooseNine(model)
  expect(model.draft.value.lines).toHaveLength(2)
})

test('what was put together is there again when the page is', async () => {
  const first = await opened()
  await chooseNine(first.model)
  first.model.change({ title: '培训', headcount: 12 })
  stop()
  const { model } = await opened()
  expect(model.draft.value).toMatchObject({ title: '培训', headcount: 12, lines: [{ spaceId: 'classroom' }] })
  expect([model.card.value?.key, model.chosen.value]).toEqual(['classroom', { start: at('09:00'), end: at('10:00') }])
})

test('a kept line that has begun is left out', async () => {
  keepDraft('order.u', {
    lines: [{ spaceId: 'classroom', start: at('06:00'), end: at('08:00') }],
    title: '培训',
    purpose: '',
    headcount: null,
    partyId: 'p',
    conditions: {},
  })
  const { model } = await opened()
  expect(model.draft.value).toMatchObject({ title: '培训', lines: [] })
})

test('over several cells that name different tables, the server names one that is free throughout', async () => {
  const { net, model } = await opened({
    'GET /cells': ok({
      items: [
        cell('09:00', '10:00', { spaceId: 'table-1', of: 2 }),
        cell('10:00', '11:00', { spaceId: 'table-2', of: 2 }),
      ],
    }),
    'POST /availability': ok({
      items: [
        {
          lines: [{ kind: 'space', spaceId: 'table-2', start: at('09:00'), end: at('11:00') }],
          cost: 0,
          route: 'direct',
          reasons: [],
        },
      ],
    }),
  })
  model.chooseCard('hall/parts')
  if (model.card.value) await model.loadCells(model.card.value)
  model.tapCell(0)
  model.tapCell(1)
  await settled()
  expect(model.draft.value.lines).toEqual([{ spaceId: 'table-2', start: at('09:00'), end: at('11:00') }])
  expect(net.of('/availability')[0]?.body).toEqual({
    durationMinutes: 120,
    headcount: 1,
    spaceCodes: ['table-1', 'table-2'],
    windows: [{ start: at('09:00'), end: at('11:00') }],
    limit: 1,
    partyId: 'p',
  })
})

test('a second table at the same hour is another table', async () => {
  const { model } = await opened({
    'GET /cells': ok({ items: [cell('09:00', '10:00', { spaceId: 'table-1', of: 2 })] }),
    'POST /availability': ok({
      items: ['table-1', 'table-2'].map((spaceId) => ({
        lines: [{ kind: 'space', spaceId, start: at('09:00'), end: at('10:00') }],
        cost: 0,
        route: 'direct',
        reasons: [],
      })),
    }),
  })
  for (const _ of [1, 2]) {
    model.chooseCard('hall/parts')
    if (model.card.value) await model.loadCells(model.card.value)
    model.tapCell(0)
    await settled()
    model.addAnother()
  }
  expect(model.draft.value.lines.map(({ spaceId }) => spaceId)).toEqual(['table-1', 'table-2'])
})

test('a grey cell is asked about with the number of people its space is made for', async () => {
  const why = { verdict: 'refused', route: 'approval', violations: [], alternatives: [] }
  const { net, model } = await opened({ 'GET /cells/why': ok(why) })
  model.chooseCard('theatre')
  const grey = cell('09:00', '10:00', { state: 'notice', spaceId: null })
  await model.askWhy(grey)
  expect(net.of('/cells/why')[0]?.path).toBe(
    `/cells/why?spaceId=theatre&start=${encodeURIComponent(at('09:00'))}&end=${encodeURIComponent(at('10:00'))}&headcount=200&partyId=p`,
  )
  expect(model.why.value).toEqual({ cell: grey, spaceId: 'theatre', answer: { kind: 'ready', body: why } })
})

test('a sheet that was closed stays closed when its answer arrives', async () => {
  const { model } = await opened({
    'GET /cells/why': ok({ verdict: 'fits', route: 'direct', violations: [], alternatives: [] }),
  })
  model.chooseCard('theatre')
  const asking = model.askWhy(cell('09:00', '10:00', { state: 'taken' }))
  model.closeWhy()
  await asking
  expect(model.why.value).toBeNull()
})

test('a day beyond the strip joins it with its type', async () => {
  const far = { date: '2027-01-01', kind: 'weekend', name: null, announced: false }
  const { model } = await opened({
    'GET /day-types': ({ path }) => ({
      status: 200,
      body: {
        items: path.includes('from=2027') ? [far] : [{ date: DATE, kind: 'workday', name: null, announced: true }],
      },
    }),
  })
  model.chooseDate('2027-01-01')
  await settled()
  expect(model.days.value.map(({ date }) => date)).toEqual([DATE, '2027-01-01'])
  model.chooseDate(DATE)
  expect(model.days.value.map(({ date }) => date)).toEqual([DATE])
})
