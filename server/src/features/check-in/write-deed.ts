import type { FastifyInstance } from 'fastify'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import {
  atomsHeldBy,
  freeUntil,
  writeAttended,
  type Attended,
  type AttendanceRecord,
} from '@gongyue/db/queries/attendance.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertClaims } from '@gongyue/db/queries/claims.ts'
import { givePoints } from '@gongyue/db/queries/no-shows.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { cutClaims } from '@gongyue/db/queries/standing.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { ClaimStep, Deed, Standing } from './attend.ts'
import { keepAct } from './keep-act.ts'
import { writePoint } from './write-point.ts'

/** Whose deed on what. */
export interface Writing {
  readonly who: Who
  readonly standing: Standing
  readonly deed: Deed
}

/**
 * Writes a deed: claims, the row, points, the audit row with how it stood before, by which it can be taken back, and the act that the desk lists.
 *
 * @returns false when a span is held by others: the caller keeps nothing
 */
export async function writeDeed(app: FastifyInstance, tx: Tx, { who, standing, deed }: Writing): Promise<boolean> {
  const { record, attendance, facts } = standing
  const { facilityId, userId } = who
  for (const step of deed.claims ?? []) if (!(await takeStep(app, tx, facilityId, record, step))) return false
  await writeAttended(tx.client, facilityId, record.id, deed.to)
  if (deed.point === 'give')
    await givePoints(tx.client, [
      {
        facilityId,
        reservationId: record.id,
        partyId: record.partyId,
        personId: record.personId,
        points: attendance.noShowPoints,
        givenAt: facts.now,
        expiresAt: facts.now + attendance.noShowDays * 1440 * MINUTE,
      },
    ])
  const reason = deed.reason ?? deed.action
  if (deed.point === 'lift' || deed.point === 'reinstate')
    await writePoint(tx.client, deed.point, { facilityId, reservationId: record.id, at: facts.now, by: userId, reason })
  await auditRow(tx.client, {
    facilityId,
    auditId: app.newId(),
    at: facts.now,
    userId,
    action: deed.action,
    noun: 'reservation',
    nounId: record.id,
    data: {
      version: record.version + 1,
      before: attendedOf(record),
      state: deed.to.state,
      present: deed.to.present,
      ...(deed.point && { point: deed.point }),
      ...(deed.reason !== undefined && { reason: deed.reason }),
    },
  })
  await keepAct(app, tx.client, { who, standing, deed })
  return true
}

/** What of a record changes at the door. */
export function attendedOf(record: AttendanceRecord): Attended {
  const { state, end, heldFrom, heldUntil, bookedUntil, present, checkedInAt, checkedInBy, checkedOutAt } = record
  return { state, end, heldFrom, heldUntil, bookedUntil, present, checkedInAt, checkedInBy, checkedOutAt }
}

async function takeStep(
  app: FastifyInstance,
  { client }: Tx,
  facilityId: string,
  record: AttendanceRecord,
  step: ClaimStep,
): Promise<boolean> {
  if (step.kind === 'cut') await cutClaims(client, facilityId, [record.id], step.at)
  else if (step.kind === 'free-before') await freeUntil(client, facilityId, record.id, step.until)
  else if (step.from < step.until) {
    const atoms = await atomsHeldBy(client, facilityId, record.id)
    const claims = atoms.map((atomId) => ({
      claimId: app.newId(),
      atomId,
      spaceId: record.spaceId,
      reservationId: record.id,
      held: { start: step.from, end: step.until },
    }))
    return await insertClaims(client, facilityId, claims)
  }
  return true
}
