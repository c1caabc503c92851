import { posix } from 'node:path'
import { importsOf, maskSource } from './source.ts'

/** A file of the repository: its path from the root with "/", and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** One breach of the plan of the house. */
export interface Breach {
  readonly rule: string
  readonly path: string
  readonly detail: string
}

/** Which folder may import from which. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  db: ['db', 'shared'],
  server: ['server', 'db', 'shared'],
  web: ['web', 'shared'],
}

/** Packages that one folder alone may know, so that they can be exchanged there. */
const KEPT_IN: Readonly<Record<string, string>> = {
  luxon: 'shared/src/time/',
  rrule: 'shared/src/time/',
  fullcalendar: 'web/src/calendar/',
}

const SHARED_PACKAGES = new Set(['luxon', 'rrule', 'typebox'])

/** What arithmetic does not do: look at the clock, throw dice, speak, wait, reach outside. */
const IMPURE =
  /\b(?:Date\.now|performance\.now|Math\.random|console\.|new Date\(\s*\)|new Date\b(?!\s*\()|Date\(\s*\)|setTimeout\b|setInterval\b|fetch\(|process\.|crypto\.|localStorage\b|globalThis\b)/

const TOP_LEVEL = new Set([
  ...['README.md', 'LICENSE', 'NOTICE', 'CHANGELOG.md', 'SECURITY.md', 'package.json', 'package-lock.json'],
  ...['tsconfig.base.json', 'tsconfig.json', 'vitest.config.ts', '.oxlintrc.json', '.oxfmtrc.json', '.editorconfig'],
  ...['.gitignore', '.gitattributes', '.npmrc', '.ci', '.github', 'docs'],
  ...['shared', 'db', 'server', 'web', 'scripts', 'tests'],
])

/** More is allowed to a file that says at its top why it is long. */
const LONGEST_FILE = 400

// The brackets keep these lines from breaching their own rules.
const MACHINE_PATH = /\/wor[k]\/|\/hom[e]\/\w|\/User[s]\/\w|\/roo[t]\/|bash_job[s]/
const PROMISES = /\b(?:TOD[O]|FIXM[E]|XX[X])\b/

/** Every breach in a tree of files, by rule. The rules are those of the plan: who may know whom, and how a file looks. */
export function breachesOf(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) => [
    ...breach('top-level', file, topLevel(file)),
    ...breach('machine-path', file, found(MACHINE_PATH, file.text)),
    ...(isSource(file.path) ? sourceBreaches(file) : []),
  ])
}

function sourceBreaches(file: SourceFile): readonly Breach[] {
  const masked = maskSource(file.text)
  const inShared = file.path.startsWith('shared/')
  return [
    ...importsOf(masked).flatMap((specifier) => importBreaches(file, specifier)),
    ...breach('pure', file, inShared ? found(IMPURE, masked.code) : undefined),
    ...breach('long', file, tooLong(file, masked.code)),
    ...breach('promise', file, found(PROMISES, file.text)),
    ...breach('name', file, /(?:^|\/)(?:utils?|helpers?|misc|common)(?:\/|\.)/.exec(file.path)?.[0]),
  ]
}

function importBreaches(file: SourceFile, specifier: string): readonly Breach[] {
  const home = file.path.split('/')[0] ?? ''
  const name = packageOf(specifier)
  const isSetting = file.path.endsWith('.config.ts')
  if (isSetting) return []
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier)
    const leaves = home in ARROWS && !target.startsWith(`${home}/`)
    return breach('arrow', file, leaves ? `${specifier} leaves ${home}` : undefined)
  }
  if (specifier.startsWith('@gongyue/')) {
    const target = specifier.split('/')[1] ?? ''
    return breach('arrow', file, ARROWS[home]?.includes(target) === false ? `${home} → ${target}` : undefined)
  }
  if (specifier.startsWith('node:')) {
    return breach('node', file, home === 'shared' || home === 'web' ? specifier : undefined)
  }
  const keptIn = KEPT_IN[name]
  const inTests = home === 'tests' || home === 'scripts'
  return [
    ...breach('shared-package', file, home === 'shared' && !SHARED_PACKAGES.has(name) ? name : undefined),
    ...breach('kept-in', file, keptIn !== undefined && !inTests && !file.path.startsWith(keptIn) ? name : undefined),
  ]
}

/** `@scope/name/path` and `name/path` without the path. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function topLevel({ path }: SourceFile): string | undefined {
  const entry = path.split('/')[0] ?? ''
  return TOP_LEVEL.has(entry) ? undefined : entry
}

function tooLong({ text }: SourceFile, code: string): string | undefined {
  const lines = code.split('\n').filter((line) => line.trim() !== '').length
  const says = /long because/i.test(text.slice(0, 600))
  return lines > LONGEST_FILE && !says ? `${lines} lines of code and no "Long because …" at the top` : undefined
}

function isSource(path: string): boolean {
  return /\.(?:ts|tsx|mjs|js)$/.test(path)
}

function found(pattern: RegExp, text: string): string | undefined {
  return pattern.exec(text)?.[0]
}

function breach(rule: string, { path }: SourceFile, detail: string | undefined): readonly Breach[] {
  return detail === undefined ? [] : [{ rule, path, detail }]
}
