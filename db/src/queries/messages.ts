import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import type { MessageSide, ThreadEvent } from '@gongyue/shared/domain/thread.ts'
import type { Queryable } from '../pool.ts'

/** A space over a span; instants are epoch milliseconds. */
export interface ThreadLine {
  readonly spaceId: string
  readonly start: number
  readonly end: number
}

/** What a system line tells beside its name. */
export interface ThreadParams {
  readonly reasonCode?: DeclineReason | null
  readonly reason?: string | null
  readonly fileName?: string
  readonly lines?: readonly ThreadLine[]
  readonly services?: readonly ThreadService[]
}

/** A service that a line tells of; `place` is empty at the palace. */
export interface ThreadService {
  readonly title: string
  readonly start: number
  readonly end: number
  readonly place: string
}

/** One line of a thread. */
export interface MessageRecord {
  readonly id: string
  readonly orderId: string
  readonly kind: 'text' | 'system'
  readonly side: MessageSide
  readonly authorId: string | null
  readonly authorName: string | null
  readonly at: number
  readonly text: string
  readonly event: ThreadEvent | null
  readonly params: ThreadParams
  readonly offer: { readonly lines: readonly ThreadLine[] } | null
}

export interface NewMessage extends Omit<MessageRecord, 'authorName'> {
  readonly facilityId: string
}

/** Adds a line to the thread of an order. */
export async function insertMessage(db: Queryable, message: NewMessage): Promise<void> {
  const { facilityId, id, orderId, kind, side, authorId, at, text, event, params, offer } = message
  await db.query({
    name: 'insert-message',
    text: `insert into messages (facility_id, message_id, order_id, kind, side, author_id, at, body, event, params, offer)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      ...[facilityId, id, orderId, kind, side, authorId, new Date(at), text, event],
      JSON.stringify(params),
      offer && JSON.stringify(offer),
    ],
  })
}

/** The newest lines of a thread, oldest first. */
export async function listMessages(
  db: Queryable,
  facilityId: string,
  orderId: string,
  limit: number,
): Promise<readonly MessageRecord[]> {
  const { rows } = await db.query<MessageRecord>({
    name: 'list-messages',
    text: `select m.message_id as id, m.order_id as "orderId", m.kind, m.side, m.author_id as "authorId",
        u.display_name as "authorName", m.at, m.body as text, m.event, m.params, m.offer
      from messages m left join users u on u.facility_id = m.facility_id and u.user_id = m.author_id
      where m.facility_id = $1 and m.order_id = $2 order by m.message_id desc limit $3`,
    values: [facilityId, orderId, limit],
  })
  return rows.toReversed()
}

/** Notes up to where somebody has read; a mark never goes back, and only a line of the thread can be one. */
export async function markRead(
  db: Queryable,
  {
    facilityId,
    orderId,
    userId,
    messageId,
  }: { readonly facilityId: string; readonly orderId: string; readonly userId: string; readonly messageId: string },
): Promise<void> {
  await db.query({
    text: `insert into message_reads as r (facility_id, order_id, user_id, message_id)
      select $1, $2, $3, message_id from messages where facility_id = $1 and order_id = $2 and message_id = $4
      on conflict on constraint message_reads_pkey do update set message_id = greatest(r.message_id, excluded.message_id)`,
    values: [facilityId, orderId, userId, messageId],
  })
}

/** Whose unread lines are counted. */
export interface UnreadFilter {
  readonly facilityId: string
  readonly userId: string
  readonly side: MessageSide
  /** Only of orders of these parties; null: of all. */
  readonly partyIds: readonly string[] | null
  /** Only of these orders; null: of all. */
  readonly orderIds: readonly string[] | null
}

/**
 * Unread lines by order. A party reads what the house writes and decides. The house reads what parties write; what anybody of the house has
 * answered is read by all of it.
 */
export async function countUnread(
  db: Queryable,
  { facilityId, userId, side, partyIds, orderIds }: UnreadFilter,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ orderId: string; count: number }>({
    name: `count-unread-${side}`,
    text: `select m.order_id as "orderId", count(*)::int as count
      from messages m
      join orders o on o.facility_id = m.facility_id and o.order_id = m.order_id
      left join message_reads r on r.facility_id = m.facility_id and r.order_id = m.order_id and r.user_id = $2
      where m.facility_id = $1 and ${side === 'party' ? UNREAD_OF_PARTY : UNREAD_OF_HOUSE}
        and (r.message_id is null or m.message_id > r.message_id)
        and ($3::uuid[] is null or o.party_id = any ($3::uuid[]))
        and ($4::uuid[] is null or m.order_id = any ($4::uuid[]))
      group by m.order_id`,
    values: [facilityId, userId, partyIds, orderIds],
  })
  return new Map(rows.map(({ orderId, count }) => [orderId, count]))
}

const UNREAD_OF_PARTY = `m.side = 'house'`
const UNREAD_OF_HOUSE = `m.side = 'party' and m.kind = 'text' and not exists (
          select from messages h where h.facility_id = m.facility_id and h.order_id = m.order_id
            and h.side = 'house' and h.kind = 'text' and h.message_id > m.message_id)`

/** Somebody who is told by mail. */
export interface Addressee {
  readonly userId: string
  readonly email: string
}

/** Who is told of news for a party: those who act for it and have an address. */
export async function listPartyAddressees(
  db: Queryable,
  facilityId: string,
  partyId: string,
): Promise<readonly Addressee[]> {
  const { rows } = await db.query<Addressee>({
    text: `select u.user_id as "userId", u.email from users u
      join user_parties p on p.facility_id = u.facility_id and p.user_id = u.user_id
      where u.facility_id = $1 and p.party_id = $2 and u.active and u.email is not null order by u.user_id`,
    values: [facilityId, partyId],
  })
  return rows
}

/** Who is told of news for the house: whoever of it has written in the thread and has an address. */
export async function listHouseAddressees(
  db: Queryable,
  facilityId: string,
  orderId: string,
): Promise<readonly Addressee[]> {
  const { rows } = await db.query<Addressee>({
    text: `select u.user_id as "userId", u.email from users u
      where u.facility_id = $1 and u.active and u.email is not null and exists (
        select from messages m where m.facility_id = u.facility_id and m.order_id = $2 and m.author_id = u.user_id
          and m.side = 'house') order by u.user_id`,
    values: [facilityId, orderId],
  })
  return rows
}
