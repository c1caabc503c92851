import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '@gongyue/server/config.ts'

const DATABASE_URL = 'postgres://palace:secret@db:5432/palace'

test('what the environment leaves out has a safe value', () => {
  expect(readConfig({ DATABASE_URL })).toEqual({
    databaseUrl: DATABASE_URL,
    host: '127.0.0.1',
    port: 3000,
    poolSize: 16,
    jobs: true,
    smtpUrl: null,
    mailFrom: '',
    demo: false,
    trustProxy: false,
    cookieSecure: false,
    sessionHours: 12,
    logLevel: 'info',
    logRequests: false,
    webRoot: null,
  })
})

test('what it says is taken, and an empty word is no word', () => {
  const config = readConfig({
    DATABASE_URL,
    HOST: '0.0.0.0',
    PORT: '80',
    POOL_SIZE: '4',
    JOBS: '0',
    SMTP_URL: 'smtp://palace:secret@mail:587',
    MAIL_FROM: '宫约 <gongyue@example.org>',
    DEMO: '1',
    TRUST_PROXY: 'true',
    COOKIE_SECURE: 'Yes',
    SESSION_HOURS: '8',
    LOG_LEVEL: 'warn',
    LOG_REQUESTS: '',
    WEB_ROOT: '/srv/pages',
  })
  expect(config).toEqual({
    databaseUrl: DATABASE_URL,
    host: '0.0.0.0',
    port: 80,
    poolSize: 4,
    jobs: false,
    smtpUrl: 'smtp://palace:secret@mail:587',
    mailFrom: '宫约 <gongyue@example.org>',
    demo: true,
    trustProxy: true,
    cookieSecure: true,
    sessionHours: 8,
    logLevel: 'warn',
    logRequests: false,
    webRoot: '/srv/pages',
  })
})

test('everything that is wrong is said at once: the variable, its value, the way out', () => {
  const read = (): unknown => readConfig({ PORT: '70000', DEMO: 'perhaps', LOG_LEVEL: 'loud', SESSION_HOURS: '1.5' })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(
    `The server can not start:
  DATABASE_URL is not set: give postgres://user:password@host:5432/database, or run npm start, which brings a database
  PORT is "70000": give a whole number from 0 to 65535, or leave it out for 3000
  DEMO is "perhaps": give 1 or 0, or leave it out for 0
  SESSION_HOURS is "1.5": give a whole number from 1 to 2160, or leave it out for 12
  LOG_LEVEL is "loud": give one of fatal, error, warn, info, debug, trace, silent`,
  )
})

test('the address of the database is not repeated: it may hold a password', () => {
  const read = (): unknown => readConfig({ DATABASE_URL: 'mysql://palace:secret@db/palace' })
  expect(read).toThrow(/DATABASE_URL is not an address of PostgreSQL: /)
  expect(read).not.toThrow(/secret/)
})
