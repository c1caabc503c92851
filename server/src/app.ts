import Fastify, { type FastifyInstance } from 'fastify'
import type { Dice } from '@gongyue/db/transaction.ts'
import type { Config } from './config.ts'
import { idMaker, type NewId } from './ids.ts'
import { contracts } from './plugins/contracts.ts'
import { postgres } from './plugins/postgres.ts'
import { problems } from './plugins/problems.ts'
import { session } from './plugins/session.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly config: Config
    /** Epoch milliseconds. */
    readonly clock: () => number
    readonly dice: Dice
    readonly newId: NewId
  }
}

/** What a test may double. */
export interface Doubles {
  readonly clock?: () => number
  readonly dice?: Dice
}

/** Every use case, in reading order; each is `async (app) => { app.handle(contract, …) }`. */
const FEATURES: readonly ((app: FastifyInstance) => Promise<void>)[] = []

/** Builds the server without listening. Closing it ends its pool. */
export async function buildApp(
  config: Config,
  { clock = Date.now, dice = Math.random }: Doubles = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: config.logLevel },
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy,
    disableRequestLogging: !config.logRequests,
  })
  app.decorate('config', config)
  app.decorate('clock', clock)
  app.decorate('dice', dice)
  app.decorate('newId', idMaker(clock))
  await app.register(problems)
  await app.register(postgres)
  await app.register(session)
  await app.register(contracts)
  for (const feature of FEATURES) await app.register(feature)
  await app.ready()
  return app
}

const BODY_LIMIT = 1024 * 1024
