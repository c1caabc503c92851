import type { FastifyInstance } from 'fastify'
import { insertAct, readActLeadingTo, type ActKind, type Place } from '@gongyue/db/queries/acts.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { kindOfChange } from '../acts/kind-of-act.ts'
import type { Deed, Standing } from './attend.ts'
import type { Writing } from './write-deed.ts'

/**
 * Keeps a deed of the door as an act, beside the moves of the same desk: what changed the state or the end. A head-count is none. A taking back
 * marks the act that it takes back; what the clock did has none to mark.
 */
export async function keepAct(app: FastifyInstance, db: Queryable, { who, standing, deed }: Writing): Promise<void> {
  const { record, facts } = standing
  const before = placeOf(record)
  const after = { ...placeOf({ ...record, ...deed.to }), version: record.version + 1 }
  if (before.state === after.state && before.end === after.end) return
  const { facilityId, userId } = who
  const { id: reservationId, reference, title } = record
  const undone =
    deed.takesBack === undefined ? null : await readActLeadingTo(db, facilityId, reservationId, deed.takesBack)
  await insertAct(db, {
    facilityId,
    id: app.newId(),
    at: facts.now,
    userId,
    kind: KIND_OF[deed.action] ?? kindOfChange({ before, after }),
    reason: deed.reason ?? null,
    changes: [{ reservationId, reference, title, before, after }],
    undoes: undone?.id ?? null,
  })
}

const KIND_OF: { readonly [A in Deed['action']]?: ActKind } = {
  'check-in': 'check-in',
  'check-out': 'check-out',
  release: 'release',
  'no-show': 'no-show',
}

function placeOf({ spaceId, start, end, headcount, state, version }: Standing['record']): Place {
  return { spaceId, start, end, headcount, state, version }
}
