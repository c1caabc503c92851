import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** How the tests of one vitest project ended. */
export interface ProjectCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
}

/** What {@link countInto} writes. */
export interface TestReport {
  readonly projects: Readonly<Record<string, ProjectCount>>
  /** Errors that no test caught: unhandled rejections, a broken set-up. */
  readonly strayErrors: number
}

/** A reporter of vitest that says nothing and writes a {@link TestReport} to `file` at the end. */
export function countInto(file: string): Reporter {
  return {
    onTestRunEnd(modules, strayErrors) {
      const projects: Record<string, ProjectCount> = {}
      for (const testModule of modules) {
        const name = testModule.project.name
        projects[name] = sum(projects[name] ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 }, countOf(testModule))
      }
      const report: TestReport = { projects, strayErrors: strayErrors.length }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(report))
    },
  }
}

function countOf(testModule: TestModule): ProjectCount {
  const states = Array.from(testModule.children.allTests(), (test) => test.result().state)
  const suites = Array.from(testModule.children.allSuites())
  // A file that does not load has no tests; a hook that fails may leave its tests unrun.
  const broken = testModule.errors().length + suites.filter((suite) => suite.errors().length > 0).length
  const diagnostic = testModule.diagnostic()
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: states.filter((state) => state === 'failed').length + broken,
    skipped: states.filter((state) => state === 'skipped' || state === 'pending').length,
    seconds: (diagnostic.duration + diagnostic.collectDuration + diagnostic.setupDuration) / 1000,
  }
}

function sum(a: ProjectCount, b: ProjectCount): ProjectCount {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    seconds: a.seconds + b.seconds,
  }
}
