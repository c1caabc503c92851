import type { Queryable } from '../pool.ts'

/** A mail to be sent once. */
export interface NewMail {
  readonly facilityId: string
  readonly mailId: string
  /** One address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Names the reason: a second mail with the same key is none. */
  readonly dedupeKey: string
  /** Epoch milliseconds; the database's clock when left out. */
  readonly at?: number
}

/**
 * Puts a mail into the outbox, within the transaction of the deed it tells of. It is sent by a job, never in a request.
 *
 * @returns false when a mail with this key is there already
 */
export async function enqueueMail(db: Queryable, mail: NewMail): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `insert into mail_outbox (facility_id, mail_id, dedupe_key, recipient, subject, text_body, html_body, queued_at)
      values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now())) on conflict on constraint mail_outbox_dedupe_key do nothing`,
    values: [
      ...[mail.facilityId, mail.mailId, mail.dedupeKey, mail.to, mail.subject, mail.text, mail.html ?? null],
      mail.at === undefined ? null : new Date(mail.at),
    ],
  })
  return rowCount === 1
}

/** A mail that a sender has taken: nobody else sends it. */
export interface TakenMail {
  readonly facilityId: string
  readonly mailId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  /** This try, counted from 1. */
  readonly tries: number
}

/**
 * Takes mails that are due. The rows are marked and the mark is committed before anything is sent: two senders never hold the same mail, and one
 * that dies leaves a mark, so that nothing is sent twice by itself.
 */
export async function takeMails(db: Queryable, now: number, limit: number): Promise<readonly TakenMail[]> {
  const { rows } = await db.query<TakenMail>({
    text: `
      update mail_outbox set state = 'sending', tries = tries + 1, tried_at = $1
      where (facility_id, mail_id) in (
        select facility_id, mail_id from mail_outbox
        where state = 'queued' and (next_try_at is null or next_try_at <= $1)
        order by queued_at, mail_id limit $2 for update skip locked)
      returning facility_id as "facilityId", mail_id as "mailId", recipient as to, subject, text_body as text,
        html_body as html, tries`,
    values: [new Date(now), limit],
  })
  return rows
}

type MailKey = Pick<TakenMail, 'facilityId' | 'mailId'>

/** The mail was handed over. */
export async function markSent(db: Queryable, { facilityId, mailId }: MailKey, now: number): Promise<void> {
  await db.query({
    text: `update mail_outbox set state = 'sent', sent_at = $3, last_error = null
      where facility_id = $1 and mail_id = $2 and state = 'sending'`,
    values: [facilityId, mailId, new Date(now)],
  })
}

/** It was certainly not sent: another try, not before `at`. */
export async function putBack(
  db: Queryable,
  { facilityId, mailId }: MailKey,
  error: string,
  at: number,
): Promise<void> {
  await db.query({
    text: `update mail_outbox set state = 'queued', last_error = $3, next_try_at = $4
      where facility_id = $1 and mail_id = $2 and state = 'sending'`,
    values: [facilityId, mailId, error, new Date(at)],
  })
}

/** It is not tried again by itself: it was refused, or nobody knows whether it arrived. */
export async function markFailed(db: Queryable, { facilityId, mailId }: MailKey, error: string): Promise<void> {
  await db.query({
    text: `update mail_outbox set state = 'failed', last_error = $3
      where facility_id = $1 and mail_id = $2 and state = 'sending'`,
    values: [facilityId, mailId, error],
  })
}

/** Mails whose sender died with them: whether they arrived is not known, so that a person has to say "send again". */
export async function failAbandoned(db: Queryable, before: number, error: string): Promise<number> {
  const { rowCount } = await db.query({
    text: `update mail_outbox set state = 'failed', last_error = $2 where state = 'sending' and tried_at < $1`,
    values: [new Date(before), error],
  })
  return rowCount ?? 0
}

export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** A mail as management reads it. */
export interface MailRecord {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly state: MailState
  readonly tries: number
  readonly lastError: string | null
  /** Epoch milliseconds, as all that follow. */
  readonly queuedAt: number
  readonly nextTryAt: number | null
  readonly sentAt: number | null
}

/** The outbox of one facility, newest first. */
export async function listMails(
  db: Queryable,
  facilityId: string,
  {
    state,
    before,
    limit,
  }: { readonly state: MailState | null; readonly before: string | null; readonly limit: number },
): Promise<readonly MailRecord[]> {
  const { rows } = await db.query<MailRecord>({
    text: `${SELECT_MAIL} where facility_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or mail_id < $3)
      order by mail_id desc limit $4`,
    values: [facilityId, state, before, limit],
  })
  return rows
}

/** How many mails are in which state. */
export async function countMails(db: Queryable, facilityId: string): Promise<Readonly<Record<MailState, number>>> {
  const { rows } = await db.query<{ state: MailState; count: number }>({
    text: 'select state, count(*)::int as count from mail_outbox where facility_id = $1 group by state',
    values: [facilityId],
  })
  const counts = Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  return { queued: 0, sending: 0, sent: 0, failed: 0, ...counts }
}

/**
 * Puts a failed mail, or one that waits for its next try, at the head of the queue.
 *
 * @returns the mail, or null when it is not there, sent, or being sent
 */
export async function sendAgain(db: Queryable, facilityId: string, mailId: string): Promise<MailRecord | null> {
  const { rows } = await db.query<MailRecord>({
    text: `update mail_outbox set state = 'queued', next_try_at = null, tries = 0
      where facility_id = $1 and mail_id = $2 and state in ('queued', 'failed') returning ${MAIL_COLUMNS}`,
    values: [facilityId, mailId],
  })
  return rows[0] ?? null
}

const MAIL_COLUMNS = `mail_id as id, recipient as to, subject, text_body as text, state, tries, last_error as "lastError",
  queued_at as "queuedAt", next_try_at as "nextTryAt", sent_at as "sentAt"`
const SELECT_MAIL = `select ${MAIL_COLUMNS} from mail_outbox`
