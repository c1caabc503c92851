// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../web/src/style/tokens.css', import.meta.url), 'utf8')

/** The colours of the block that follows a selector. */
function palette(selector: string): ReadonlyMap<string, string> {
  const from = css.indexOf(selector)
  const block = css.slice(css.indexOf('{', from), css.indexOf('}', from))
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour] as const),
  )
}

const LIGHT = palette(':root {')
const DARK = palette(":root[data-theme='dark'] {")

/** Contrast of two colours after WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
      const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255
      return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const GROUNDS = ['paper', 'surface', 'sunken']
const TEXTS: readonly (readonly [ink: string, grounds: readonly string[]])[] = [
  ['ink', [...GROUNDS, 'raised', 'accent-soft', 'good-soft', 'warn-soft', 'info-soft']],
  ['ink-soft', [...GROUNDS, 'accent-soft']],
  ['ink-faint', [...GROUNDS, 'accent-soft']],
  ['accent-ink', ['accent', 'accent-strong']],
  ['accent-text', [...GROUNDS, 'accent-soft']],
  ['good', ['surface', 'good-soft']],
  ['warn', ['surface', 'warn-soft']],
  ['info', ['surface', 'info-soft']],
  ['paper', ['ink']],
]

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('every ink keeps 4.5:1 on every ground it stands on, every border of a control 3:1 (%s)', (_, colours) => {
  const of = (name: string) => colours.get(name) ?? ''
  const weak = [
    ...TEXTS.flatMap(([ink, grounds]) =>
      grounds.map((ground) => ({ pair: `${ink} on ${ground}`, is: contrast(of(ink), of(ground)), least: 4.5 })),
    ),
    ...GROUNDS.slice(0, 2).map((ground) => ({
      pair: `line-strong on ${ground}`,
      is: contrast(of('line-strong'), of(ground)),
      least: 3,
    })),
  ].filter(({ is, least }) => !(is >= least))
  expect(weak).toEqual([])
})

test('dark is the same whether chosen or followed', () => {
  const followed = palette("[data-theme='auto']")
  expect(followed.size).toBeGreaterThan(20)
  expect([...followed]).toEqual([...DARK])
})
