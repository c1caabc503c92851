// What a desk did and the server has not confirmed: sent in order, kept through a drop, taken back honestly.
import { beforeEach, describe, expect, test } from 'vitest'
import type { ActWire, ChangeWire } from '@gongyue/shared/api/acts.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { forgetDrafts, recallDraft } from '../../web/src/app/storage.ts'
import { overlaid } from '../../web/src/board/overlay.ts'
import { createHistory } from '../../web/src/pages/board/arranging/history.ts'
import { createOutbox, type Job } from '../../web/src/pages/board/arranging/outbox.ts'
import { overlayOf } from '../../web/src/pages/board/arranging/overlay-of.ts'
import { createStaging } from '../../web/src/pages/board/arranging/staging.ts'
import { block, DATE, dayWith, PALACE, span } from './board-day.ts'
import { offline, ok, problem, serverOf, type Answer, type Sent } from './board-server.ts'

beforeEach(forgetDrafts)

const GAME = block('game', 't2', '18:00', '19:00')

function moveTo(id: string, spaceId: string, start: string, end: string, version = 1): ChangeWire {
  const text = (clock: string) => `${DATE}T${clock}:00+08:00`
  return { kind: 'move', reservationId: id, version, spaceId, start: text(start), end: text(end) }
}

function job(key: string, change: ChangeWire): Job {
  return { key, changes: [change], waivers: [], what: `did ${key}`, title: change.reservationId, together: false }
}

/** The act that the server makes of what was sent: every version one higher. */
function actOf(id: string, changes: readonly ChangeWire[]): ActWire {
  const place = { spaceId: 't3', start: `${DATE}T18:00:00+08:00`, end: `${DATE}T19:00:00+08:00`, headcount: 10 }
  return {
    id,
    at: `${DATE}T12:00:00+08:00`,
    userId: 'u',
    userName: 'desk',
    kind: 'move',
    reason: null,
    undoes: null,
    undoneBy: null,
    changes: changes.map(({ reservationId, version }) => ({
      reservationId,
      reference: 'r',
      title: reservationId,
      before: { ...place, state: 'confirmed', version },
      after: { ...place, state: 'confirmed', version: version + 1 },
    })),
  }
}

function outboxWith(answer: (sent: Sent) => Answer | Promise<Answer>) {
  const server = serverOf({ 'POST /acts': answer })
  const done: string[] = []
  const refused: [string, ProblemWire][] = []
  const make = (userId = 'u') =>
    createOutbox({
      send: server.send,
      userId,
      onDone: ({ key }) => done.push(key),
      onRefused: ({ key }, why) => refused.push([key, why]),
    })
  return { make, outbox: make(), server, done, refused }
}

const changesOf = (sent: Sent) => (sent.body as { readonly changes: readonly ChangeWire[] }).changes
const yes = (sent: Sent) => ok(actOf(`act-${sent.idempotencyKey}`, changesOf(sent)), 201)

describe('an act on its way', () => {
  test('is sent once with its key, and nothing is left', async () => {
    const { outbox, server, done } = outboxWith(yes)
    await outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00')))
    expect(server.of('/acts').map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a'])
    expect([done, outbox.jobs.value, outbox.waiting.value]).toEqual([['a'], [], false])
  })

  test('that builds on one before it carries the version that one left behind', async () => {
    const { outbox, server } = outboxWith(yes)
    const first = outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00')))
    await Promise.all([first, outbox.post(job('b', moveTo('game', 't1', '18:00', '19:00')))])
    expect(server.of('/acts').map((sent) => changesOf(sent)[0]?.version)).toEqual([1, 2])
  })

  test('without an answer stays, is shown as unsent, and goes with the same key when it is tried again', async () => {
    const answers: ((sent: Sent) => Answer)[] = [() => offline, yes]
    const { outbox, server, done } = outboxWith((sent) => (answers.shift() ?? yes)(sent))
    await outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00')))
    expect([outbox.waiting.value, outbox.jobs.value.length, done]).toEqual([true, 1, []])
    await outbox.resume()
    expect(server.of('/acts').map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a', 'a'])
    expect([outbox.waiting.value, outbox.jobs.value.length, done]).toEqual([false, 0, ['a']])
  })

  test('outlives a session that ended and a reload, for the same person only', async () => {
    const answers: ((sent: Sent) => Answer)[] = [() => problem('not-signed-in', 401), yes]
    const { outbox, make, done } = outboxWith((sent) => (answers.shift() ?? yes)(sent))
    await outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00')))
    expect(make('somebody-else').jobs.value).toEqual([])
    const again = make()
    expect(again.jobs.value.map(({ key }) => key)).toEqual(['a'])
    await again.resume()
    expect([done, recallDraft('board.unsent')]).toEqual([['a'], null])
  })

  test('refused is taken back with all that built on it; what does not touch it goes on', async () => {
    const { outbox, server, done, refused } = outboxWith((sent) =>
      sent.idempotencyKey === 'a' ? problem('refused', 409) : yes(sent),
    )
    const posted = [
      outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00'))),
      outbox.post(job('b', moveTo('game', 't1', '18:00', '19:00'))),
      outbox.post(job('c', moveTo('other', 't1', '08:00', '09:00'))),
    ]
    await Promise.all(posted)
    expect(server.of('/acts').map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a', 'c'])
    expect([done, refused.map(([key, { status }]) => `${key} ${status}`)]).toEqual([['c'], ['a 409']])
  })

  test('given up is forgotten', async () => {
    const { outbox } = outboxWith(() => offline)
    await outbox.post(job('a', moveTo('game', 't3', '18:00', '19:00')))
    outbox.discard()
    expect([outbox.jobs.value, outbox.waiting.value, recallDraft('board.unsent')]).toEqual([[], false, null])
  })
})

describe('what lies over the day', () => {
  const staging = () => createStaging({ advise: () => FITS, ask: async () => await Promise.resolve(null) })
  const FITS = { level: 'fits', violations: [], sure: false } as const

  test('draws what is on its way at its new place, and the day itself stays as the server told it', () => {
    const day = dayWith([GAME])
    const over = overlayOf([job('a', moveTo('game', 't3', '20:00', '21:00'))], staging(), null)
    expect(overlaid(day, over, PALACE).blocks[0]).toMatchObject({
      spaceId: 't3',
      during: span('20:00', '21:00'),
      mark: 'sending',
    })
    expect(day.blocks[0]).toBe(GAME)
    expect(overlaid(day, overlayOf([], staging(), null), PALACE)).toBe(day)
  })

  test('leaves what is parked where it stands, and draws what is staged where it shall stand', () => {
    const lane = staging()
    lane.park(GAME)
    const other = block('other', 't1', '08:00', '09:00')
    lane.stage([{ block: other, spaceId: 't3', during: span('08:00', '09:00') }])
    const drawn = overlaid(dayWith([GAME, other]), overlayOf([], lane, null), PALACE).blocks
    expect(drawn.map(({ spaceId, mark }) => [spaceId, mark])).toEqual([
      ['t2', 'parked'],
      ['t3', 'staged'],
    ])
  })
})

describe('the parking lane', () => {
  const make = (asked: number[] = []) =>
    createStaging({
      advise: (placings) => ({ level: placings.length > 1 ? 'nobody' : 'fits', violations: [], sure: false }),
      ask: async (placings) => {
        asked.push(placings.length)
        return await Promise.resolve(null)
      },
    })

  test('collects drops from the first that is put down until all is put back', () => {
    const lane = make()
    expect(lane.active.value).toBe(false)
    lane.park(GAME)
    lane.park(GAME)
    expect([lane.active.value, lane.parked.value.length]).toEqual([true, 1])
    lane.stage([{ block: GAME, spaceId: 't3', during: GAME.during }])
    expect([lane.parked.value.length, lane.staged.value.length]).toEqual([0, 1])
    lane.clear()
    expect([lane.active.value, lane.advice.value]).toEqual([false, null])
  })

  test('a booking that is put back where it stands is no change', () => {
    const lane = make()
    lane.park(GAME)
    lane.stage([{ block: GAME, spaceId: 't2', during: GAME.during }])
    expect([lane.active.value, lane.staged.value]).toEqual([false, []])
  })

  test('weighs all that is staged together, here and on the server', async () => {
    const asked: number[] = []
    const lane = make(asked)
    lane.stage([{ block: GAME, spaceId: 't3', during: GAME.during }])
    lane.stage([{ block: block('b', 't1', '08:00', '09:00'), spaceId: 't3', during: GAME.during }])
    await Promise.resolve()
    expect([lane.advice.value?.level, asked]).toEqual(['nobody', [1, 2]])
  })
})

describe('undo and redo', () => {
  function historyWith(answers: Readonly<Record<string, (sent: Sent) => Answer | Promise<Answer>>>) {
    const server = serverOf(answers)
    const said: string[] = []
    const history = createHistory({
      send: server.send,
      words: {
        undone: (what) => `undone ${what}`,
        redone: (what) => `redone ${what}`,
        nothing: (of) => `nothing to ${of}`,
      },
      onActed: () => undefined,
      onFailed: (failing) => said.push(failing.kind === 'problem' ? failing.problem.type : failing.kind),
      say: (text) => said.push(text),
    })
    return { history, server, said }
  }
  const undoing = (sent: Sent) => ok(actOf(`not-${sent.params?.['id']}`, []), 201)

  test('go back and forth by opposite acts, the last first', async () => {
    const { history, server, said } = historyWith({ 'POST /acts/:id/undo': undoing })
    history.note({ kind: 'act', actId: 'a', what: 'A' })
    history.note({ kind: 'act', actId: 'b', what: 'B' })
    await history.undo()
    expect(history.bar.value).toEqual({ text: 'undone B', offers: 'redo' })
    await history.undo()
    await history.undo()
    await history.redo()
    await history.undo()
    expect(server.of('/acts/:id/undo').map(({ params }) => params?.['id'])).toEqual(['b', 'a', 'not-a', 'not-not-a'])
    expect(said).toEqual(['nothing to undo'])
  })

  test('something new forgets what was taken back', async () => {
    const { history, said } = historyWith({ 'POST /acts/:id/undo': undoing })
    history.note({ kind: 'act', actId: 'a', what: 'A' })
    await history.undo()
    history.note({ kind: 'act', actId: 'b', what: 'B' })
    await history.redo()
    expect(said).toEqual(['nothing to redo'])
  })

  test('a creation is taken back by cancelling its order, and done again by placing it anew', async () => {
    const { history, server } = historyWith({ 'POST /orders/:id/cancellation': () => ok({}) })
    const again = async () => await Promise.resolve({ orderId: 'second' })
    history.note({ kind: 'created', orderId: 'first', what: 'A', again })
    await history.undo()
    await history.redo()
    await history.undo()
    expect(server.of('/orders/:id/cancellation').map(({ params }) => params?.['id'])).toEqual(['first', 'second'])
  })

  test('what was done at the door is taken back by its version, and the taking back by the version it led to', async () => {
    const { history, server } = historyWith({
      'POST /reservations/:id/take-back': ({ body }) =>
        ok({ version: (body as { readonly version: number }).version + 10 }),
    })
    history.note({ kind: 'door', reservationId: 'r', version: 2, what: 'A is in' })
    expect(history.bar.value).toEqual({ text: 'A is in', offers: 'undo' })
    await history.undo()
    await history.redo()
    await history.undo()
    expect(server.of('/reservations/:id/take-back').map(({ params, body }) => [params?.['id'], body])).toEqual([
      ['r', { version: 2 }],
      ['r', { version: 12 }],
      ['r', { version: 22 }],
    ])
  })

  test('without an answer the same undo can be tried again; refused by the world it is given up', async () => {
    const answers: Answer[] = [offline, problem('moved-on', 409)]
    const { history, server, said } = historyWith({
      'POST /acts/:id/undo': () => answers.shift() ?? offline,
    })
    history.note({ kind: 'act', actId: 'a', what: 'A' })
    await history.undo()
    await history.undo()
    await history.undo()
    const keys = server.of('/acts/:id/undo').map(({ idempotencyKey }) => idempotencyKey)
    expect([keys.length, new Set(keys).size]).toEqual([2, 1])
    expect(said).toEqual(['offline', '/problems/moved-on', 'nothing to undo'])
  })
})
