import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Static, TSchema } from 'typebox'
import type { AskingDevice } from '@gongyue/db/queries/devices.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { BodyOf, ParamsOf, QueryOf, Route } from '@gongyue/shared/api/route.ts'
import { HttpProblem, sendProblem, type ProblemAnswer } from './problems.ts'
import { writable } from './writable.ts'

/** Everything of the API lies below. */
export const API = '/api/v1'

/** The request of a contract: `params`, `query` and `body` have held against its schemas, `who` has passed its door. */
export type Asked<R extends Route> = FastifyRequest<{
  Params: ParamsOf<R>
  Querystring: QueryOf<R>
  Body: BodyOf<R>
}> &
  (R['scope'] extends 'device'
    ? { readonly device: AskingDevice }
    : { readonly who: R['scope'] extends 'public' ? Who | null : Who })

/** What a use case may answer: a reply of its contract, that the reader has it already, or a problem. */
export type Answer<R extends Route> =
  | (R extends { readonly streams: true } ? Streaming : Reply<R>)
  | NotModified
  | ProblemAnswer

/** The reply is a stream: whoever writes it has the connection for itself, and no hook touches what is sent. */
export interface Streaming {
  readonly status: 200
  readonly body?: never
  readonly headers?: never
  readonly stream: (raw: ServerResponse) => void
}

/** The reader has it already, see `If-None-Match`. */
export interface NotModified {
  readonly status: 304
  readonly body?: never
  readonly headers: Readonly<Record<string, string>>
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Registers a contract and the one call behind it: address, schemas and door come from the contract. The call answers
     * and does not send.
     */
    handle<const R extends Route, const A extends Answer<R>>(
      contract: R,
      call: (request: Asked<R>, reply: FastifyReply) => Promise<A>,
      extra?: { readonly preHandler?: preHandlerAsyncHookHandler[] },
    ): void
  }
  interface FastifyContextConfig {
    readonly contract?: Route
  }
}

/** `app.handle`, and the lock on the API: what is not made from a contract cannot be registered there. */
export const contracts = fastifyPlugin(
  async (app: FastifyInstance) => {
    const made = new WeakSet<Route>()

    app.addHook('onRoute', ({ url, method, config }) => {
      if (!url.startsWith(`${API}/`) || url === `${API}/openapi.json`) return
      if (config?.contract !== undefined && made.has(config.contract)) return
      throw new Error(`${String(method)} ${url} is not made from a contract: use app.handle, so that it has a scope`)
    })

    const handle: FastifyInstance['handle'] = function (this: FastifyInstance, contract, call, extra = {}) {
      made.add(contract)
      this.route({
        method: contract.method,
        url: `${API}${contract.path}`,
        config: { contract },
        schema: schemasOf(contract),
        onRequest: this.doors[contract.scope],
        ...extra,
        handler: async (request, reply) => {
          if (contract.consumes === MULTIPART && !isMultipart(request)) throw wrongMediaType(request)
          // Door and schemas have made the request what its type says.
          const answer: Answer<Route> | Streaming = await call(request as Asked<typeof contract>, reply)
          if ('problem' in answer) return sendProblem(request, reply, answer)
          if (isStreaming(answer)) {
            reply.hijack()
            answer.stream(reply.raw)
            return
          }
          reply.code(answer.status).headers(HEADERS)
          if (answer.headers !== undefined) reply.headers(answer.headers)
          return answer.status === 304 || answer.status === 204 ? reply.send() : answer.body
        },
      })
    }
    app.decorate('handle', handle)
  },
  { name: 'contracts', dependencies: ['session', 'problems', 'validation'] },
)

function isStreaming(answer: Answer<Route> | Streaming): answer is Streaming {
  return 'stream' in answer
}

/** Answers are for one reader, and are what they say they are. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

const MULTIPART = 'multipart/form-data'

function isMultipart({ headers }: FastifyRequest): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(headers['content-type'] ?? '')
}

function wrongMediaType({ headers }: FastifyRequest): HttpProblem {
  const found = (headers['content-type'] ?? '-').slice(0, 100)
  return new HttpProblem('wrong-media-type', { params: { expected: MULTIPART, found } })
}

type Reply<R extends Route> = {
  [S in keyof R['replies'] & number]: {
    readonly status: S
    readonly body: R['replies'][S] extends TSchema ? Frozen<Static<R['replies'][S]>> : never
    readonly headers?: Readonly<Record<string, string>>
  }
}[keyof R['replies'] & number]

/** Deeply readonly: what a use case hands back is not changed any more. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T

function schemasOf({ params, query, body, replies }: Route): Record<string, unknown> {
  const written = Object.entries(replies).filter(([status]) => status !== '204')
  return {
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: Object.fromEntries(written.map(([status, schema]) => [status, writable(schema)])),
  }
}
