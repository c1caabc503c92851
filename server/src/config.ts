/** What the environment decides, read once. */
export interface Config {
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Connections to the database of this process at most. */
  readonly poolSize: number
  /** Whether this process does background work: no-shows, mails. One process of an installation must. */
  readonly jobs: boolean
  /** The mail server; null: mails wait in the outbox, to be read and copied there. */
  readonly smtpUrl: string | null
  /** Whom mails come from. */
  readonly mailFrom: string
  /** Shows the demo accounts on the sign-in page. */
  readonly demo: boolean
  /** Believes `x-forwarded-for` and its sisters: only behind a proxy of one's own. */
  readonly trustProxy: boolean
  /** Marks the session cookie `Secure`; wants HTTPS in front. */
  readonly cookieSecure: boolean
  readonly sessionHours: number
  readonly logLevel: LogLevel
  /** A line for each request; costs about a tenth of the throughput. */
  readonly logRequests: boolean
  /** The built pages, or null to serve the API alone. */
  readonly webRoot: string | null
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** The environment is not as it should be; the message names every variable, its value and the way out. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the environment.
 *
 * @throws ConfigError naming all that is wrong at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const wrong = (name: string, wayOut: string): void => {
    faults.push(
      `${name} is ${env[name] === undefined || env[name] === '' ? 'not set' : JSON.stringify(env[name])}: ${wayOut}`,
    )
  }
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name])

  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const text = given(name)
    if (text === undefined) return fallback
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    wrong(name, `give a whole number from ${least} to ${most}, or leave it out for ${fallback}`)
    return fallback
  }
  const flag = (name: string, fallback: boolean): boolean => {
    const text = given(name)?.toLowerCase()
    if (text === undefined) return fallback
    if (['1', 'true', 'yes', 'on'].includes(text)) return true
    if (['0', 'false', 'no', 'off'].includes(text)) return false
    wrong(name, `give 1 or 0, or leave it out for ${fallback ? 1 : 0}`)
    return fallback
  }
  const level = (): LogLevel => {
    const text = given('LOG_LEVEL')
    const found = LOG_LEVELS.find((known) => known === text)
    if (text !== undefined && found === undefined) wrong('LOG_LEVEL', `give one of ${LOG_LEVELS.join(', ')}`)
    return found ?? 'info'
  }
  const database = (): string => {
    const text = given('DATABASE_URL') ?? ''
    if (!/^postgres(ql)?:\/\//.test(text)) {
      const wayOut = 'give postgres://user:password@host:5432/database, or run npm start, which brings a database'
      // The value may hold a password, so it is not repeated.
      faults.push(`DATABASE_URL is ${text === '' ? 'not set' : 'not an address of PostgreSQL'}: ${wayOut}`)
    }
    return text
  }
  const mails = (): Pick<Config, 'smtpUrl' | 'mailFrom'> => {
    const smtpUrl = given('SMTP_URL') ?? null
    const mailFrom = given('MAIL_FROM') ?? ''
    // Like that of the database, this value may hold a password.
    if (smtpUrl !== null && !/^smtps?:\/\/./.test(smtpUrl))
      faults.push('SMTP_URL is not an address of a mail server: give smtp://user:password@host:587, or leave it out')
    if (smtpUrl !== null && !mailFrom.includes('@'))
      wrong('MAIL_FROM', 'give the address that mails come from, such as "宫约 <gongyue@example.org>"')
    return { smtpUrl, mailFrom }
  }

  const config: Config = {
    databaseUrl: database(),
    host: given('HOST') ?? '127.0.0.1',
    port: whole('PORT', 3000, 0, 65_535),
    poolSize: whole('POOL_SIZE', 16, 1, 500),
    jobs: flag('JOBS', true),
    ...mails(),
    demo: flag('DEMO', false),
    trustProxy: flag('TRUST_PROXY', false),
    cookieSecure: flag('COOKIE_SECURE', false),
    sessionHours: whole('SESSION_HOURS', 12, 1, 24 * 90),
    logLevel: level(),
    logRequests: flag('LOG_REQUESTS', false),
    webRoot: given('WEB_ROOT') ?? null,
  }
  if (faults.length > 0)
    throw new ConfigError(`The server can not start:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  return config
}
