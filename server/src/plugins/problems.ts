import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { refusalOf, unavailable, type DatabaseRefusal } from '@gongyue/db/errors.ts'
import { PROBLEMS, type FaultWire, type ProblemId, type ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { Params } from '@gongyue/shared/domain/message.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { faultMessages, type FaultKey } from '@gongyue/shared/i18n/faults.ts'
import { problemMessages } from '@gongyue/shared/i18n/problems.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { localeOf } from './language.ts'
import { addressForLog } from './log.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods that a path takes, in order of the alphabet. */
    readonly methodsAt: (path: string) => readonly string[]
  }
}

/** A "no" as a route hands it back: the kind, what its sentence needs, and the members of the wire. */
export interface ProblemAnswer extends Partial<
  Pick<
    ProblemWire,
    'violations' | 'alternatives' | 'dates' | 'competitors' | 'obstacles' | 'since' | 'series' | 'plans' | 'current'
  >
> {
  readonly problem: ProblemId
  readonly errors?: readonly Fault[]
  readonly params?: Params
  readonly headers?: Readonly<Record<string, string>>
}

/** One fault of one field, with a key that has a sentence. */
export interface Fault extends FaultWire {
  readonly key: FaultKey
}

/** For those who may not, are late or ask for what is not there. A "no" of the house is a value and is never thrown. */
export class HttpProblem extends Error {
  readonly answer: ProblemAnswer

  constructor(problem: ProblemId, rest: Omit<ProblemAnswer, 'problem'> = {}) {
    super(problem)
    this.name = 'HttpProblem'
    this.answer = { problem, ...rest }
  }
}

/** Sends a problem as RFC 9457, in the reader's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, answer: ProblemAnswer): FastifyReply {
  const { problem, params = {}, headers, errors, ...members } = answer
  const locale = localeOf(request)
  const status = PROBLEMS[problem]
  const instance = `/requests/${request.id}`
  const { title, detail } = problemMessages[problem]
  const faults = errors?.slice(0, 3).map((fault) => faultText(fault, locale)) ?? []
  const timeZone = request.who?.timeZone ?? 'UTC'
  const body: ProblemWire = {
    type: `/problems/${problem}`,
    title: say(title, params, locale, timeZone),
    status,
    detail: say(
      detail,
      { faults: faults.join(locale === 'zh-CN' ? '；' : '; '), instance, ...params },
      locale,
      timeZone,
    ),
    instance,
    ...(errors && { errors: [...errors] }),
    ...members,
  }
  if (headers !== undefined) reply.headers(headers)
  return reply
    .code(status)
    .header('content-language', locale)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body)
}

/** Turns every way to fail into a problem; what is the house's own fault is logged and told without innards. */
export const problems = fastifyPlugin(
  async (app: FastifyInstance) => {
    const methods = new Map<string, Set<string>>()
    app.addHook('onRoute', ({ url, method }) => {
      const known = methods.get(url) ?? new Set()
      for (const one of [method].flat()) known.add(one)
      methods.set(url, known)
    })
    app.decorate('methodsAt', (path: string) => {
      const found = [...methods].filter(([pattern]) => matches(pattern, path)).flatMap(([, known]) => [...known])
      return [...new Set(found)].toSorted()
    })
    app.setErrorHandler(tellError)
  },
  { name: 'problems' },
)

/** What becomes of an error, wherever it was thrown. */
export function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = answerOf(error, request)
  // A reader who hung up is no fault of the house.
  if (PROBLEMS[answer.problem] >= 500 && !request.raw.socket.destroyed)
    request.log.error({ err: error, method: request.method, url: addressForLog(request.url) }, answer.problem)
  return sendProblem(request, reply, answer)
}

/** An address that exists, but not with this method, says which ones it takes. */
export function notFound({ method, url, server }: FastifyRequest): ProblemAnswer {
  const allowed = server.methodsAt(url.split('?')[0] ?? url).join(', ')
  if (allowed === '') return { problem: 'not-found' }
  return { problem: 'method-not-allowed', params: { method, allowed }, headers: { allow: allowed } }
}

/** True when a path fits a route's address; wildcards serve files and are no address of their own. */
function matches(pattern: string, path: string): boolean {
  if (pattern.includes('*')) return false
  const parts = path.split('/')
  const wanted = pattern.split('/')
  return parts.length === wanted.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
}

function faultText({ pointer, key, params }: Fault, locale: Locale): string {
  return say(faultMessages[key], { field: pointer.slice(1) || '/', ...params }, locale, 'UTC')
}

function answerOf(error: unknown, { headers }: FastifyRequest): ProblemAnswer {
  if (error instanceof HttpProblem) return error.answer
  if (unavailable(error) !== null) return { problem: 'try-again', headers: { 'retry-after': '2' } }
  const refusal = refusalOf(error)
  if (refusal !== null) return ANSWER_TO[refusal.kind]
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { problem: 'too-large', params: { limit: '1 MiB' } }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return {
      problem: 'wrong-media-type',
      params: { expected: 'application/json', found: headers['content-type'] ?? '-' },
    }
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return { problem: 'malformed', errors: [{ pointer: '', key: 'address', params: {} }] }
  // What Fastify refuses before a route is asked: a broken address, a body shorter than it says.
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 404) return { problem: 'not-found' }
  if (status >= 400 && status < 500)
    return { problem: 'malformed', params: { faults: error instanceof Error ? error.message : code } }
  return { problem: 'something-wrong' }
}

/** Use cases translate what they expect; this is for a "no" of the floor that none of them saw coming. */
const ANSWER_TO: Readonly<Record<DatabaseRefusal['kind'], ProblemAnswer>> = {
  'space-overlap': { problem: 'refused' },
  'already-there': { problem: 'refused' },
  'not-there': { problem: 'not-found' },
  'out-of-range': { problem: 'malformed' },
}
