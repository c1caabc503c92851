import type { Queryable } from '../pool.ts'
import type { Db } from '../transaction.ts'

/** Who did what to what; written in the transaction of the deed. */
export interface AuditEvent {
  readonly facilityId: string
  readonly auditId: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Null when nobody was signed in. */
  readonly userId: string | null
  /** A verb with its noun: `declare-closure`. */
  readonly action: string
  readonly noun: string
  readonly nounId: string
  /** What the deed changed. Never a password, a token or a key. */
  readonly data: Readonly<Record<string, unknown>>
}

/** Keeps one deed. */
export async function auditRow(db: Queryable, event: AuditEvent): Promise<void> {
  await db.query({
    name: 'audit-row',
    text: `insert into audit_events (facility_id, audit_id, at, user_id, action, noun, noun_id, data)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      event.facilityId,
      event.auditId,
      new Date(event.at),
      event.userId,
      event.action,
      event.noun,
      event.nounId,
      JSON.stringify(event.data),
    ],
  })
}

/** Keeps many deeds in one statement. */
export async function auditRows(db: Queryable, events: readonly AuditEvent[]): Promise<void> {
  await db.query({
    name: 'audit-rows',
    text: `insert into audit_events (facility_id, audit_id, at, user_id, action, noun, noun_id, data)
      select e."facilityId", e."auditId", to_timestamp(e.at / 1000.0), e."userId", e.action, e.noun, e."nounId", e.data
      from jsonb_to_recordset($1::jsonb) as e ("facilityId" uuid, "auditId" uuid, at float8, "userId" uuid, action text,
        noun text, "nounId" uuid, data jsonb)`,
    values: [JSON.stringify(events)],
  })
}

/** A deed as it is read again, with the name that its user has now. */
export interface ReadAuditEvent extends Omit<AuditEvent, 'facilityId' | 'auditId'> {
  readonly id: string
  readonly userName: string | null
}

/** Deeds of one facility, newest first. */
export async function listAuditEvents(
  db: Db,
  facilityId: string,
  { nounId, before, limit }: { readonly nounId: string | null; readonly before: string | null; readonly limit: number },
): Promise<readonly ReadAuditEvent[]> {
  return await db
    .selectFrom('audit_events as a')
    .leftJoin('users as u', (join) =>
      join.onRef('u.facility_id', '=', 'a.facility_id').onRef('u.user_id', '=', 'a.user_id'),
    )
    .select(['a.audit_id as id', 'a.at', 'a.user_id as userId', 'u.display_name as userName', 'a.action', 'a.noun'])
    .select(['a.noun_id as nounId', 'a.data'])
    .where('a.facility_id', '=', facilityId)
    .$if(nounId !== null, (query) => query.where('a.noun_id', '=', nounId))
    .$if(before !== null, (query) => query.where('a.audit_id', '<', before))
    .orderBy('a.audit_id', 'desc')
    .limit(limit)
    .execute()
}
