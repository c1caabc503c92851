import { signal } from '@preact/signals'
import type { ServiceWire, VolunteerOfferWire, VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { PERSON_KINDS } from '@gongyue/shared/domain/person.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../partners/routes.ts'

export type VolunteersModel = ReturnType<typeof createVolunteersModel>

/** What the list is narrowed to; empty texts narrow nothing. */
export interface Filter {
  readonly kind: string
  readonly from: string
  readonly until: string
}

/** A filter as the server is asked. */
export function queryOf({ kind, from, until }: Filter) {
  const chosen = PERSON_KINDS.find((one) => one === kind)
  return { ...(chosen && { kind: chosen }), ...(from && { from }), ...(until && { until }) }
}

/** Those who give their time, and those who offer to. */
export function createVolunteersModel(first: Filter) {
  const keyOf = idempotencyKeys()
  const filter = signal(first)
  const people = createLoaded<readonly VolunteerWire[]>(async () => {
    const reply = await call(routes.listVolunteers, { query: queryOf(filter.value) })
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const offers = createLoaded<readonly VolunteerOfferWire[]>(async () => {
    const reply = await call(routes.listVolunteerOffers, { query: { state: 'waiting' } })
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const load = async (): Promise<void> => void (await Promise.all([people.load(), offers.load()]))
  const settle = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...{ filter, people, offers, load },
    async narrow(part: Partial<Filter>): Promise<void> {
      filter.value = { ...filter.value, ...part }
      const { from, until } = filter.value
      if (from === '' || until === '' || from <= until) await people.load()
    },
    async decide(
      { id }: VolunteerOfferWire,
      decision: 'accept' | 'decline',
      kind: 'volunteer' | 'expert',
      reason: string,
    ) {
      const body = { decision, kind, reason }
      const idempotencyKey = keyOf({ id, ...body })
      return await settle(await call(routes.decideVolunteer, { params: { id }, body, idempotencyKey }))
    },
    async note(
      id: string,
      body: { readonly day: string; readonly minutes: number; readonly title: string; readonly reason: string },
    ) {
      return await settle(
        await call(routes.noteServiceHours, { params: { id }, body, idempotencyKey: keyOf({ id, ...body }) }),
      )
    },
    async services(id: string): Promise<readonly ServiceWire[] | Failing> {
      const { from, until } = queryOf(filter.value)
      const query = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
      const reply = await call(routes.listServedHours, { params: { id }, query })
      return reply.kind === 'ok' ? reply.body.items : reply
    },
    async withdraw(id: string): Promise<Failing | null> {
      return await settle(await call(routes.withdrawServiceHours, { params: { id } }))
    },
  }
}

/** Hours as people type them, in minutes; null for what is none. */
export function minutesOf(text: string): number | null {
  if (!/^\d{1,2}([.,]\d{1,2})?$/.test(text.trim())) return null
  const minutes = Math.round(Number(text.trim().replace(',', '.')) * 60)
  return minutes >= 1 && minutes <= 1440 ? minutes : null
}
