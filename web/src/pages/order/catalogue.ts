import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'

/**
 * What one card of the picker stands for. `single`: a space booked as it is. `many`: alike parts (twelve tables, forty gym
 * places) of which the booker wants any one; the server names the free one.
 */
export type Card =
  | { readonly kind: 'single'; readonly key: string; readonly space: SpaceWire }
  | { readonly kind: 'many'; readonly key: string; readonly space: SpaceWire; readonly parts: readonly SpaceWire[] }

/** Kinds of space under one heading, in the order of the picker. */
export const GROUPS = [
  'table-tennis',
  'gym',
  'rehearsal',
  'classroom',
  'reading',
  'exhibition',
  'theatre',
  'square',
] as const
export type Group = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<SpaceKind, Group>> = {
  theatre: 'theatre',
  square: 'square',
  'table-hall': 'table-tennis',
  table: 'table-tennis',
  gym: 'gym',
  'gym-place': 'gym',
  rehearsal: 'rehearsal',
  classroom: 'classroom',
  exhibition: 'exhibition',
  'reading-room': 'reading',
}

/** Kinds that exist in numbers and are all alike. */
const COUNTED: readonly SpaceKind[] = ['table', 'gym-place']

export function groupOf({ space }: Card): Group {
  return GROUP_OF[space.kind]
}

/** The cards of the picker: alike parts become one card, shown before the whole they belong to. */
export function cardsOf(spaces: readonly SpaceWire[]): readonly Card[] {
  const cards: Card[] = []
  for (const space of spaces) {
    const parts = spaces.filter(
      ({ parentId, kind, bookable }) => parentId === space.id && bookable && COUNTED.includes(kind),
    )
    if (parts.length > 0) cards.push({ kind: 'many', key: `${space.id}/parts`, space, parts })
    if (space.bookable && !(COUNTED.includes(space.kind) && space.parentId !== null)) {
      cards.push({ kind: 'single', key: space.id, space })
    }
  }
  // Not toSorted: older engines lack it.
  return cards.sort((a, b) => GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)))
}

/** The space whose limits bind a booking made through this card. */
export function sampleOf(card: Card): SpaceWire {
  return (card.kind === 'many' ? card.parts[0] : undefined) ?? card.space
}

/** The card through which a space is booked, or null when it is not in the picker. */
export function cardFor(spaceId: string, cards: readonly Card[]): Card | null {
  return (
    cards.find((card) =>
      card.kind === 'many' ? card.parts.some(({ id }) => id === spaceId) : card.space.id === spaceId,
    ) ?? null
  )
}

/** Cards whose name (either language) or code holds every word that was typed. */
export function search(cards: readonly Card[], typed: string, words: (card: Card) => string): readonly Card[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return cards
  return cards.filter((card) => {
    const { name, code } = card.space
    const text = `${name['zh-CN']} ${name.en} ${code} ${words(card)}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
