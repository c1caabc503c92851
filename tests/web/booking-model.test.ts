import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Deed } from '../../web/src/pages/board/arranging/history.ts'
import { createBooking } from '../../web/src/pages/board/booking/model.ts'
import { levelOf } from '../../web/src/pages/board/booking/verdict.ts'
import type { BoardModel } from '../../web/src/pages/board/model.ts'
import { at, dayWith, PALACE, space, span, ZONE } from './board-day.ts'
import { lineWire, loser, offline, ok, orderWire, problem, serverOf, violation, type Answer } from './board-server.ts'

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
})
afterEach(() => void vi.useRealTimers())

const WALK_IN = {
  id: 'walk-in',
  kind: 'person',
  code: 'person-1',
  name: '散客',
  parentName: null,
  phone: null,
  suspended: false,
}
const CAO = { ...WALK_IN, id: 'cao', name: '曹明远', phone: '138****1234', code: 'person-2' }
const table = space('t1', { kind: 'table', capacity: 4 })
const fits = ok({ verdict: 'fits', violations: [], alternatives: [], routes: ['direct'] })
const refused = (...violations: readonly object[]): Answer =>
  ok({ verdict: 'refused', violations, alternatives: [], routes: ['direct'] })

interface Given {
  readonly verdict?: () => Answer
  readonly place?: () => Answer
  readonly parties?: readonly object[]
  readonly create?: () => Answer
  readonly roles?: readonly Role[]
}

function deskOf({ verdict = () => fits, place, parties = [WALK_IN], create, roles = ['front-desk'] }: Given = {}) {
  const booked = orderWire('new', {
    lines: [lineWire('line', { reservation: { id: 'r', state: 'confirmed', code: '123456' } })],
  })
  const server = serverOf({
    'POST /orders': ({ query }) => (query?.['dryRun'] === true ? verdict() : (place?.() ?? ok(booked, 201))),
    'GET /parties': () => ok({ items: parties }),
    'POST /parties': () => create?.() ?? ok(WALK_IN, 201),
  })
  const state = signal({ kind: 'shown' as const, day: dayWith([]), stale: false })
  const board = {
    zone: ZONE,
    state,
    spaces: signal(PALACE),
    now: signal(at('18:37')),
    range: signal('day'),
  } as unknown as BoardModel // only what a booking reads
  const deeds: Deed[] = []
  const booking = createBooking({
    board,
    send: server.send,
    roles: () => roles,
    onBooked: (deed) => deeds.push(deed),
    onRefreshed: () => undefined,
  })
  const sent = () => server.of('/orders').filter(({ query }) => query?.['dryRun'] !== true)
  const settle = async () => await vi.advanceTimersByTimeAsync(500)
  return { booking, server, deeds, sent, settle }
}

describe('as usual', () => {
  test('nothing typed: a walk-in, two people, an hour, and a key of its own', async () => {
    const { booking, sent, deeds } = deskOf()
    booking.openAt(table, at('19:00'))
    expect(await booking.book()).toBe(true)
    expect(sent().map(({ body }) => body)).toEqual([
      {
        title: 'Table tennis',
        headcount: 2,
        partyId: 'walk-in',
        accept: true,
        lines: [
          {
            kind: 'space',
            spaceId: 't1',
            start: '2026-12-04T19:00:00+08:00',
            end: '2026-12-04T20:00:00+08:00',
          },
        ],
      },
    ])
    expect(sent()[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/)
    expect(deeds).toMatchObject([{ kind: 'created', orderId: 'new' }])
    expect([booking.form.value, booking.booked.value?.order.id]).toEqual([null, 'new'])
  })

  test('Enter before the verdict has come waits for it; twice is once', async () => {
    const { booking, sent } = deskOf()
    booking.openAt(table, at('19:00'))
    expect(await Promise.all([booking.book(), booking.book()])).toEqual([true, false])
    expect(sent()).toHaveLength(1)
  })

  test('where nobody is known as a walk-in yet, one is taken down, once', async () => {
    const { booking, server, settle } = deskOf({ parties: [CAO] })
    booking.openAt(table, at('19:00'))
    await settle()
    booking.type({ headcount: '3' })
    await settle()
    expect(server.of('/parties').filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(await booking.book()).toBe(true)
  })

  test('the half hour that has begun: the reason goes without saying, and is on the order', async () => {
    const { booking, sent, settle } = deskOf({ verdict: () => refused(violation('notice')) })
    booking.openAt(table, at('18:30'))
    await settle()
    expect(levelOf(booking.verdict.value, booking.form.value ?? { waivers: {} }, ['front-desk'])).toBe('ready')
    await booking.book()
    expect(sent()[0]?.body).toMatchObject({ waivers: [{ constraint: 'notice', reason: 'Walk-in' }] })
  })

  test('for tomorrow the reason is asked for', async () => {
    const { booking, sent, settle } = deskOf({ verdict: () => refused(violation('notice')) })
    booking.open(table, { start: at('18:30') + 86_400_000, end: at('19:30') + 86_400_000 })
    await settle()
    expect(await booking.book()).toBe(false)
    expect([booking.sending.value, sent()]).toEqual([{ kind: 'wanting', what: 'reason' }, []])
    booking.waive('notice', '电话预约')
    expect(await booking.book()).toBe(true)
  })
})

describe('what stops it', () => {
  test.each([
    ['staff' as const, ['front-desk'], 'staff'],
    ['manager' as const, ['front-desk'], 'nobody'],
    ['manager' as const, ['manager'], 'staff'],
    ['nobody' as const, ['manager'], 'nobody'],
  ])('waivable by %s, for %j: %s', (waivableBy, roles, level) => {
    const verdict = {
      kind: 'refused' as const,
      violations: [violation('x', { waivableBy })],
      alternatives: [],
      obstacles: [],
    }
    expect(levelOf(verdict, { waivers: {} }, roles as Role[])).toBe(level) // the names above are roles
  })

  test('a soft remark stops nothing', () => {
    const soft = violation('room-fit', { level: 'soft', waivableBy: 'nobody' })
    const verdict = { kind: 'refused' as const, violations: [soft], alternatives: [], obstacles: [] }
    expect(levelOf(verdict, { waivers: {} }, ['front-desk'])).toBe('ready')
  })

  test('what nobody here sets aside is not sent; an alternative is one press, with what was typed', async () => {
    const overlap = violation('space-overlap', { waivableBy: 'nobody' })
    const answers = [refused(overlap), fits]
    const { booking, sent, settle } = deskOf({ verdict: () => answers.shift() ?? fits })
    booking.open(table, span('19:00', '20:00'), { title: '决赛', headcount: '4' })
    await settle()
    expect(await booking.book()).toBe(false)
    expect([booking.sending.value.kind, sent()]).toEqual(['barred', []])
    const line = {
      kind: 'space' as const,
      spaceId: 't2',
      start: '2026-12-04T19:00:00+08:00',
      end: '2026-12-04T20:00:00+08:00',
    }
    booking.takeInstead({ lines: [line], cost: 0, route: 'direct', reasons: [] })
    expect(await booking.book()).toBe(true)
    expect(sent()[0]?.body).toMatchObject({ title: '决赛', headcount: 4, lines: [line] })
  })

  test('somebody was quicker between the verdict and the booking: told with all reasons, nothing is booked', async () => {
    const overlap = violation('space-overlap', { waivableBy: 'nobody' })
    const place = () => problem('refused', 409, { violations: [overlap] })
    const { booking, deeds, settle } = deskOf({ place })
    booking.openAt(table, at('19:00'))
    await settle()
    expect(await booking.book()).toBe(false)
    expect(booking.verdict.value).toMatchObject({ kind: 'refused', violations: [overlap] })
    expect([booking.form.value !== null, deeds]).toEqual([true, []])
  })

  test('who would lose is told first; only those who were seen lose', async () => {
    const { booking, sent, settle } = deskOf({
      verdict: () => problem('would-displace', 409, { competitors: [loser('rival')] }),
    })
    booking.openAt(table, at('19:00'))
    await settle()
    expect(booking.verdict.value).toMatchObject({ kind: 'displacing', losers: [{ title: 'title rival' }] })
    expect(await booking.book()).toBe(false)
    expect([booking.sending.value, sent()]).toEqual([{ kind: 'wanting', what: 'consent' }, []])
    expect(await booking.book(['line-rival'])).toBe(true)
    expect(sent()[0]?.body).toMatchObject({ displace: ['line-rival'] })
  })

  test('without a network it says so, and the second try is the same order', async () => {
    const replies = [offline]
    const { booking, sent, settle } = deskOf({ place: () => replies.shift() ?? ok(orderWire('new'), 201) })
    booking.openAt(table, at('19:00'))
    await settle()
    expect(await booking.book()).toBe(false)
    expect(booking.verdict.value).toEqual({ kind: 'failing', failing: { kind: 'offline' } })
    expect(await booking.book()).toBe(true)
    expect(new Set(sent().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  test('a name that was typed and not chosen is no walk-in', async () => {
    const { booking, sent } = deskOf()
    booking.openAt(table, at('19:00'))
    booking.choice.look('曹')
    expect(await booking.book()).toBe(false)
    expect([booking.sending.value, sent()]).toEqual([{ kind: 'wanting', what: 'who' }, []])
  })

  test('nobody comes', async () => {
    const { booking, sent } = deskOf()
    booking.openAt(table, at('19:00'))
    booking.type({ headcount: '0' })
    expect(await booking.book()).toBe(false)
    expect([booking.sending.value, sent()]).toEqual([{ kind: 'wanting', what: 'people' }, []])
  })
})

describe('for whom', () => {
  test('found as it is typed; used, it stands among the last, newest first and once', async () => {
    const { booking, sent, settle } = deskOf({ parties: [CAO] })
    booking.openAt(table, at('19:00'))
    booking.choice.look('cmy')
    await settle()
    expect([booking.choice.found.value.map(({ name }) => name), booking.choice.answered.value]).toEqual([
      ['曹明远'],
      'cmy',
    ])
    const [cao] = booking.choice.found.value
    booking.choice.choose(cao ?? null)
    await booking.book()
    expect(sent()[0]?.body).toMatchObject({ partyId: 'cao' })
    booking.choice.note({ id: 'b', name: 'b' })
    booking.choice.note({ id: 'cao', name: '曹明远' })
    expect(booking.choice.recent.value.map(({ id }) => id)).toEqual(['cao', 'b'])
  })

  test('a number that is known offers whose it is; a name is wanted; a word is no number', async () => {
    const { booking } = deskOf({ create: () => problem('party-exists', 409, { current: [CAO] }) })
    const { choice } = booking
    booking.openAt(table, at('19:00'))
    choice.look('曹敏')
    choice.startPerson()
    expect(choice.person.value).toMatchObject({ name: '曹敏', phone: '' })
    choice.typePerson({ phone: '拨打我' })
    await choice.createPerson()
    expect(choice.person.value?.state.kind).toBe('wanting')
    choice.typePerson({ phone: '138 0000 1234' })
    await choice.createPerson()
    expect(choice.person.value?.state).toMatchObject({ kind: 'exists', parties: [{ id: 'cao', hint: '138****1234' }] })
    choice.look('13800001234')
    choice.startPerson()
    expect(choice.person.value).toMatchObject({ name: '', phone: '13800001234' })
  })

  test('another cell meanwhile keeps who and how many', async () => {
    const { booking, settle } = deskOf()
    booking.openAt(table, at('19:00'))
    booking.choice.choose({ id: 'cao', name: '曹明远' })
    booking.type({ headcount: '4', title: '决赛' })
    await settle()
    booking.openAt({ ...table, id: 't2' }, at('20:00'))
    expect(booking.choice.party.value?.id).toBe('cao')
    expect(booking.form.value).toMatchObject({ headcount: '4', title: '决赛', during: span('20:00', '21:00') })
  })
})
