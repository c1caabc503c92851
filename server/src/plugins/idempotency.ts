import type { FastifyRequest } from 'fastify'
import { hashRequest, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { malformed } from './validation.ts'

/**
 * The request under its Idempotency-Key, or null when it carries none.
 *
 * @throws HttpProblem `malformed` for a key that is not 8 to 200 visible ASCII characters
 */
export function keyedRequest({ headers, method, url, body }: FastifyRequest, who: Who): KeyedRequest | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw malformed([{ pointer: '/headers/idempotency-key', key: 'key-length', params: {} }])
  }
  return { facilityId: who.facilityId, userId: who.userId, key, requestHash: hashRequest(`${method} ${url}`, body) }
}
