// @vitest-environment node
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildWeb, TEST_DIST } from '../../scripts/start/web-build.ts'

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

let manifest: Readonly<Record<string, Chunk>> = {}

beforeAll(async () => {
  await buildWeb(TEST_DIST)
  manifest = JSON.parse(readFileSync(join(TEST_DIST, '.vite', 'manifest.json'), 'utf8')) as typeof manifest
}, 120_000)

/** Every file that must be there before these modules run. */
function filesOf(...sources: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const waiting = [...sources]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`no chunk ${key} in the manifest`)
    if (seen.has(key)) continue
    seen.add(key)
    waiting.push(...(chunk.imports ?? []))
  }
  return [...new Set([...seen].flatMap((key) => [manifest[key]?.file ?? '', ...(manifest[key]?.css ?? [])]))]
}

function text(file: string): string {
  return readFileSync(join(TEST_DIST, file), 'utf8')
}

const FIRST_LOAD = ['index.html', 'src/pages/order/Page.tsx']
const PHONE = [
  ...FIRST_LOAD,
  'src/pages/sign-in/Page.tsx',
  'src/pages/order/Summary.tsx',
  'src/pages/order/WhySheet.tsx',
  'src/pages/order/Placed.tsx',
  'src/pages/orders/Page.tsx',
  'src/pages/orders/DetailPage.tsx',
]

test('the first load of the order page is below 40 kB, gzip', () => {
  const bytes = filesOf(...FIRST_LOAD).reduce((sum, file) => sum + gzipSync(text(file)).length, 0)
  console.log(`first load of the order page: ${bytes} bytes`)
  expect(bytes).toBeLessThan(40_000)
})

/** A word of each package that no minifier changes, and a file of the package that has it. */
const HEAVY: readonly (readonly [word: string, file: string])[] = [
  ['isLuxonDateTime', 'luxon/build/es6/luxon.mjs'],
  ['BYSETPOS', 'rrule/dist/es5/rrule.min.js'],
  ['~kind', 'typebox/build/type/types/object.mjs'],
  ['fc-classic-', 'fullcalendar/themes/classic/index.js'],
]

test('nothing that a branch officer opens on a phone knows luxon, rrule, TypeBox or FullCalendar', () => {
  const code = filesOf(...PHONE)
    .map(text)
    .join('\n')
  expect(HEAVY.filter(([word]) => code.includes(word))).toEqual([])
})

test.each(HEAVY)('the word %s still tells its package', (word, file) => {
  expect(readFileSync(new URL(`../../node_modules/${file}`, import.meta.url), 'utf8')).toContain(word)
})

test('no page calls what Chrome 87 or Safari 14 lacks and older-engines.ts does not fill in', () => {
  const late =
    /\.(?:randomUUID|replaceChildren|isWellFormed)\(|structuredClone\(|AbortSignal\.(?:timeout|any)|Promise\.withResolvers|Array\.fromAsync/g
  const found = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => text(file).match(late) ?? [])
  expect(found).toEqual([])
})

test('no page asks another host for anything', () => {
  const files = readdirSync(TEST_DIST, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:js|css|html|svg|json)$/.test(file),
  )
  const hosts = files.flatMap((file) => text(file).match(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [])
  expect([...new Set(hosts)].filter((host) => !NAMES.has(host))).toEqual([])
})

/** Written like addresses, but names of XML dialects and links in error texts: nobody fetches them. */
const NAMES = new Set(['http://www.w3.org'])
