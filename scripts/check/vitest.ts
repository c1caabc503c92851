import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../start/options.ts'
import { runNode } from './command.ts'
import type { TestReport } from './counter.ts'
import type { StageResult } from './stage.ts'

/** The projects of vitest.config.ts, in the order of the summary. */
export const PROJECTS: readonly string[] = ['architecture', 'shared', 'chatham', 'db', 'server', 'web', 'e2e', 'faults']

/** What a developer may narrow a run to. */
export interface Narrow {
  readonly project?: string
  /** Part of the name of a test. */
  readonly filter?: string
}

/**
 * Runs the tests and counts them by project. A file that does not load, an error outside every test, a crash of the
 * runner and a project without tests each count as one failure.
 */
export async function runVitest(narrow: Narrow): Promise<readonly StageResult[]> {
  const file = join(ROOT, '.test', 'vitest.json')
  await rm(file, { force: true })
  const { code } = await runNode(
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--silent=passed-only'],
      ...(narrow.project === undefined ? [] : ['--project', narrow.project]),
      ...(narrow.filter === undefined ? [] : ['--testNamePattern', narrow.filter]),
    ],
    'aloud',
    { GONGYUE_TEST_REPORT: file },
  )
  const report = await readReport(file)
  const expected = narrow.project === undefined ? PROJECTS : [narrow.project]
  const results = expected.map((stage): StageResult => {
    const count = report.projects[stage] ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 }
    const isEmpty = count.passed + count.failed === 0 && narrow.filter === undefined
    if (isEmpty) console.log(`✗ ${stage}: no tests ran`)
    return { stage, ...count, failed: count.failed + (isEmpty ? 1 : 0) }
  })
  if (report.strayErrors > 0) results.push(failure('errors outside every test', report.strayErrors))
  // The runner may know of a failure that no test tells, and a crashed runner wrote no report.
  else if (code !== 0 && results.every((result) => result.failed === 0)) {
    results.push(failure(`vitest ended with ${code}`, 1))
  }
  return results
}

async function readReport(file: string): Promise<TestReport> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TestReport // counter.ts writes this file
  } catch {
    return { projects: {}, strayErrors: 0 }
  }
}

function failure(stage: string, failed: number): StageResult {
  return { stage, passed: 0, failed, skipped: 0, seconds: 0 }
}
