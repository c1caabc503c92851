import { defineConfig } from 'vitest/config'
import { countInto } from './scripts/check/counter.ts'

/** Starts one PostgreSQL for all the projects that name it. */
const globalSetup = './tests/support/postgres.ts'
const report = process.env['GONGYUE_TEST_REPORT']

/** Projects of a later group wait for the earlier ones: a browser on two busy cores misses its time limits. */
const alone = (groupOrder: number) => ({ sequence: { groupOrder }, maxWorkers: 1 })

export default defineConfig({
  test: {
    reporters: ['default', ...(report === undefined ? [] : [countInto(report)])],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'architecture', include: ['tests/*.test.ts'] } },
      { extends: true, test: { name: 'shared', include: ['tests/shared/**/*.test.ts'] } },
      // No answer about time may depend on the zone of the process; this one is 12:45 from Greenwich.
      {
        extends: true,
        test: {
          name: 'chatham',
          include: ['tests/shared/time/**/*.test.ts', 'tests/support/chatham.test.ts'],
          env: { TZ: 'Pacific/Chatham' },
        },
      },
      { extends: true, test: { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup } },
      { extends: true, test: { name: 'server', include: ['tests/server/**/*.test.ts'], globalSetup } },
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: { name: 'web', include: ['tests/web/**/*.test.{ts,tsx}'], environment: 'happy-dom' },
      },
      { extends: true, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], globalSetup, ...alone(1) } },
      { extends: true, test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], globalSetup, ...alone(2) } },
    ],
  },
})
