import { buildApp, type Doubles } from './app.ts'
import { ConfigError, readConfig, type Config } from './config.ts'

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:3000` */
  readonly address: string
  /** Answers what has begun, then ends the server and its pool. */
  readonly stop: () => Promise<void>
}

/** Builds the server and listens. */
export async function listen(config: Config, doubles: Doubles = {}): Promise<Listening> {
  const app = await buildApp(config, doubles)
  try {
    const address = await app.listen({ host: config.host, port: config.port })
    return { address, stop: async () => await app.close() }
  } catch (error) {
    await app.close()
    throw error
  }
}

/** One server process over a database that is there and migrated; `npm start` brings one instead. */
async function run(): Promise<void> {
  try {
    const config = readConfig(process.env)
    const { address, stop } = await listen(config).catch((error: unknown) => {
      throw listenError(error, config)
    })
    console.log(`Gongyue listens at ${address}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        stop().then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error)
            process.exit(1)
          },
        )
      })
    }
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exit(1)
  }
}

function listenError(error: unknown, { host, port }: Config): unknown {
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error)) return error
  const wayOut = 'Maybe it runs already; choose another with HOST and PORT.'
  return new ConfigError(`Nothing can listen at ${host}:${port} (${String(error.code)}). ${wayOut}`, { cause: error })
}

if (import.meta.main) await run()
