import { createHash } from 'node:crypto'
import type { Queryable } from '../pool.ts'
import type { Tx } from '../transaction.ts'

/** A write that its sender has numbered, so that it may be sent again. */
export interface KeyedRequest {
  readonly facilityId: string
  readonly userId: string
  readonly key: string
  /** Of address and body, see {@link hashRequest}. */
  readonly requestHash: Buffer
}

/** What was answered to the first sender. */
export interface StoredAnswer {
  readonly requestHash: Buffer
  readonly status: number
  readonly response: unknown
}

/** `done` now, `again` word for word as the first time, or `reused` for another content. */
export type Idempotent<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'again'; readonly status: number; readonly response: unknown }
  | { readonly kind: 'reused' }

/** What makes two requests the same: the address and the body as it was read, in the order of its fields. */
export function hashRequest(address: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${address}\n${JSON.stringify(body)}`)
    .digest()
}

/** The first answer to a key, once its transaction has committed. */
export async function readStored(
  db: Queryable,
  { facilityId, userId, key }: Omit<KeyedRequest, 'requestHash'>,
): Promise<StoredAnswer | null> {
  const { rows } = await db.query<StoredAnswer>({
    name: 'read-stored-answer',
    text: `select request_hash as "requestHash", status, response from idempotency_keys
      where facility_id = $1 and user_id = $2 and key = $3`,
    values: [facilityId, userId, key],
  })
  return rows[0] ?? null
}

/** Whether a stored answer is for this request. */
export function recall(stored: StoredAnswer, requestHash: Buffer): Exclude<Idempotent<never>, { kind: 'done' }> {
  if (!stored.requestHash.equals(requestHash)) return { kind: 'reused' }
  return { kind: 'again', status: stored.status, response: stored.response }
}

/**
 * Does the work once for a key, inside the work's own transaction: a second sender waits at the key until the first has
 * committed, then gets its answer. Work that is undone or throws leaves the key free, for nothing was written.
 *
 * @param keyed - null when the sender gave no key: the work is simply done
 * @param answer - what to give to a second sender
 */
export async function idempotent<T>(
  tx: Tx,
  keyed: KeyedRequest | null,
  work: () => Promise<T>,
  answer: (value: T) => { readonly status: number; readonly response: unknown },
): Promise<Idempotent<T>> {
  if (keyed === null) return { kind: 'done', value: await work() }
  const { facilityId, userId, key, requestHash } = keyed
  const { rowCount } = await tx.client.query({
    name: 'take-key',
    text: `insert into idempotency_keys (facility_id, user_id, key, request_hash, status, response)
      values ($1, $2, $3, $4, 0, 'null') on conflict do nothing`,
    values: [facilityId, userId, key, requestHash],
  })
  if (rowCount === 0) {
    const stored = await readStored(tx.client, keyed)
    if (stored === null)
      throw new Error(`the key ${key} was taken, but is gone: an old key was cleared away in this moment`)
    return recall(stored, requestHash)
  }
  const value = await work()
  const { status, response } = answer(value)
  await tx.client.query({
    name: 'keep-answer',
    text: `update idempotency_keys set status = $4, response = $5 where facility_id = $1 and user_id = $2 and key = $3`,
    values: [facilityId, userId, key, status, JSON.stringify(response)],
  })
  return { kind: 'done', value }
}

/** Clears away a user's keys from before a moment; whoever sends again does so within minutes. */
export async function deleteOldKeys(db: Queryable, facilityId: string, userId: string, before: number): Promise<void> {
  await db.query({
    text: 'delete from idempotency_keys where facility_id = $1 and user_id = $2 and created_at < $3',
    values: [facilityId, userId, new Date(before)],
  })
}
