import Fastify, { LogController, type FastifyInstance } from 'fastify'
import type { Dice } from '@gongyue/db/transaction.ts'
import type { Config } from './config.ts'
import { attachments } from './features/attachments/routes.ts'
import { acts } from './features/acts/routes.ts'
import { audit } from './features/audit/routes.ts'
import { availability } from './features/availability/routes.ts'
import { board } from './features/board/routes.ts'
import { calendars } from './features/calendars/routes.ts'
import { competitions } from './features/competitions/routes.ts'
import { conflicts } from './features/conflicts/routes.ts'
import { contracts as partnerContracts } from './features/contracts/routes.ts'
import { screens } from './features/devices/routes.ts'
import { decisionRecords } from './features/decision-records/routes.ts'
import { duty } from './features/duty/routes.ts'
import { checkIns } from './features/check-in/routes.ts'
import { exhibitions } from './features/exhibitions/routes.ts'
import { headCounts } from './features/head-counts/routes.ts'
import { facility } from './features/facility/routes.ts'
import { health } from './features/health/routes.ts'
import { holidayNotices } from './features/holiday-notices/routes.ts'
import { imports } from './features/imports/routes.ts'
import { live as liveEvents } from './features/live/routes.ts'
import { mail } from './features/mail/routes.ts'
import { dispatch } from './features/services/dispatch-routes.ts'
import { services } from './features/services/routes.ts'
import { wishes } from './features/wishes/routes.ts'
import { messages } from './features/messages/routes.ts'
import { offers } from './features/offers/routes.ts'
import { orders } from './features/orders/routes.ts'
import { courseCalls } from './features/course-calls/routes.ts'
import { enrolments } from './features/programmes/enrolment-routes.ts'
import { programmeSessions } from './features/programmes/session-routes.ts'
import { programmes } from './features/programmes/routes.ts'
import { people } from './features/people/routes.ts'
import { programme } from './features/programme/routes.ts'
import { policy } from './features/policy/routes.ts'
import { parties } from './features/parties/routes.ts'
import { repairs } from './features/repairs/routes.ts'
import { reports } from './features/reports/routes.ts'
import { reservations } from './features/reservations/routes.ts'
import { ledger } from './features/rounds/ledger-routes.ts'
import { rounds } from './features/rounds/routes.ts'
import { seasonPlans } from './features/rounds/plan-routes.ts'
import { runs } from './features/rounds/run-routes.ts'
import { series } from './features/series/routes.ts'
import { session as signingIn } from './features/session/routes.ts'
import { users } from './features/users/routes.ts'
import { volunteers } from './features/volunteers/routes.ts'
import { wall } from './features/wall/routes.ts'
import { idMaker, type NewId } from './ids.ts'
import { compression } from './plugins/compression.ts'
import { contracts } from './plugins/contracts.ts'
import { houses } from './plugins/houses.ts'
import { jobs } from './plugins/jobs.ts'
import { live } from './plugins/live.ts'
import { requestForLog } from './plugins/log.ts'
import { metrics } from './plugins/metrics.ts'
import { openApi } from './plugins/openapi.ts'
import { pages } from './plugins/pages.ts'
import { postgres } from './plugins/postgres.ts'
import { problems, tellError } from './plugins/problems.ts'
import { rateLimits } from './plugins/rate-limit.ts'
import { seasonRuns } from './plugins/season-runs.ts'
import { session } from './plugins/session.ts'
import { validation } from './plugins/validation.ts'
import { windows } from './plugins/windows.ts'

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

/** What every request passes, in this order. */
const PLUGINS = [
  problems,
  validation,
  postgres,
  houses,
  windows,
  jobs,
  seasonRuns,
  metrics,
  compression,
  session,
  rateLimits,
  contracts,
  live,
  openApi,
]

/** Every use case, in reading order; each calls `app.handle(contract, …)`. */
const FEATURES: readonly ((app: FastifyInstance) => Promise<void>)[] = [
  signingIn,
  facility,
  availability,
  orders,
  services,
  dispatch,
  wishes,
  messages,
  attachments,
  mail,
  reservations,
  series,
  rounds,
  runs,
  seasonPlans,
  ledger,
  offers,
  parties,
  acts,
  repairs,
  conflicts,
  holidayNotices,
  people,
  volunteers,
  users,
  partnerContracts,
  imports,
  programmes,
  programmeSessions,
  enrolments,
  competitions,
  exhibitions,
  headCounts,
  courseCalls,
  board,
  checkIns,
  liveEvents,
  wall,
  screens,
  programme,
  calendars,
  duty,
  reports,
  decisionRecords,
  policy,
  audit,
  health,
  pages,
]

/** Builds the server without listening. Closing it ends its pool. */
export async function buildApp(config: Config, doubles: Doubles = {}): Promise<FastifyInstance> {
  const { clock = Date.now, dice = Math.random } = doubles
  const app = Fastify({
    logger: { level: config.logLevel, serializers: { req: requestForLog } },
    logController: new LogController({ disableRequestLogging: !config.logRequests }),
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy,
    // A sender who stalls must not hold a socket for ever.
    requestTimeout: 60_000,
    frameworkErrors: (error, request, reply) => void tellError(error, request, reply),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  })
  app.decorate('config', config)
  app.decorate('clock', clock)
  app.decorate('dice', dice)
  app.decorate('newId', idMaker(clock))
  for (const plugin of PLUGINS) await app.register(plugin)
  for (const feature of FEATURES) await app.register(feature)
  await app.ready()
  return app
}

const BODY_LIMIT = 1024 * 1024
