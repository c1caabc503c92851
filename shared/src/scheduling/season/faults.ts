import { contradictionOf } from '../../solver/contradictions.ts'
import { pinFaults, type PinFault } from '../../solver/pins.ts'
import type { Pin } from '../../solver/problem.ts'
import type { SolveMip } from '../../solver/mip.ts'
import type { SeasonInputs } from './inputs.ts'
import { pinPlace, type SeasonProblem } from './spec.ts'
import { placeParams, type SeasonReason } from './unmet.ts'

/** Pins that can not be, with what is to be said of them. */
export interface SeasonFault extends SeasonReason {
  readonly pinIds: readonly string[]
}

/** Every fault among the pins of a season; with one of them no plan is possible. */
export function faultsOf(season: SeasonProblem): readonly SeasonFault[] {
  const { spec, inputs, wishes } = season
  const missing = inputs.pins.flatMap((pin): readonly SeasonFault[] => {
    const place = pinPlace(pin)
    if (!place || pin.nth === null) return []
    const isAsked = wishes.some(({ section, nths }) => section.id === pin.sectionId && nths.includes(pin.nth ?? -1))
    const isPlaced = spec.pins.some((one) => {
      const wish = wishes[one.wish]!
      return wish.section.id === pin.sectionId && wish.nths[one.nth] === pin.nth
    })
    if (isAsked && isPlaced) return []
    return [
      {
        key: 'pin-not-offered',
        params: { ...wordsOf(inputs, pin.sectionId), ...placeParams(place, inputs.facts), nth: pin.nth + 1 },
        pinIds: [pin.id],
      },
    ]
  })
  return [...missing, ...pinFaults(spec).map((fault) => faultOf(season, fault))]
}

function faultOf(season: SeasonProblem, fault: PinFault): SeasonFault {
  const { inputs } = season
  const pins = 'pin' in fault ? [fault.pin] : [...(fault.pins as readonly Pin[])]
  const ids = pins.flatMap((pin) => idOf(season, pin))
  const [one, other] = ids.map((id) => inputs.pins.find((pin) => pin.id === id))
  const place = one && pinPlace(one)
  const words = {
    ...wordsOf(inputs, one?.sectionId ?? ''),
    ...(place && placeParams(place, inputs.facts)),
    ...(other && { other: wordsOf(inputs, other.sectionId).title, otherParty: wordsOf(inputs, other.sectionId).party }),
    ...(one && one.nth !== null && { nth: one.nth + 1 }),
  }
  return { key: KEYS[fault.kind] ?? 'pins-against-wish', params: words, pinIds: ids }
}

const KEYS: Readonly<Record<string, string>> = {
  'not-offered': 'pin-not-offered',
  'space-overlap': 'pins-in-space',
  'person-overlap': 'pins-with-person',
  'pinned-twice': 'pinned-twice',
  banned: 'pin-banned',
  condition: 'pins-against-condition',
}

function idOf({ inputs, wishes }: SeasonProblem, { wish, nth }: Pin): readonly string[] {
  const { section, nths } = wishes[wish]!
  return inputs.pins
    .filter((pin) => pin.kind === 'pin' && pin.sectionId === section.id && pin.nth === nths[nth])
    .map(({ id }) => id)
}

/** Must-haves that can not all be met, by name; none when they can, or when it could not be found out in time. */
export function mustsAgainst(season: SeasonProblem, exact: SolveMip, stop: () => boolean): readonly SeasonReason[] {
  const { spec, wishes, inputs } = season
  const must = wishes.flatMap(({ section }, w) => (section.must ? [w] : []))
  if (must.length === 0) return []
  const core = contradictionOf(spec, must, exact, stop)
  if (core === null || core.wishes.length === 0) return []
  const titles = [...new Set(core.wishes.map((w) => wishes[w]!.section.id))].map((id) => {
    const { title, party } = wordsOf(inputs, id)
    return `${title}（${party}）`
  })
  return [{ key: 'musts-contradict', params: { titles: titles.join('、') } }]
}

/** A section in words. */
export function wordsOf(
  { sections, facts }: SeasonInputs,
  sectionId: string,
): { readonly title: string; readonly party: string } {
  const section = sections.find(({ id }) => id === sectionId)
  return { title: section?.title ?? '', party: facts.parties.get(section?.partyId ?? '')?.name ?? '' }
}
