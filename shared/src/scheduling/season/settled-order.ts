import { timeKey, type Allocated, type SeasonInputs } from './inputs.ts'
import { pinsOf } from './spec.ts'

/**
 * The times of a section are alike to the engine; people call them first, second, third. Pinned ones keep their number, what stands where it stood in
 * the plan before keeps the one it had, and the rest follow through the week: so that two plans differ only where something has moved.
 */
export function settledOrder(inputs: SeasonInputs, plan: readonly Allocated[]): readonly Allocated[] {
  const pinned = new Set(pinsOf(inputs).map(timeKey))
  const before = Map.groupBy(inputs.base?.allocations ?? [], ({ sectionId }) => sectionId)
  return [...Map.groupBy(plan, ({ sectionId }) => sectionId)].flatMap(([sectionId, own]) => {
    const fixed = own.filter((one) => pinned.has(timeKey(one)))
    const section = inputs.sections.find(({ id }) => id === sectionId)
    const free = new Set(Array.from({ length: section?.timesAWeek ?? 0 }, (_, nth) => nth))
    for (const { nth } of [...inputs.pins.filter((pin) => pin.sectionId === sectionId && pin.kind === 'pin'), ...fixed])
      if (nth !== null) free.delete(nth)
    const open = own.filter((one) => !fixed.includes(one)).toSorted((a, b) => order(a) - order(b))
    const stays = open.flatMap((one) => {
      const known = before.get(sectionId)?.find(({ nth, place }) => free.has(nth) && isSame(place, one.place))
      return known && free.delete(known.nth) ? [{ ...one, nth: known.nth, was: one }] : []
    })
    const kept = new Set(stays.map(({ was }) => was))
    const numbers = [...free].toSorted((a, b) => a - b)
    const moved = open.filter((one) => !kept.has(one)).map((one, k) => ({ ...one, nth: numbers[k] ?? one.nth }))
    return [
      ...fixed,
      ...stays.map(({ sectionId: id, nth, place }) => ({ sectionId: id, nth, place })),
      ...moved,
    ].toSorted((a, b) => a.nth - b.nth)
  })
}

function order({ place }: Allocated): number {
  return place.weekday * 1440 + place.from
}

function isSame(a: Allocated['place'], b: Allocated['place']): boolean {
  return a.spaceId === b.spaceId && a.weekday === b.weekday && a.from === b.from && a.until === b.until
}
