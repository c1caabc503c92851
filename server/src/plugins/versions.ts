import type { FastifyRequest } from 'fastify'
import { malformed } from './validation.ts'

/**
 * The version in `If-Match`, or null when none is given.
 *
 * @throws HttpProblem `malformed` for what is no version of ours
 */
export function versionAsked({ headers }: FastifyRequest): number | null {
  const tag = headers['if-match']
  if (tag === undefined || tag === '*') return null
  const version = /^"(\d{1,9})"$/.exec(tag)?.[1]
  if (version === undefined) throw malformed([{ pointer: '/headers/if-match', key: 'pattern', params: {} }])
  return Number(version)
}
