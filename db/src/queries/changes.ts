import type { Queryable } from '../pool.ts'
import type { ChangeTable } from '../schema/orders.ts'

/**
 * How far somebody has read: a snapshot of PostgreSQL (`xmin:xmax:running`) and when it was taken, in seconds. What is visible now and was not
 * visible then is new, so nothing is missed although transactions do not commit in the order of their numbers, and nothing waits for a slow one.
 */
export type ChangesCursor = string

/** A change as the triggers wrote it. Instants are epoch milliseconds. */
export interface ChangeRecord {
  readonly noun: ChangeTable['noun']
  readonly id: string
  readonly orderId: string | null
  readonly partyId: string | null
  readonly spaceId: string | null
  readonly heldFrom: number | null
  readonly heldUntil: number | null
}

/** What is new since a cursor, and the cursor to ask with the next time. */
export interface NewChanges {
  readonly cursor: ChangesCursor
  readonly rows: readonly ChangeRecord[]
}

/** A cursor is good for so long; rows are kept a few hours longer. */
export const CURSOR_HOURS = 20

/** Where the changes stand now. Whatever is read after it is at least as new. */
export async function readCursor(db: Queryable): Promise<ChangesCursor> {
  const { rows } = await db.query<{ cursor: ChangesCursor }>({ name: 'read-cursor', text: `select ${NOW} as cursor` })
  return rows[0]?.cursor ?? ''
}

/**
 * What changed in a facility since a cursor, each place of each thing once.
 *
 * @param until - only what stands before this cursor too; null for everything up to now
 * @param limit - no more rows than that
 */
export async function readChanges(
  db: Queryable,
  facilityId: string,
  since: ChangesCursor,
  until: ChangesCursor | null,
  limit: number,
): Promise<NewChanges> {
  const { rows } = await db.query<ChangeRow>({
    name: 'read-changes',
    text: READ_CHANGES,
    values: [facilityId, snapshotOf(since), until && snapshotOf(until), limit],
  })
  return {
    cursor: rows[0]?.cursor ?? since,
    rows: rows.flatMap(recordOf),
  }
}

/** Whether everything since a cursor can still be told: it is not older than what is kept, and not of another database. */
export function reaches(since: ChangesCursor, now: ChangesCursor): boolean {
  const [before, after] = [parse(since), parse(now)]
  if (!before || !after) return false
  return after.at - before.at < CURSOR_HOURS * 3600 && before.xmax <= after.xmax
}

/** Throws away what no cursor reaches any more. */
export async function pruneChanges(db: Queryable): Promise<void> {
  await db.query({ text: `delete from changes where at < now() - interval '${CURSOR_HOURS + 4} hours'` })
}

type ChangeRow = Omit<ChangeRecord, 'noun'> & { readonly cursor: string; readonly noun: ChangeRecord['noun'] | null }

/** Where nothing is new, one row brings the cursor alone. */
function recordOf({ noun, id, orderId, partyId, spaceId, heldFrom, heldUntil }: ChangeRow): readonly ChangeRecord[] {
  return noun === null ? [] : [{ noun, id, orderId, partyId, spaceId, heldFrom, heldUntil }]
}

const NOW = `pg_current_snapshot()::text || '@' || extract(epoch from clock_timestamp())::bigint`

/** A restored copy may hold numbers that this server has not reached yet: they are passed over. */
const READ_CHANGES = `
  select ${NOW} as cursor, c.noun, c.noun_id as id, c.order_id as "orderId", c.party_id as "partyId", c.space_id as "spaceId",
    c.held_from as "heldFrom", c.held_until as "heldUntil"
  from (select 1) as always
  left join (
    select distinct noun, noun_id, order_id, party_id, space_id, held_from, held_until
    from changes
    where facility_id = $1 and xact >= pg_snapshot_xmin($2::pg_snapshot) and xact < pg_snapshot_xmax(pg_current_snapshot())
      and not pg_visible_in_snapshot(xact, $2::pg_snapshot)
      and ($3::text is null or pg_visible_in_snapshot(xact, $3::pg_snapshot))
    limit $4
  ) as c on true`

interface Parsed {
  readonly snapshot: string
  readonly xmax: bigint
  readonly at: number
}

/** Null for what PostgreSQL would not take for a snapshot. */
function parse(cursor: ChangesCursor): Parsed | null {
  const found = /^((\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?))@(\d{1,12})$/.exec(cursor)
  if (!found) return null
  const [, snapshot = '', from = '', until = '', listed = '', at = ''] = found
  const [xmin, xmax] = [BigInt(from), BigInt(until)]
  const running = listed === '' ? [] : listed.split(',').map(BigInt)
  const inOrder = running.every((one, i) => one >= xmin && one < xmax && (i === 0 || one > (running[i - 1] ?? one)))
  return xmin > 0n && xmin <= xmax && xmax < 2n ** 63n && inOrder ? { snapshot, xmax, at: Number(at) } : null
}

function snapshotOf(cursor: ChangesCursor): string {
  const parsed = parse(cursor)
  if (!parsed)
    throw new Error(`${JSON.stringify(cursor)} is no cursor of changes. Maybe it was not asked whether it reaches.`)
  return parsed.snapshot
}
