import type { Params } from '../domain/message.ts'
import type { Name } from '../domain/names.ts'
import type { Problem } from './problem.ts'
import type { Reasons } from './reasons.ts'
import type { WayOut } from './would-work.ts'

/** A sentence that can be kept and said in any language: a key of `i18n/season.ts` and its parameters. */
export interface Told {
  readonly key: string
  readonly params: Params
}

/** How things of a spec are called by people: a spec has numbers only. */
export interface Words {
  /** From a slot to the one after the last. */
  time(start: number, end: number): Name
  /** Several starts at once: "Friday evening". */
  window(starts: readonly number[]): Name
  wish(index: number): Name
  space(index: number): Name
  /** The title of a rule. */
  rule(id: string): Name
}

/** How many competitors a sentence names. */
const MOST_NAMED = 3

/**
 * Why a wish has no place, as sentences: who contends for what, what closes how many of its places, the nearest one, and what
 * would have worked. Every number counts places of the wish.
 */
export function tellReasons(
  problem: Problem,
  reasons: Reasons,
  words: Words,
  waysOut: readonly WayOut[] = [],
): readonly Told[] {
  const { contest, rules, competitors, nearest } = reasons
  const { wishOf, spec, duration } = problem
  const length = duration[reasons.activity]!
  const names = (list: Reasons['competitors']): Name =>
    joined(
      [...new Set(list.map(({ activity }) => wishOf[activity]!))].slice(0, MOST_NAMED).map((wish) => words.wish(wish)),
    )
  const out: Told[] = []
  const say = (key: string, params: Params, when: boolean): void => void (when && out.push({ key, params }))
  const { options: places } = reasons
  say('no-place-fits', {}, places === 0)
  const isContested = contest.wanting > 1
  const window = words.window(contest.starts)
  say('contest', { window, places, wanting: contest.wanting, got: contest.got }, places > 0 && isContested)
  say('winners-had-less', { parties: contest.hadLess }, contest.hadLess > 0)
  say('winners-by-lot', { parties: contest.byLot, lot: spec.lot ?? 0 }, contest.byLot > 0 && spec.lot !== undefined)
  const inSpace = competitors.filter((one) => one.inSpace > 0)
  const elsewhere = competitors.filter((one) => one.inSpace < one.options)
  say('space-taken', { count: reasons.spaceTaken, who: names(inSpace) }, reasons.spaceTaken > 0)
  say('person-taken', { count: reasons.personTaken, who: names(elsewhere) }, reasons.personTaken > 0)
  say('pinned', { count: reasons.pinned }, reasons.pinned > 0)
  const rule = joined(rules.slice(0, MOST_NAMED).map(({ rule: id }) => words.rule(id)))
  say('condition', { count: reasons.condition, rule }, reasons.condition > 0)
  say('dearer', { count: reasons.dearer, rule }, reasons.dearer > 0)
  say('open', { count: reasons.open }, reasons.open > 0)
  if (nearest !== null) {
    const space = words.space(spec.spaces.indexOf(nearest.space))
    say('nearest', { space, time: words.time(nearest.start, nearest.start + length) }, true)
  }
  for (const { space, start, change } of waysOut)
    say(`would-work-${change}`, { space: words.space(space), time: words.time(start, start + length) }, true)
  return out
}

/** What a party asked for and has, where something is missing: never silently less. */
export function tellShortfall(problem: Problem, place: Int32Array, party: number): readonly Told[] {
  const { spec, wishOf } = problem
  const own = [...place.keys()].filter((activity) => spec.wishes[wishOf[activity]!]!.party === party)
  const slots = (list: readonly number[]): number =>
    list.reduce((sum, activity) => sum + problem.duration[activity]!, 0)
  const asked = slots(own)
  const got = slots(own.filter((activity) => place[activity]! >= 0))
  return got < asked ? [{ key: 'shortfall', params: { asked, got, short: asked - got } }] : []
}

/** Several names as one. */
function joined(names: readonly Name[]): Name {
  return { 'zh-CN': names.map((name) => name['zh-CN']).join('、'), en: names.map((name) => name.en).join(', ') }
}
