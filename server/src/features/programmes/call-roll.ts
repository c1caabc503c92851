import type { FastifyInstance } from 'fastify'
import type { RollWire } from '@gongyue/shared/api/programmes.ts'
import { attendancePercent, type Mark } from '@gongyue/shared/domain/enrolment.ts'
import { isConfidential } from '@gongyue/shared/domain/programme-kind.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readKind } from '@gongyue/db/queries/particulars.ts'
import type { ProgrammeRecord } from '@gongyue/db/queries/programmes.ts'
import { enrolledAmong, programmeOf, writeMarks, type RollRecord } from '@gongyue/db/queries/roll.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { discreet, isHiddenFrom } from './confidential.ts'

export interface CallRoll {
  readonly who: Who
  readonly reservationId: string
  readonly marks: readonly { readonly enrolmentId: string; readonly mark: Mark }[]
}

/** Marks who came to a session; all marks or none. */
export async function callRoll(
  app: FastifyInstance,
  { who, reservationId, marks }: CallRoll,
): Promise<
  | { readonly kind: 'marked' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const programmeId = await programmeOf(client, facilityId, reservationId)
      if (programmeId === null) return { kind: 'not-found' }
      const kind = await readKind(client, facilityId, programmeId, userId)
      if (kind && isHiddenFrom(kind)) return { kind: 'not-allowed' }
      const ids = marks.map(({ enrolmentId }) => enrolmentId)
      const known = await enrolledAmong(client, facilityId, programmeId, ids)
      const errors = ids.flatMap((id, i): readonly Fault[] => {
        const pointer = `/marks/${i}/enrolmentId`
        if (!known.has(id)) return [{ pointer, key: 'not-there', params: {} }]
        return ids.indexOf(id) < i ? [{ pointer, key: 'unique', params: {} }] : []
      })
      if (errors.length > 0) return { kind: 'malformed', errors }
      const at = app.clock()
      await writeMarks(client, facilityId, reservationId, marks, { userId, at })
      const event = { facilityId, auditId: app.newId(), at, userId, action: 'call-roll', noun: 'reservation' }
      const noted = { ...event, nounId: reservationId, data: { programmeId, marks } }
      await auditRow(client, discreet(noted, programmeId, kind !== null && isConfidential(kind.kind)))
      return { kind: 'marked' }
    },
    app,
  )
}

/** The roll of a programme with shares and certificates: given once it is over, to who came often enough. */
export function rollWire(programme: ProgrammeRecord, roll: readonly RollRecord[], now: number): RollWire {
  const over = programme.lastEnd !== null && programme.lastEnd <= now
  return {
    items: roll.map(({ phone, marks, ...one }) => {
      const percent = attendancePercent(marks.map(({ mark }) => mark))
      return {
        ...one,
        phone: maskedPhone(phone),
        marks: [...marks],
        percent,
        certificate: over && programme.certificateHours !== null && (percent ?? 0) >= programme.attendancePercent,
      }
    }),
  }
}
