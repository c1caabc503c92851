import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { addViewingSlots as contract } from '@gongyue/shared/api/exhibitions.ts'
import { addDays, daysBetween, instantAt, weekdayOf } from '@gongyue/shared/time/wall.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { listProgrammes } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { insertViewingSlots } from '@gongyue/db/queries/viewings.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

/** Slots for an exhibition. */
export interface AddSlots {
  readonly who: Who
  readonly programmeId: string
  readonly asked: BodyOf<typeof contract>
  readonly keyed: KeyedRequest | null
}

export type AddedSlots =
  | { readonly kind: 'added'; readonly added: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'kind-mismatch' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** A year of days at most. */
const MOST_DAYS = 366

/** Makes slots on the days of a span that lie inside the exhibition; what is there already stays. */
export async function addSlots(
  app: FastifyInstance,
  { who, programmeId, asked, keyed }: AddSlots,
): Promise<AddedSlots | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  const { facilityId, userId, timeZone } = who
  const errors = faultsOf(asked)
  if (errors.length > 0) return { kind: 'malformed', errors }
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<AddedSlots> => {
        const { client } = tx
        if (!(await lockProgramme(client, facilityId, programmeId))) return { kind: 'not-found' }
        const filter = { programmeId, termId: null, drafts: true, userId }
        const [programme] = await listProgrammes(client, facilityId, filter)
        const period = programme?.period
        if (!programme || programme.kind !== 'exhibition') return { kind: 'kind-mismatch' }
        if (!period) return { kind: 'malformed', errors: [{ pointer: '/period', key: 'required', params: {} }] }
        const slots = slotsOf(asked, timeZone).filter(({ start, end }) => period.start <= start && end <= period.end)
        const rows = slots.map((slot) => ({ ...slot, id: app.newId(), capacity: asked.capacity }))
        const added = await insertViewingSlots(client, facilityId, programmeId, rows)
        await auditRow(client, {
          ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'add-viewing-slots' },
          ...{ noun: 'programme', nounId: programmeId, data: { ...asked, added } },
        })
        return { kind: 'added', added }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 201,
        response: value.kind === 'added' ? { added: value.added } : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'added' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

function faultsOf({ from, until, opens, closes, minutes }: AddSlots['asked']): readonly Fault[] {
  return [
    ...(until < from ? [{ pointer: '/until', key: 'end-before-start', params: {} } as const] : []),
    ...(daysBetween(from, until) >= MOST_DAYS
      ? [{ pointer: '/until', key: 'maximum', params: { limit: MOST_DAYS } } as const]
      : []),
    ...(opens + minutes > closes ? [{ pointer: '/closes', key: 'end-before-start', params: {} } as const] : []),
  ]
}

function slotsOf({ from, until, weekdays, opens, closes, minutes }: AddSlots['asked'], timeZone: string) {
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, i) => addDays(from, i))
  const each = Math.floor((closes - opens) / minutes)
  return days
    .filter((date) => weekdays.includes(weekdayOf(date)))
    .flatMap((date) =>
      Array.from({ length: each }, (_, i) => {
        const start = instantAt(date, opens + i * minutes, timeZone)
        return { start, end: start + minutes * MINUTE }
      }),
    )
}
