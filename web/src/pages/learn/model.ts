import { signal } from '@preact/signals'
import type { EntryWire } from '@gongyue/shared/api/competitions.ts'
import type { enter as enterContract } from '@gongyue/shared/api/competitions.ts'
import type { bookViewing as seeContract, ViewingSlotWire, ViewingWire } from '@gongyue/shared/api/exhibitions.ts'
import type { CallWire, EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call, isProblem } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import * as routes from '../../classes/routes.ts'
import * as programmes from '../../programmes/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export interface Courses {
  readonly classes: readonly ProgrammeCardWire[]
  readonly calls: readonly CallWire[]
  /** The reader's own, and those of members that the reader signed up; none for a visitor. */
  readonly mine: readonly EnrolmentWire[]
  readonly entries: readonly EntryWire[]
  readonly viewings: readonly ViewingWire[]
}

/** Who is signed up; empty for oneself. */
export interface Joining {
  readonly name?: string
  readonly phone?: string
  readonly partyId?: string | null
  readonly group?: string
}

export type LearnModel = ReturnType<typeof createLearnModel>

/** What one can join, and what one has joined. */
export function createLearnModel(isKnown: boolean) {
  const keyOf = idempotencyKeys()
  // an account without a telephone is asked for one as soon as the server misses it
  const wantsPhone = signal(false)
  const loaded = createLoaded<Courses>(async () => {
    const none = { kind: 'ok', body: { items: [] } } as const
    const [classes, calls, mine, entries, viewings] = await Promise.all([
      call(routes.listProgrammes),
      call(routes.listCalls),
      isKnown ? call(routes.listMyEnrolments) : none,
      isKnown ? call(programmes.listMyEntries) : none,
      isKnown ? call(programmes.listMyViewings) : none,
    ])
    if (classes.kind !== 'ok') return classes
    if (calls.kind !== 'ok') return calls
    if (mine.kind !== 'ok') return mine
    if (entries.kind !== 'ok') return entries
    if (viewings.kind !== 'ok') return viewings
    return {
      kind: 'ok',
      body: {
        ...{ classes: classes.body.items, calls: calls.body.items, mine: mine.body.items },
        entries: entries.body.items.filter(({ state }) => state !== 'withdrawn'),
        viewings: viewings.body.items.filter(({ state }) => state === 'booked'),
      },
    }
  })
  const settle = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await loaded.load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...loaded,
    wantsPhone,
    async join(id: string, body: Joining): Promise<EnrolmentWire | Failing> {
      const reply = await call(routes.enrol, { params: { id }, body, idempotencyKey: keyOf({ join: id, body }) })
      noteMissingPhone(reply)
      await loaded.load()
      return reply.kind === 'ok' ? reply.body : reply
    },
    async withdraw(id: string): Promise<Failing | null> {
      return await settle(
        await call(routes.withdrawEnrolment, { params: { id }, idempotencyKey: keyOf({ withdraw: id }) }),
      )
    },
    async accept(id: string): Promise<Failing | null> {
      return await settle(
        await call(routes.acceptEnrolmentOffer, { params: { id }, idempotencyKey: keyOf({ accept: id }) }),
      )
    },
    async enter(id: string, body: BodyOf<typeof enterContract>): Promise<EntryWire | Failing> {
      const reply = await call(programmes.enter, { params: { id }, body, idempotencyKey: keyOf({ enter: id, body }) })
      await loaded.load()
      return reply.kind === 'ok' ? reply.body : reply
    },
    async leaveContest(id: string): Promise<Failing | null> {
      const sent = { params: { id }, idempotencyKey: keyOf({ leave: id }) }
      return await settle(await call(programmes.withdrawEntry, sent))
    },
    async slotsOf(id: string): Promise<readonly ViewingSlotWire[] | Failing> {
      const reply = await call(programmes.listViewingSlots, { params: { id } })
      return reply.kind === 'ok' ? reply.body.items : reply
    },
    async see(id: string, body: BodyOf<typeof seeContract>): Promise<ViewingWire | Failing> {
      const sent = { params: { id }, body, idempotencyKey: keyOf({ see: id, body }) }
      const reply = await call(programmes.bookViewing, sent)
      await loaded.load()
      return reply.kind === 'ok' ? reply.body : reply
    },
    async stayAway(id: string): Promise<Failing | null> {
      const sent = { params: { id }, idempotencyKey: keyOf({ stay: id }) }
      return await settle(await call(programmes.withdrawViewing, sent))
    },
    async vote(id: string, slots: readonly number[], phone?: string): Promise<Failing | null> {
      const body = { slots: [...slots], ...(phone === undefined ? {} : { phone }) }
      const reply = await call(routes.vote, { params: { id }, body })
      noteMissingPhone(reply)
      return await settle(reply)
    },
  }

  function noteMissingPhone(reply: { readonly kind: 'ok' } | Failing): void {
    if (reply.kind !== 'problem' || !isProblem(reply.problem, 'malformed')) return
    if (reply.problem.errors?.some(({ pointer }) => pointer === '/phone')) wantsPhone.value = true
  }
}

/** What can be joined now, with the places left; then what will be. */
export function toJoin(classes: readonly ProgrammeCardWire[]) {
  return {
    open: classes.filter(({ phase }) => phase === 'open' || phase === 'full'),
    upcoming: classes.filter(({ phase }) => phase === 'upcoming'),
  }
}

/** Places that are still the reader's business: offers first, for they run out. */
export function current(mine: readonly EnrolmentWire[]): readonly EnrolmentWire[] {
  const order = { offered: 0, enrolled: 1, waiting: 2, withdrawn: 3, expired: 3 } as const
  return mine
    .filter(({ state }) => state !== 'withdrawn' && state !== 'expired')
    .toSorted((a, b) => order[a.state] - order[b.state] || (a.programmeTitle < b.programmeTitle ? -1 : 1))
}

/** How long an offer still holds, in its two largest units; null when it is over. */
export function leftOf(
  until: string,
  now: number,
): readonly (readonly ['days' | 'hours' | 'minutes', number])[] | null {
  const minutes = Math.floor((Date.parse(until) - now) / 60_000)
  if (minutes < 0) return null
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return [['days', days] as const, ['hours', hours] as const].filter(([, count]) => count > 0)
  if (hours > 0) return [['hours', hours] as const, ['minutes', rest] as const].filter(([, count]) => count > 0)
  return [['minutes', rest]]
}
