import type { MissedSessionWire, PersonDraftWire, PersonWire } from '@gongyue/shared/api/people.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import * as routes from '../../classes/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export type PeopleModel = ReturnType<typeof createPeopleModel>

/** When somebody is away; instants. */
export interface Leave {
  readonly start: string
  readonly end: string
  readonly reason: string
}

/** Those who work for the house, and what can be done about them. */
export function createPeopleModel() {
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<readonly PersonWire[]>(async () => {
    const reply = await call(routes.listPeople)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const settle = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await loaded.load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...loaded,
    async add(body: PersonDraftWire): Promise<Failing | null> {
      return await settle(await call(routes.addPerson, { body, idempotencyKey: keyOf(body) }))
    },
    async change(id: string, { phone, ...rest }: PersonDraftWire, active: boolean): Promise<Failing | null> {
      return await settle(
        await call(routes.changePerson, {
          params: { id },
          // only ever seen masked: what was not typed anew stays as it is
          body: { ...rest, ...(phone === null ? {} : { phone }), active },
        }),
      )
    },
    /** The id of the absence: what it leaves alone is asked apart, as often as something was settled. */
    async report(id: string, body: Leave): Promise<{ readonly absenceId: string } | Failing> {
      const reply = await call(routes.reportAbsence, { params: { id }, body, idempotencyKey: keyOf({ id, body }) })
      await loaded.load()
      return reply.kind === 'ok' ? { absenceId: reply.body.absence.id } : reply
    },
    async end(absenceId: string): Promise<Failing | null> {
      return await settle(await call(routes.endAbsence, { params: { id: absenceId } }))
    },
    async missed(absenceId: string): Promise<readonly MissedSessionWire[] | Failing> {
      const reply = await call(routes.listMissed, { params: { id: absenceId } })
      return reply.kind === 'ok' ? reply.body.items : reply
    },
    async staff({ reservationId, version }: MissedSessionWire, personId: string): Promise<Failing | null> {
      const body = { version, people: [personId] }
      const reply = await call(routes.staffSession, { params: { id: reservationId }, body })
      return reply.kind === 'ok' ? null : reply
    },
  }
}

/** The people that are looked for, by name or skill. */
export function shownPeople(people: readonly PersonWire[], kind: string, text: string): readonly PersonWire[] {
  const words = text.trim().toLowerCase()
  return people.filter(
    (person) =>
      (kind === '' || person.kind === kind) &&
      (words === '' || `${person.name} ${person.skills.join(' ')}`.toLowerCase().includes(words)),
  )
}
