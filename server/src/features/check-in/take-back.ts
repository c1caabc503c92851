import { listUndoings } from '@gongyue/db/queries/acts.ts'
import { readDeed } from '@gongyue/db/queries/attendance.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { standsAs } from '../acts/stands-as.ts'
import type { ClaimStep, Deed, Judged, Standing } from './attend.ts'

/** Puts back how it stood before the deed that led to a version, when nothing has come after it that was not taken back, and its span is still free. */
export async function judgeTakeBack(standing: Standing, version: number, tx: Tx): Promise<Judged> {
  const { record, facts } = standing
  if (record.version !== version) {
    const undoings = await listUndoings(tx.client, facts.facilityId, [record.id])
    if (!standsAs(record.id, record.version, version, undoings)) return { kind: 'no', problem: 'stale' }
  }
  const done = await readDeed(tx.client, facts.facilityId, record.id, version)
  if (!done) return { kind: 'no', problem: 'stale' }
  const { before, at } = done
  const claims: ClaimStep[] = []
  const wasFreed = record.state === 'no-show'
  const isFreed = before.state === 'no-show'
  if (isFreed && !wasFreed) claims.push({ kind: 'cut', at: Math.max(facts.now, record.heldFrom) })
  if (!isFreed && wasFreed) claims.push({ kind: 'take', from: Math.max(facts.now, at), until: before.heldUntil })
  if (!isFreed && !wasFreed && before.heldUntil > record.heldUntil)
    claims.push({ kind: 'take', from: record.heldUntil, until: before.heldUntil })
  // What was given back is given back again: a taking back that is taken back.
  if (!isFreed && !wasFreed && before.heldUntil < record.heldUntil)
    claims.push({ kind: 'cut', at: Math.max(before.heldUntil, record.heldFrom) })
  if (before.heldFrom > record.heldFrom) claims.push({ kind: 'free-before', until: before.heldFrom })
  if (before.heldFrom < record.heldFrom) claims.push({ kind: 'take', from: before.heldFrom, until: record.heldFrom })
  const deed: Deed = { action: 'take-back', to: before, claims, takesBack: version, ...opposite(done.point) }
  return { kind: 'deed', deed }
}

function opposite(point: string | null): Pick<Deed, 'point' | 'reason'> {
  if (point === 'give' || point === 'reinstate') return { point: 'lift', reason: 'taken back' }
  return point === 'lift' ? { point: 'reinstate' } : {}
}
