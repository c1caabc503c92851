import type { Locale, Name } from '@gongyue/shared/domain/names.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A calendar address somebody made. Instants are epoch milliseconds. */
export interface FeedRecord {
  readonly id: string
  readonly kind: 'own' | 'space' | 'programme'
  readonly spaceId: string | null
  readonly createdAt: number
  readonly lastReadAt: number | null
}

/** A feed as it is asked for, with whose it is and where. */
export interface AskedFeed extends FeedRecord {
  readonly facilityId: string
  readonly facilityCode: string
  readonly facilityName: Name
  readonly timeZone: string
  readonly locale: Locale
  /** The parties its maker acts for today: a right that is taken away is gone from the feed. */
  readonly partyIds: readonly string[]
}

/**
 * Whose address this is. The token's hash is the only key that leads across facilities.
 *
 * @returns null when there is none, it was taken back, or its maker is no longer active
 */
export async function findFeed(db: Queryable, tokenHash: Buffer): Promise<AskedFeed | null> {
  const { rows } = await db.query<AskedFeed>({
    name: 'find-feed',
    text: `select ${COLUMNS}, c.locale, f.facility_id as "facilityId", f.code as "facilityCode",
        f.name as "facilityName", f.time_zone as "timeZone",
        coalesce((select json_agg(up.party_id) from user_parties up
          where up.facility_id = c.facility_id and up.user_id = c.user_id), '[]') as "partyIds"
      from calendar_feeds c
      join users u on u.facility_id = c.facility_id and u.user_id = c.user_id
      join facilities f on f.facility_id = c.facility_id
      where c.token_hash = $1 and c.revoked_at is null and u.active`,
    values: [tokenHash],
  })
  return rows[0] ?? null
}

export async function touchFeed(db: Queryable, facilityId: string, feedId: string, now: number): Promise<void> {
  await db.query({
    text: 'update calendar_feeds set last_read_at = $3 where facility_id = $1 and feed_id = $2',
    values: [facilityId, feedId, new Date(now)],
  })
}

/** What one user made and has not taken back, newest first. */
export async function listFeeds(db: Queryable, facilityId: string, userId: string): Promise<readonly FeedRecord[]> {
  const { rows } = await db.query<FeedRecord>({
    text: `select ${COLUMNS} from calendar_feeds c
      where facility_id = $1 and user_id = $2 and revoked_at is null order by created_at desc, feed_id desc`,
    values: [facilityId, userId],
  })
  return rows
}

export async function insertFeed(
  db: Queryable,
  feed: FeedRecord & {
    readonly facilityId: string
    readonly userId: string
    readonly tokenHash: Buffer
    readonly locale: Locale
  },
): Promise<void> {
  await db.query({
    text: `insert into calendar_feeds (facility_id, feed_id, user_id, kind, space_id, locale, token_hash, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      ...[feed.facilityId, feed.id, feed.userId, feed.kind, feed.spaceId, feed.locale, feed.tokenHash],
      new Date(feed.createdAt),
    ],
  })
}

/**
 * Takes an address back.
 *
 * @returns false when this user has no such address
 */
export async function revokeFeed(
  db: Queryable,
  { facilityId, userId, feedId, now }: Readonly<Record<'facilityId' | 'userId' | 'feedId', string>> & { now: number },
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update calendar_feeds set revoked_at = $4
      where facility_id = $1 and user_id = $2 and feed_id = $3 and revoked_at is null`,
    values: [facilityId, userId, feedId, new Date(now)],
  })
  return rowCount === 1
}

/** A booking of the reader's own parties, for their calendar. */
export interface OwnRecord {
  readonly id: string
  readonly reference: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly state: ReservationState
  readonly title: string
  readonly headcount: number
  readonly version: number
  readonly createdAt: number
}

/** Cancelled ones stay, so that calendars strike them out. */
export async function listOwn(
  db: Queryable,
  facilityId: string,
  partyIds: readonly string[],
  within: Interval,
): Promise<readonly OwnRecord[]> {
  const { rows } = await db.query<OwnRecord>({
    text: `select r.reservation_id as id, o.reference, r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end",
        r.state, r.title, r.headcount, r.version, r.created_at as "createdAt"
      from reservations r join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
      where r.facility_id = $1 and r.party_id = any ($2::uuid[]) and r.starts_at < $4 and r.ends_at > $3
      order by r.starts_at, r.reservation_id limit 2000`,
    values: [facilityId, partyIds, new Date(within.start), new Date(within.end)],
  })
  return rows
}

const COLUMNS = `c.feed_id as id, c.kind, c.space_id as "spaceId", c.created_at as "createdAt",
  c.last_read_at as "lastReadAt"`
