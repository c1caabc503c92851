import { beforeEach, describe, expect, test } from 'vitest'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { call } from '../../web/src/api/call.ts'
import { createArrivalQueue, type ArrivalQueue } from '../../web/src/check-in/arrival-queue.ts'
import { createDoorModel, type DoorModel } from '../../web/src/check-in/model.ts'
import { createScanner, type ScannedKey } from '../../web/src/check-in/scanner.ts'

const ONE: AttendanceWire = {
  id: 'r1',
  orderId: 'o1',
  reference: '2026-000001',
  title: '练球',
  partyName: '第一棉纺厂工会',
  placedBy: '王芳',
  spaceId: 's1',
  start: '2026-12-02T10:00:00+08:00',
  end: '2026-12-02T11:00:00+08:00',
  bookedUntil: null,
  headcount: 4,
  present: null,
  state: 'confirmed',
  version: 1,
  day: '2026-12-02',
  code: '123456',
  checkedInAt: null,
  checkedInBy: null,
  checkedOutAt: null,
  points: 0,
  inside: null,
}

type Answer = { kind: 'ok'; body: unknown } | { kind: 'offline' } | { kind: 'problem'; problem: ProblemWire }
let answers: Answer[]
let sent: { readonly path: string; readonly parts: Readonly<Record<string, unknown>> }[]
let queue: ArrivalQueue
let door: DoorModel

const send = (async (route: { path: string }, parts: Record<string, unknown>) => {
  sent.push({ path: route.path, parts })
  return answers.shift() ?? { kind: 'offline' }
}) as unknown as typeof call // answers as the test lays them

/** Ten o'clock at the palace; this PC is ten minutes fast. */
const REAL = Date.parse('2026-12-02T10:00:00+08:00')

beforeEach(() => {
  answers = []
  sent = []
  queue = createArrivalQueue({ storage: null, send })
  door = createDoorModel({ facilityId: 'f', zone: 'Asia/Shanghai', queue, send, clock: () => REAL + 600_000 })
})

const expected: Answer = { kind: 'ok', body: { at: '2026-12-02T10:00:00+08:00', items: [ONE] } }
const refusal = (id: string, current: AttendanceWire): Answer => ({
  kind: 'problem',
  problem: { type: `/problems/${id}`, title: id, status: 409, current },
})

describe('a code', () => {
  test('is looked up without writing, counted, and confirmed with the hour of the server', async () => {
    answers = [expected, { kind: 'ok', body: ONE }, { kind: 'ok', body: { ...ONE, state: 'in-use' } }]
    await door.refresh()
    await door.enter('123 456')
    expect(door.door.value).toMatchObject({ kind: 'found', attendance: { id: 'r1' }, refused: null, offline: false })
    expect(door.present.value).toBe(4)
    door.count(5)
    await door.confirm()
    expect(sent.slice(1, 3).map(({ path, parts }) => [path, parts['query'] ?? null, parts['body']])).toEqual([
      ['/check-ins', { dryRun: true }, { code: '123 456' }],
      ['/reservations/:id/check-in', null, { at: new Date(REAL).toISOString(), present: 5 }],
    ])
    expect(door.door.value.kind).toBe('in')
  })

  test('that is refused shows the card with the way out, and is not confirmed without it', async () => {
    answers = [refusal('too-early', ONE), { kind: 'ok', body: { ...ONE, state: 'in-use' } }]
    await door.enter('123456')
    expect(door.door.value).toMatchObject({ kind: 'found', refused: { wayOut: 'let-in-early' } })
    await door.confirm()
    expect(sent.length).toBe(1)
    await door.confirm('let-in-early')
    expect(sent[1]?.parts['body']).toMatchObject({ letInEarly: true })
  })

  test('with others inside there is no way out to press', async () => {
    const inside = { title: '合唱', partyName: '运河煤矿工会', end: '2026-12-02T10:30:00+08:00' }
    answers = [refusal('freed-as-no-show', { ...ONE, state: 'no-show', inside })]
    await door.enter('123456')
    expect(door.door.value).toMatchObject({ kind: 'found', refused: { wayOut: null } })
  })
})

describe('without a network', () => {
  test('what was known of today is enough; the check-in is queued under the key it was sent with', async () => {
    answers = [expected]
    await door.refresh()
    await door.enter('123456')
    expect(door.door.value).toMatchObject({ kind: 'found', offline: true, attendance: { title: '练球' } })
    await door.confirm()
    expect(door.door.value).toEqual({ kind: 'queued', label: '练球' })
    const tried = sent.at(-1)?.parts
    expect(queue.waiting.value).toMatchObject([
      { key: tried?.['idempotencyKey'], of: { id: 'r1' }, at: new Date(REAL).toISOString(), present: 4 },
    ])
    answers = [{ kind: 'ok', body: ONE }]
    await queue.flush()
    expect(sent.at(-1)?.parts).toEqual(tried)
  })

  test('a code of which nothing is known is noted by its digits and its day', async () => {
    answers = [expected]
    await door.refresh()
    await door.enter('999999')
    expect(door.door.value).toEqual({ kind: 'unknown-offline', code: '999999' })
    await door.confirm()
    expect(queue.waiting.value).toMatchObject([{ of: { code: '999999', day: '2026-12-02' }, label: '999999' }])
  })

  test('a name is looked for among those of today', async () => {
    answers = [
      { kind: 'ok', body: { at: '2026-12-02T10:00:00+08:00', items: [ONE, { ...ONE, id: 'r2', title: '合唱' }] } },
    ]
    await door.refresh()
    await door.enter('合唱')
    expect(door.door.value).toMatchObject({ kind: 'found', offline: true, attendance: { id: 'r2' } })
  })
})

test('an answer that comes after the next question is dropped', async () => {
  let answerFirst: (answer: Answer) => void = () => undefined
  const slow = new Promise<Answer>((resolve) => (answerFirst = resolve))
  let calls = 0
  const sending = (async () => {
    calls += 1
    return calls === 1 ? await slow : { kind: 'ok', body: { ...ONE, id: 'second' } }
  }) as unknown as typeof call // likewise
  const model = createDoorModel({ facilityId: 'f', zone: 'Asia/Shanghai', queue, send: sending })
  const first = model.enter('111111')
  await model.enter('222222')
  answerFirst({ kind: 'ok', body: { ...ONE, id: 'first' } })
  await first
  expect(model.door.value).toMatchObject({ kind: 'found', attendance: { id: 'second' } })
})

describe('a hand scanner', () => {
  const press = (scanner: (event: ScannedKey) => void, keys: readonly string[], gap: number, start = 1000) => {
    let prevented = 0
    keys.forEach((key, i) =>
      scanner({
        key,
        timeStamp: start + i * gap,
        ctrlKey: false,
        altKey: false,
        metaKey: false,
        preventDefault: () => (prevented += 1),
        stopPropagation: () => undefined,
      }),
    )
    return prevented
  }
  const code = [...Array.from('202612021234560042'), 'Enter']

  test('is told by its pace, and its Enter presses nothing', () => {
    const heard: string[] = []
    expect(
      press(
        createScanner((text) => heard.push(text)),
        code,
        8,
      ),
    ).toBe(1)
    expect(heard).toEqual(['202612021234560042'])
  })

  test('is not a hand, not a short number, not a shortcut', () => {
    const heard: string[] = []
    const scanner = createScanner((text) => heard.push(text))
    expect(press(scanner, code, 120)).toBe(0)
    expect(press(scanner, [...Array.from('12345'), 'Enter'], 8, 9000)).toBe(0)
    expect(press(scanner, [...Array.from('123'), 'ArrowLeft', ...Array.from('456'), 'Enter'], 8, 12_000)).toBe(0)
    expect(heard).toEqual([])
  })
})
