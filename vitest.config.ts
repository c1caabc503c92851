import { defineConfig } from 'vitest/config'

/** One PostgreSQL for all the projects that name it. */
const POSTGRES = './tests/support/postgres.ts'

export default defineConfig({
  test: {
    // Cloned databases make files independent, so they may run side by side; two cores are the common case.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'shared', include: ['tests/shared/**/*.test.ts', 'tests/*.test.ts'] } },
      { test: { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup: POSTGRES } },
      { test: { name: 'server', include: ['tests/server/**/*.test.ts'], globalSetup: POSTGRES } },
    ],
  },
})
