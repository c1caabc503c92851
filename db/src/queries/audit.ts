import type { Queryable } from '../pool.ts'

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

/** A deed as it is read again, with the name that its user has now. */
export interface ReadAuditEvent extends Omit<AuditEvent, 'facilityId' | 'auditId'> {
  readonly id: string
  readonly userName: string | null
}

/** Deeds of one facility, newest first. */
export async function listAuditEvents(
  db: Queryable,
  facilityId: string,
  { nounId, before, limit }: { readonly nounId: string | null; readonly before: string | null; readonly limit: number },
): Promise<readonly ReadAuditEvent[]> {
  const { rows } = await db.query<ReadAuditEvent>({
    text: `select a.audit_id as id, a.at, a.user_id as "userId", u.display_name as "userName", a.action, a.noun,
        a.noun_id as "nounId", a.data
      from audit_events a
      left join users u on u.facility_id = a.facility_id and u.user_id = a.user_id
      where a.facility_id = $1 and ($2::uuid is null or a.noun_id = $2) and ($3::uuid is null or a.audit_id < $3)
      order by a.audit_id desc limit $4`,
    values: [facilityId, nounId, before, limit],
  })
  return rows
}
