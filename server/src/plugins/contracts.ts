import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Static, TSchema } from 'typebox'
import type { BodyOf, ParamsOf, QueryOf, Route } from '@gongyue/shared/api/route.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { sendProblem, type ProblemAnswer } from './problems.ts'

/** Everything of the API lies below. */
export const API = '/api/v1'

/** The request of a contract: `params`, `query` and `body` have held against its schemas, `who` has passed its door. */
export type Asked<R extends Route> = FastifyRequest<{
  Params: ParamsOf<R>
  Querystring: QueryOf<R>
  Body: BodyOf<R>
}> & {
  readonly who: R['scope'] extends 'public' ? Who | null : Who
}

/** A reply that the contract knows, or a problem. */
export type Answer<R extends Route> = Reply<R> | ProblemAnswer

/** A use case behind a contract. It answers and never sends. */
export type Handler<R extends Route> = (request: Asked<R>, reply: FastifyReply) => Promise<Answer<R>>

declare module 'fastify' {
  interface FastifyInstance {
    /** Registers a contract and the one call behind it: address, schemas and door come from the contract. */
    handle<const R extends Route>(
      contract: R,
      handler: Handler<R>,
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
      throw new Error(
        `${String(method)} ${url} is not made from a contract: use app.handle, so that it has a scope and schemas`,
      )
    })

    app.decorate('handle', function handle<
      R extends Route,
    >(this: FastifyInstance, contract: R, handler: Handler<R>, extra: { readonly preHandler?: preHandlerAsyncHookHandler[] } = {}): void {
      made.add(contract)
      this.route({
        method: contract.method,
        url: `${API}${contract.path}`,
        config: { contract },
        schema: schemaOf(contract),
        onRequest: this.doors[contract.scope],
        preHandler: extra.preHandler ?? [],
        handler: async (request, reply) => {
          // The schemas and the door above have made the request what its type says.
          const answer = await handler(request as Asked<R>, reply)
          if ('problem' in answer) return sendProblem(request, reply, answer)
          if (answer.headers !== undefined) reply.headers(answer.headers)
          reply.code(answer.status)
          return answer.status === 204 || answer.status === 304 ? reply.send() : answer.body
        },
      })
    })
  },
  { name: 'contracts', dependencies: ['session', 'problems'] },
)

type Reply<R extends Route> = {
  [S in keyof R['replies'] & number]: {
    readonly status: S
    readonly body: R['replies'][S] extends TSchema ? Static<R['replies'][S]> : never
    readonly headers?: Readonly<Record<string, string>>
  }
}[keyof R['replies'] & number]

function schemaOf({ params, query, body, replies, summary }: Route): Record<string, unknown> {
  return {
    summary,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: Object.fromEntries(Object.entries(replies).filter(([status]) => status !== '204')),
  }
}
