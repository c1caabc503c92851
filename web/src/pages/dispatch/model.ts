import { signal } from '@preact/signals'
import type { CrewsWire, DaySheetWire, JoinWire } from '@gongyue/shared/api/dispatch.ts'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import type { WishWire } from '@gongyue/shared/api/wishes.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { decideOrder } from '../../api/more-routes.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../services/routes.ts'
import { addDays } from '../../text/when.ts'

/** A week of dispatch. */
export interface Week {
  readonly lines: readonly DispatchLineWire[]
  /** What waits for a crew in the month behind the week: nobody has to turn pages to find it. */
  readonly later: readonly DispatchLineWire[]
  readonly joins: readonly JoinWire[]
  readonly outreach: OutreachWire
  readonly services: readonly ServiceWire[]
  readonly wishes: readonly WishWire[]
}

/** Who shall go, as it is chosen. */
export interface Assignment {
  readonly people: readonly string[]
  readonly equipment: readonly string[]
  readonly start?: string
  readonly reason?: string
  readonly waivers?: readonly { readonly constraint: string; readonly reason: string }[]
}

export type DispatchModel = ReturnType<typeof createDispatchModel>

/** @param monday - of the week that is shown first */
export function createDispatchModel(monday: string) {
  const keyOf = idempotencyKeys()
  const week = signal(monday)
  const loaded = createLoaded<Week>(async () => {
    const query = { from: week.value, until: addDays(week.value, 6) }
    const [lines, later, joins, outreach, services, wishes] = await Promise.all([
      call(routes.readDispatch, { query }),
      call(routes.readDispatch, { query: { from: addDays(week.value, 7), until: addDays(week.value, 37) } }),
      call(routes.listJoins, { query }),
      call(routes.readOutreach),
      call(routes.listServices),
      call(routes.listWishes, { query: { state: 'open' } }),
    ])
    if (lines.kind !== 'ok') return lines
    if (later.kind !== 'ok') return later
    if (joins.kind !== 'ok') return joins
    if (outreach.kind !== 'ok') return outreach
    if (services.kind !== 'ok') return services
    if (wishes.kind !== 'ok') return wishes
    return {
      kind: 'ok',
      body: {
        lines: lines.body.items,
        later: later.body.items.filter(({ state }) => state === 'pending'),
        joins: joins.body.items,
        outreach: outreach.body,
        services: services.body.items,
        wishes: wishes.body.items,
      },
    }
  })
  const settled = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await loaded.load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...loaded,
    week,
    async turn(days: number): Promise<void> {
      week.value = days === 0 ? monday : addDays(week.value, days)
      await loaded.load()
    },
    async crews(id: string): Promise<CrewsWire | Failing> {
      const reply = await call(routes.suggestCrews, { params: { id } })
      return reply.kind === 'ok' ? reply.body : reply
    },
    async assign(
      { id, orderVersion }: DispatchLineWire,
      { people, equipment, waivers, ...rest }: Assignment,
    ): Promise<Failing | null> {
      const body = {
        ...rest,
        people: [...people],
        equipment: [...equipment],
        ...(waivers && { waivers: [...waivers] }),
      }
      const reply = await call(routes.assignCrew, {
        ...{ params: { id }, body, version: orderVersion },
        idempotencyKey: keyOf({ id, body, orderVersion }),
      })
      if (reply.kind === 'ok') await loaded.load()
      return reply.kind === 'ok' ? null : reply
    },
    async decline({ id, orderId }: DispatchLineWire, reason: string): Promise<Failing | null> {
      const body = { lineIds: [id], decision: 'decline' as const, reasonCode: 'other' as const, reason }
      return await settled(await call(decideOrder, { params: { id: orderId }, body, idempotencyKey: keyOf(body) }))
    },
    async deliver(id: string, onSite: number, online: number): Promise<Failing | null> {
      const body = { onSite, online }
      return await settled(
        await call(routes.deliverService, { params: { id }, body, idempotencyKey: keyOf({ id, body }) }),
      )
    },
    async join({ first, second, start }: JoinWire): Promise<Failing | null> {
      const body = { first, second, start }
      return await settled(await call(routes.joinVisits, { body, idempotencyKey: keyOf(body) }))
    },
    async sheets(date: string): Promise<readonly DaySheetWire[] | Failing> {
      const reply = await call(routes.readDaySheets, { query: { date } })
      return reply.kind === 'ok' ? reply.body.items : reply
    },
    async reveal(id: string, reason: string): Promise<Failing | { readonly contactPhone: string | null }> {
      const reply = await call(routes.revealContact, { params: { id }, body: { reason } })
      return reply.kind === 'ok' ? reply.body : reply
    },
    async offer(
      wishId: string,
      offer: { readonly serviceId: string; readonly start: string; readonly words: string },
    ): Promise<Failing | null> {
      const body = { ...offer }
      return await settled(
        await call(routes.offerService, { params: { id: wishId }, body, idempotencyKey: keyOf({ wishId, body }) }),
      )
    },
    async declineWish(id: string): Promise<Failing | null> {
      return await settled(await call(routes.closeWish, { params: { id }, body: {} }))
    },
  }
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? -6 : 1 - weekday)
}

/** What a line takes, in words. */
export function needsText({ crew, kits, vehicle }: DispatchLineWire['needs'], vehicleWord: string): string {
  return [
    ...crew.map(({ skill, count }) => `${skill} × ${count}`),
    ...kits.map(({ use, count }) => `${use} × ${count}`),
    ...(vehicle ? [vehicleWord] : []),
  ].join('、')
}
