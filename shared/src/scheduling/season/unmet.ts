import type { Param } from '../../domain/message.ts'
import type { WeeklyPlace } from '../../domain/round.ts'
import { LOST_WORDS, WEEKDAY_WORDS, type SeasonReasonKey } from '../../i18n/season-reasons.ts'
import { VIOLATION_MESSAGES } from '../../i18n/messages.ts'
import { instantKeys } from '../../i18n/say.ts'
import { reasonsOf as engineReasons, type Reasons } from '../../solver/reasons.ts'
import type { Problem } from '../../solver/problem.ts'
import { formatInstant } from '../../time/wall.ts'
import { timeKey, type Allocated, type SeasonInputs, type SeasonSection } from './inputs.ts'
import type { NotOffered, Offer } from './offer.ts'
import { activityOf, type SeasonProblem } from './spec.ts'
import { waysOut, type WayOut } from './ways-out.ts'
import type { SeasonCalendar } from './calendar.ts'

/** A reason as it is stored and sent: a key with its parameters. */
export interface SeasonReason {
  readonly key: string
  readonly params: Readonly<Record<string, Param>>
}

/** Why one weekly time has no place, and what would have been one. */
export interface Unmet {
  readonly sectionId: string
  readonly nth: number
  readonly reasons: readonly SeasonReason[]
  /** Places that would have done, and what closes them. */
  readonly options: number
  readonly taken: number
  readonly pinned: number
  readonly dearer: number
  /** Whose wishes stand there, most first. */
  readonly competitors: readonly { readonly sectionId: string; readonly options: number }[]
  readonly wouldHaveWorked: readonly WayOut[]
}

/** How many examples of lost dates, and of competitors, are told. */
const EXAMPLES = 3
const MOST_COMPETITORS = 8

/** The reasons of every weekly time without a place, from the plan alone. */
export function unmetOf(
  season: SeasonProblem,
  problem: Problem,
  places: Int32Array,
  allocations: readonly Allocated[],
  calendar: SeasonCalendar,
): readonly Unmet[] {
  const { inputs } = season
  const reasons = new Map(engineReasons(problem, places).map((one) => [one.activity, one]))
  const placed = new Set(allocations.map(timeKey))
  const offers = new Map<string, Offer>()
  for (const { section, offer } of season.wishes) offers.set(section.id, offer)
  const shares = sharesOf(inputs, allocations)
  // several times of one section have the same ways out
  const ways = new Map<string, readonly WayOut[]>()
  return inputs.sections.flatMap((section) => {
    const open = Array.from({ length: section.timesAWeek }, (_, nth) => nth).filter(
      (nth) => !placed.has(timeKey({ sectionId: section.id, nth })),
    )
    if (open.length === 0) return []
    const known = ways.get(section.id) ?? waysOut(section, inputs, allocations, calendar)
    ways.set(section.id, known)
    return open.map((nth): Unmet => {
      const activity = activityOf(season, problem, section.id, nth)
      const found = activity < 0 ? undefined : withoutOwn(reasons.get(activity), section, season, problem)
      return {
        ...{ sectionId: section.id, nth },
        reasons: [
          ...(found ? toldReasons(found, offers.get(section.id), inputs) : [cappedReason(section, inputs)]),
          { key: 'share', params: shares.get(section.partyId) ?? { asked: 0, placed: 0 } },
        ],
        options: found?.options ?? 0,
        taken: (found?.spaceTaken ?? 0) + (found?.personTaken ?? 0),
        pinned: found?.pinned ?? 0,
        dearer: found?.dearer ?? 0,
        competitors: competitorsOf(found, season, problem),
        wouldHaveWorked: known,
      }
    })
  })
}

/** What parties asked for and were given, in weekly times. */
export function sharesOf(
  { sections }: SeasonInputs,
  allocations: readonly Allocated[],
): ReadonlyMap<string, { readonly asked: number; readonly placed: number }> {
  const shares = new Map<string, { asked: number; placed: number }>()
  const given = Map.groupBy(allocations, ({ sectionId }) => sectionId)
  for (const { id, partyId, timesAWeek } of sections) {
    const known = shares.get(partyId) ?? { asked: 0, placed: 0 }
    known.asked += timesAWeek
    known.placed += given.get(id)?.length ?? 0
    shares.set(partyId, known)
  }
  return shares
}

/** Where another time of the same section stands nobody has taken anything from it: such places are no ways at all, for it is met once a day. */
function withoutOwn(
  found: Reasons | undefined,
  { id }: SeasonSection,
  season: SeasonProblem,
  problem: Problem,
): Reasons | undefined {
  if (!found) return undefined
  const isOwn = (activity: number): boolean => season.wishes[problem.wishOf[activity]!]!.section.id === id
  const own = found.competitors.filter(({ activity }) => isOwn(activity)).reduce((sum, { options }) => sum + options, 0)
  return {
    ...found,
    options: Math.max(0, found.options - own),
    spaceTaken: Math.max(0, found.spaceTaken - own),
    competitors: found.competitors.filter(({ activity }) => !isOwn(activity)),
  }
}

function toldReasons(found: Reasons, offer: Offer | undefined, inputs: SeasonInputs): readonly SeasonReason[] {
  const { options, spaceTaken, personTaken, pinned, dearer, open } = found
  const told: SeasonReason[] = []
  const add = (key: SeasonReasonKey, params: SeasonReason['params'] = {}): void => void told.push({ key, params })
  if (options === 0) add('no-place-fits')
  if (spaceTaken > 0) add('taken', { options, taken: spaceTaken })
  if (personTaken > 0) add('person-taken', { count: personTaken })
  if (pinned > 0) add('pinned', { count: pinned })
  if (dearer > 0) add('dearer', { count: dearer })
  if (open > 0) add('open', { count: open })
  return [...told, ...closedReasons(offer?.closed ?? [], inputs)]
}

/** What closed places before anybody else came: each rule once a space, the worst lost dates, bans counted. */
export function closedReasons(closed: readonly NotOffered[], { facts }: SeasonInputs): readonly SeasonReason[] {
  const rules = new Map<string, SeasonReason>()
  for (const one of closed)
    if (one.kind === 'rule')
      rules.set(`${one.constraint} ${one.spaceId}`, {
        key: one.constraint,
        params: wireParams(one.params, one.constraint, facts.timeZone),
      })
  const dates = closed.flatMap((one) => (one.kind === 'dates' ? [one] : []))
  const banned = closed.filter(({ kind }) => kind === 'banned').length
  return [
    ...[...rules.values()].slice(0, EXAMPLES * 2),
    ...dates
      .toSorted((a, b) => a.lost / Math.max(1, a.dates) - b.lost / Math.max(1, b.dates))
      .slice(0, EXAMPLES)
      .map(({ place, dates: all, lost, why }) => ({
        key: 'dates-lost',
        params: { ...placeParams(place, facts), dates: all, lost, why: LOST_WORDS[why] },
      })),
    ...(banned > 0 ? [{ key: 'banned', params: { count: banned } }] : []),
  ]
}

/** A weekly place in words. */
export function placeParams(
  { spaceId, weekday, from, until }: WeeklyPlace,
  { spaces }: SeasonInputs['facts'],
): Readonly<Record<'space' | 'weekday' | 'time', Param>> {
  return {
    space: spaces.get(spaceId)?.name ?? spaceId,
    weekday: WEEKDAY_WORDS[weekday - 1] ?? '',
    time: `${clock(from)}–${clock(until)}`,
  }
}

/** `18:30` */
export function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function cappedReason({ partyId }: SeasonSection, { round, facts }: SeasonInputs): SeasonReason {
  const party = facts.parties.get(partyId)?.name ?? ''
  return { key: 'party-minutes', params: { party, most: round.partyMinutes ?? 0 } }
}

function competitorsOf(found: Reasons | undefined, season: SeasonProblem, problem: Problem): Unmet['competitors'] {
  const counts = new Map<string, number>()
  for (const { activity, options } of found?.competitors ?? []) {
    const { id } = season.wishes[problem.wishOf[activity]!]!.section
    counts.set(id, (counts.get(id) ?? 0) + options)
  }
  return [...counts]
    .map(([sectionId, options]) => ({ sectionId, options }))
    .toSorted((a, b) => b.options - a.options || a.sectionId.localeCompare(b.sectionId))
    .slice(0, MOST_COMPETITORS)
}

/** Instants travel as ISO 8601. */
function wireParams(
  params: Readonly<Record<string, Param>>,
  constraint: string,
  timeZone: string,
): SeasonReason['params'] {
  const messages = VIOLATION_MESSAGES[constraint]
  const instants = messages ? instantKeys(messages) : new Set<string>()
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      instants.has(key) && typeof value === 'number' ? formatInstant(value, timeZone) : value,
    ]),
  )
}
