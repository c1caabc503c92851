import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { countInto } from './scripts/check/counter.ts'

/** Starts one PostgreSQL for all the projects that name it. */
const globalSetup = './tests/support/postgres.ts'
const report = process.env['GONGYUE_TEST_REPORT']

/** All files of these side by side: each has a database of its own. Vitest by itself leaves one core of two idle. */
const together = { sequence: { groupOrder: 1 }, maxWorkers: Math.max(2, availableParallelism()) }

/** After the groups before it, one file at a time: a browser on two busy cores misses its time limits. */
const alone = (groupOrder: number) => ({ sequence: { groupOrder }, maxWorkers: 1 })

export default defineConfig({
  test: {
    reporters: ['default', ...(report === undefined ? [] : [countInto(report)])],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'architecture', include: ['tests/*.test.ts'], ...together } },
      { extends: true, test: { name: 'shared', include: ['tests/shared/**/*.test.ts'], ...together } },
      // No answer about time may depend on the zone of the process; this one is 12:45 from Greenwich.
      {
        extends: true,
        test: {
          name: 'chatham',
          include: ['tests/shared/time/**/*.test.ts', 'tests/support/chatham.test.ts'],
          env: { TZ: 'Pacific/Chatham' },
          ...together,
        },
      },
      { extends: true, test: { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup, ...together } },
      { extends: true, test: { name: 'server', include: ['tests/server/**/*.test.ts'], globalSetup, ...together } },
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: { name: 'web', include: ['tests/web/**/*.test.{ts,tsx}'], environment: 'happy-dom', ...together },
      },
      {
        // A browser on two busy cores is given a second try; what fails twice is broken.
        extends: true,
        test: { retry: 1, name: 'e2e', include: ['tests/e2e/**/*.test.ts'], globalSetup, ...alone(2) },
      },
      { extends: true, test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], globalSetup, ...alone(3) } },
    ],
  },
})
