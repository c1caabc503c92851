import type { FastifyInstance } from 'fastify'
import type { Absence } from '@gongyue/shared/domain/person.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { deleteAbsence, insertAbsence } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { missedSessions, type MissedSession } from './missed-sessions.ts'

/** Who is away, when and why. */
export interface ReportAbsence {
  readonly who: Who
  readonly personId: string
  readonly during: Interval
  readonly reason: string
  readonly keyed: KeyedRequest | null
}

export interface Reported {
  readonly kind: 'reported'
  readonly absence: Absence
  readonly missed: readonly MissedSession[]
}

export type AbsenceResult =
  | Reported
  | { readonly kind: 'not-found' }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/**
 * Notes that somebody is away and tells at once what it costs: the sessions that lose them, each with who could come instead. Nothing else is
 * changed: who comes instead is for somebody to decide.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function reportAbsence(
  app: FastifyInstance,
  { who, personId, during, reason, keyed }: ReportAbsence,
  toResponse: (reported: Reported) => unknown,
): Promise<AbsenceResult> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<AbsenceResult> => {
      const work = async (): Promise<Reported | { readonly kind: 'not-found' }> => {
        const before = await loadHouse(tx.client, facilityId)
        if (!before?.facts.people.has(personId)) return tx.undo({ kind: 'not-found' })
        const absence = { id: app.newId(), during, reason }
        await insertAbsence(tx.client, facilityId, { ...absence, personId, createdBy: userId })
        await auditRow(tx.client, {
          facilityId,
          auditId: app.newId(),
          at: app.clock(),
          userId,
          action: 'report-absence',
          noun: 'person',
          nounId: personId,
          data: { ...absence },
        })
        const missed = await missedSessions(tx.client, personId, during, factsAt(before, app.clock()))
        return { kind: 'reported', absence, missed }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 201,
        response: value.kind === 'reported' ? toResponse(value) : null,
      }))
      return done.kind === 'done' ? done.value : done
    },
    app,
  )
}

/** It is over, or was a mistake. */
export async function endAbsence(app: FastifyInstance, who: Who, absenceId: string): Promise<'ended' | 'not-there'> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const ended = await deleteAbsence(tx.client, facilityId, absenceId)
      if (!ended) return 'not-there'
      await auditRow(tx.client, {
        facilityId,
        auditId: app.newId(),
        at: app.clock(),
        userId,
        action: 'end-absence',
        noun: 'person',
        nounId: ended.personId,
        data: { absenceId },
      })
      return 'ended'
    },
    app,
  )
}
