import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type SourceFile, breachesOf } from './support/architecture.ts'
import { importsOf, maskSource } from './support/source.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const files = readTree()

test('every arrow, name and size in this repository is as the plan says', () => {
  expect(files.length).toBeGreaterThan(20)
  expect(breachesOf(files)).toEqual([])
})

test('every package that is imported is declared by the one who imports it', () => {
  expect(undeclared(files)).toEqual([])
})

test('a file that imports what nobody declared is found', () => {
  const fake = [{ path: 'db/src/a.ts', text: "import { x } from 'left-pad/deep.js'" }]
  expect(undeclared(fake)).toEqual(['db/src/a.ts imports left-pad'])
})

test.each<[rule: string, path: string, text: string]>([
  ['arrow', 'shared/src/a.ts', "import { x } from '@gongyue/db/pool.ts'"],
  ['arrow', 'web/src/a.ts', "export { x } from '@gongyue/server/app.ts'"],
  ['arrow', 'web/src/a.ts', "const x = await import('@gongyue/db/pool.ts')"],
  ['arrow', 'db/src/a.ts', "import type { X } from '@gongyue/server/app.ts'"],
  ['arrow', 'web/src/a.ts', "import '../../server/src/app.ts'"],
  ['arrow', 'server/src/a.ts', "import {\n  one,\n  two,\n} from '../../web/src/b.ts'"],
  ['node', 'shared/src/a.ts', "import { readFileSync } from 'node:fs'"],
  ['node', 'web/src/a.tsx', "import path from 'node:path'"],
  ['shared-package', 'shared/src/a.ts', "import pg from 'pg'"],
  ['kept-in', 'shared/src/domain/a.ts', "import { DateTime } from 'luxon'"],
  ['kept-in', 'web/src/pages/a.ts', "import { Calendar } from 'fullcalendar/core'"],
  ['pure', 'shared/src/a.ts', 'const now = Date.now()'],
  ['pure', 'shared/src/a.ts', 'const now = new Date()'],
  ['pure', 'shared/src/a.ts', 'const dice = `${Math.random()}`'],
  ['pure', 'shared/src/a.ts', "console.log('hello')"],
  ['long', 'db/src/a.ts', 'export const x = 1\n'.repeat(401)],
  ['promise', 'db/src/a.ts', '// TOD\x4f: later'],
  ['name', 'server/src/utils.ts', 'export const x = 1'],
  ['machine-path', 'docs/a.md', 'see /wor\x6b/notes'],
  ['top-level', 'tmp/a.txt', ''],
])('a breach of "%s" in %s is found', (rule, path, text) => {
  expect(breachesOf([{ path, text }]).map((breach) => breach.rule)).toEqual([rule])
})

test.each<[why: string, path: string, text: string]>([
  ['a comment', 'shared/src/a.ts', '// never Date.now() here\n/* console.log */ export const x = 1'],
  ['a string', 'shared/src/a.ts', "export const x = 'console.log(Date.now())'"],
  ['a given instant', 'shared/src/a.ts', 'export const x = (at: number) => new Date(at)'],
  [
    'a long file with a reason',
    'db/src/a.ts',
    `/** Long because it is a table. */\n${'export const x = 1\n'.repeat(401)}`,
  ],
  ['the folder that may', 'shared/src/time/a.ts', "import { DateTime } from 'luxon'"],
])('%s is no breach', (_, path, text) => {
  expect(breachesOf([{ path, text }])).toEqual([])
})

test('imports are read past comments, strings, templates and regular expressions', () => {
  const text = [
    "import a from 'a' // import b from 'b'",
    'const text = "import c from \'c\'"',
    "const template = `import d from 'd' ${f('import e from e')}`",
    'const quote = /["\'`]/.test(text)',
    "export * from 'g'; export type { H } from 'h'",
    "const later = () => import('i')",
    "import 'j'",
  ].join('\n')
  expect(importsOf(maskSource(text))).toEqual(['a', 'g', 'h', 'i', 'j'])
})

/** What git would commit; in a copy without git, everything that is not installed or made. */
function readTree(): readonly SourceFile[] {
  return (tracked() ?? walk(ROOT))
    .filter(
      (path) => path !== '' && existsSync(join(ROOT, path)) && !/\.(?:png|jpg|webp|ico|woff2|otf|pdf)$/.test(path),
    )
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

function tracked(): readonly string[] | undefined {
  try {
    const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
    return execFileSync('git', list, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\0')
  } catch {
    return undefined // no git here, or the tree belongs to somebody else
  }
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(?:node_modules|dist.*|\.data|\.test|\.git|.*\.log)$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [relative(ROOT, path).split(sep).join('/')]
  })
}

function undeclared(tree: readonly SourceFile[]): readonly string[] {
  return tree
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap(({ path, text }) => {
      const home = path.split('/')[0] ?? ''
      const isPackage = ['shared', 'db', 'server', 'web'].includes(home)
      const known = declaredBy(
        isPackage && !path.endsWith('.config.ts') ? [home] : ['', 'shared', 'db', 'server', 'web'],
      )
      return importsOf(maskSource(text))
        .filter((specifier) => !/^(?:\.|node:|virtual:)/.test(specifier))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((name) => !known.has(name) && name !== `@gongyue/${home}`)
        .map((name) => `${path} imports ${name}`)
    })
}

function declaredBy(packages: readonly string[]): ReadonlySet<string> {
  const names = packages.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
      name: string
      dependencies?: Record<string, string>
      devDependencies?: Record<string, string>
    } // npm's own shape
    return [manifest.name, ...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})]
  })
  return new Set(names)
}
