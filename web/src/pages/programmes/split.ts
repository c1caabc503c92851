import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'

/** What the staff still works on, and what is over. */
export interface Split<Item> {
  readonly current: readonly Item[]
  readonly over: readonly Item[]
}

/** What is still to come or under way first, the soonest first; what is over apart, the last first. */
export function splitByPhase<Item extends Pick<ProgrammeCardWire, 'phase' | 'firstStart'>>(
  items: readonly Item[],
): Split<Item> {
  const isOver = ({ phase }: Item): boolean => phase === 'ended' || phase === 'cancelled'
  // without a date yet: behind what has one
  const at = ({ firstStart }: Item): number => (firstStart === null ? Infinity : Date.parse(firstStart))
  const bySoonest = (one: Item, other: Item): number => (at(one) === at(other) ? 0 : at(one) - at(other))
  return {
    current: items.filter((one) => !isOver(one)).toSorted(bySoonest),
    over: items.filter(isOver).toSorted((one, other) => bySoonest(other, one)),
  }
}
