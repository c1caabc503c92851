import type { Weekday } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A pin or a ban as it is kept; what a ban leaves open is null. */
export interface PinRecord {
  readonly id: string
  readonly roundId: string
  readonly kind: 'pin' | 'ban'
  readonly sectionId: string
  readonly nth: number | null
  readonly spaceId: string | null
  readonly weekday: Weekday | null
  readonly from: number | null
  readonly until: number | null
  readonly reason: string
}

/** Pins and bans of a round whose applications stand, oldest first. */
export async function listPins(db: Queryable, facilityId: string, roundId: string): Promise<readonly PinRecord[]> {
  const { rows } = await db.query<PinRecord>({
    name: 'list-pins',
    text: `
      select ${COLUMNS} from pins p
      join sections s on s.facility_id = p.facility_id and s.section_id = p.section_id
      join applications a on a.facility_id = s.facility_id and a.application_id = s.application_id
      where p.facility_id = $1 and p.round_id = $2 and a.state = 'sent' order by p.made_at, p.pin_id`,
    values: [facilityId, roundId],
  })
  return rows
}

const COLUMNS = `p.pin_id as id, p.round_id as "roundId", p.kind, p.section_id as "sectionId", p.nth, p.space_id as "spaceId", p.weekday,
  p.from_minute as "from", p.until_minute as until, p.reason`

export async function insertPin(
  db: Queryable,
  facilityId: string,
  pin: PinRecord,
  made: { readonly by: string; readonly at: number },
): Promise<void> {
  const { id, roundId, sectionId, kind, nth, spaceId, weekday, from, until, reason } = pin
  await db.query({
    text: `
      insert into pins (facility_id, pin_id, round_id, section_id, kind, nth, space_id, weekday, from_minute, until_minute, reason,
        made_by, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      ...[facilityId, id, roundId, sectionId, kind, nth, spaceId, weekday, from, until, reason, made.by],
      new Date(made.at),
    ],
  })
}

/** Takes a pin away; null when there is none. */
export async function deletePin(db: Queryable, facilityId: string, pinId: string): Promise<PinRecord | null> {
  const { rows } = await db.query<PinRecord>({
    text: `delete from pins p where p.facility_id = $1 and p.pin_id = $2 returning ${COLUMNS}`,
    values: [facilityId, pinId],
  })
  return rows[0] ?? null
}
