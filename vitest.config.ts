import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { countInto } from './scripts/check/counter.ts'

/** Starts one PostgreSQL for all the projects that name it. */
const globalSetup = './tests/support/postgres.ts'
const report = process.env['GONGYUE_TEST_REPORT']

/**
 * Files side by side: each has a database of its own. Vitest by itself leaves one core of two idle. They share what is loaded and compiled
 * (`isolate: false` takes a third off the tests of the server): a module of the house keeps nothing that a second server would notice.
 */
const together = (groupOrder: number) => ({
  sequence: { groupOrder },
  maxWorkers: Math.max(2, availableParallelism()),
  isolate: false,
})

/** After all others: a walk through several pages, and servers that are killed and come back, two files at a time. */
const patient = (name: string) => ({
  ...{ name, include: [`tests/${name}/**/*.test.ts`], globalSetup, testTimeout: 120_000, hookTimeout: 120_000 },
  ...together(2),
})

/** The bundle is built by a tool that runs in Node only, not in a page's world. */
const BUNDLE = 'tests/web/bundle.test.ts'

export default defineConfig({
  test: {
    reporters: ['default', ...(report === undefined ? [] : [countInto(report)])],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine takes its time; what holds is seen at once.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      { extends: true, test: { name: 'architecture', include: ['tests/*.test.ts', BUNDLE], ...together(1) } },
      { extends: true, test: { name: 'shared', include: ['tests/shared/**/*.test.ts'], ...together(1) } },
      // No answer about time may depend on the zone of the process; this one is 12:45 from Greenwich.
      {
        extends: true,
        test: {
          name: 'chatham',
          include: ['tests/shared/time/**/*.test.ts', 'tests/support/chatham.test.ts'],
          env: { TZ: 'Pacific/Chatham' },
          ...together(1),
        },
      },
      { extends: true, test: { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup, ...together(1) } },
      { extends: true, test: { name: 'server', include: ['tests/server/**/*.test.ts'], globalSetup, ...together(1) } },
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        // A page's modules do keep things, so each file has a world of its own; in threads that costs a fifth of processes.
        test: {
          ...{ name: 'web', include: ['tests/web/**/*.test.{ts,tsx}'], exclude: [BUNDLE], environment: 'happy-dom' },
          ...{ ...together(1), pool: 'vmThreads', isolate: true },
        },
      },
      {
        // A browser on two busy cores is given a second try; what fails twice is broken.
        extends: true,
        test: { ...patient('e2e'), retry: 1 },
      },
      { extends: true, test: patient('faults') },
    ],
  },
})
