import { pinyin } from 'pinyin-pro'

/** How a text is written and said, for finding it by what people type. */
export interface Sound {
  /** In small letters, full-width forms made plain. */
  readonly text: string
  /** All syllables in a row: `jiningshi`. */
  readonly full: string
  /** Their first letters: `jns`. */
  readonly initials: string
  /** Where a syllable begins in `full`: pinyin is looked for from there only. */
  readonly starts: readonly number[]
}

/** How well a text answers what was typed; the smaller the better. */
export type Rank = 0 | 1 | 2

/** What was typed, made plain: small letters, half-width, no space around. */
export function plain(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** The sound of a text; remembered, since names come again and again. */
export function soundOf(text: string): Sound {
  const known = sounds.get(text)
  if (known) return known
  if (sounds.size >= MOST) sounds.clear()
  const made = makeSound(text)
  sounds.set(text, made)
  return made
}

/** Exactly this, the beginning of it, or somewhere inside; null when not at all. Both text and pinyin count. */
export function rankOf({ text, full, initials, starts }: Sound, wanted: string): Rank | null {
  const said = wanted.replaceAll(/[\s']/g, '')
  if (text === wanted || full === said) return 0
  if (text.startsWith(wanted) || full.startsWith(said) || initials.startsWith(said)) return 1
  if (text.includes(wanted)) return 2
  if (said.length >= SHORTEST_INSIDE && (initials.includes(said) || starts.some((at) => full.startsWith(said, at))))
    return 2
  return null
}

/** One letter is inside of nearly every name. */
const SHORTEST_INSIDE = 2

/** Texts that are remembered; more are begun anew. */
const MOST = 50_000

const sounds = new Map<string, Sound>()

function makeSound(original: string): Sound {
  const text = plain(original)
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).flatMap((one) =>
    one
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, ' ')
      .split(' ')
      .filter((part) => part !== ''),
  )
  let at = 0
  const starts = syllables.map((one) => {
    const start = at
    at += one.length
    return start
  })
  return { text, full: syllables.join(''), initials: syllables.map((one) => one[0] ?? '').join(''), starts }
}
