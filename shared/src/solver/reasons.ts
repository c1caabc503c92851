import { standing } from './construct.ts'
import { priceOf as priceOfDegree } from './conditions.ts'
import { type Contest, contestOf } from './contest.ts'
import { type Plan, emptyPlan, inLanes, put, take } from './plan.ts'
import { UNPLACED, type Problem } from './problem.ts'
import type { Kernel } from './rules/define.ts'
import { costRules } from './rules/index.ts'
import { unplaced } from './rules/unplaced.ts'

/** Why one way of granting a wish is closed. */
export type Block =
  /** Others stand there: in the space, or with the same person or class. */
  | { readonly kind: 'taken'; readonly rule: 'space-overlap' | 'person-overlap'; readonly by: readonly number[] }
  /** One of those who stand there is pinned. */
  | { readonly kind: 'pinned'; readonly by: readonly number[] }
  /** It is free, but a condition that must hold would be broken there: the rule that says so. */
  | { readonly kind: 'condition'; readonly rule: string }
  /** It is free, but the plan as a whole would cost more, most of it by one rule. */
  | { readonly kind: 'dearer'; readonly cost: number; readonly rule: string }
  /** It is free and would make the plan better: the search has not come to it. */
  | { readonly kind: 'open'; readonly gain: number }

/** Why a wish has no place: all its ways, counted by what closes them. */
export interface Reasons {
  readonly activity: number
  readonly wish: string
  /** How many places were offered at all; 0 when no space or time fits the wish. */
  readonly options: number
  readonly spaceTaken: number
  readonly personTaken: number
  readonly pinned: number
  readonly condition: number
  readonly dearer: number
  readonly open: number
  /** Rules that close free ways, hard or dear, and how many each, most first. */
  readonly rules: readonly { readonly rule: string; readonly options: number }[]
  /** Who stands in the way, and in how many of the ways; in how many of those in the space itself. Most first. */
  readonly competitors: readonly {
    readonly activity: number
    readonly wish: string
    readonly options: number
    readonly inSpace: number
  }[]
  readonly contest: Contest
  /** The way that would cost least if those who stand there gave way. */
  readonly nearest: { readonly space: string; readonly start: number; readonly block: Block } | null
}

/** The reasons of every activity without a place, from the final plan alone: they hold whatever way the plan was found. */
export function reasonsOf(problem: Problem, place: Int32Array): readonly Reasons[] {
  const plan = emptyPlan(problem)
  const watch = watchOf(problem)
  place.forEach((at, activity) => {
    if (at === UNPLACED) return
    put(plan, activity, at)
    for (const { kernel } of watch.books) kernel.put(activity, at)
  })
  return [...place.keys()]
    .filter((activity) => place[activity] === UNPLACED)
    .map((activity) => reasonsFor(plan, watch, activity))
}

/** The books of single rules: who says what a step would cost. */
interface Watch {
  /** The price of a hard breach. */
  readonly hard: number
  readonly books: readonly { readonly id: string; readonly kernel: Kernel }[]
}

function watchOf(problem: Problem): Watch {
  const books = costRules.flatMap((rule) => {
    const kernel = rule === unplaced ? null : rule.kernel(problem)
    return kernel === null ? [] : [{ id: rule.id, kernel }]
  })
  return { hard: priceOfDegree(problem.spec, 'required'), books }
}

function reasonsFor(plan: Plan, watch: Watch, activity: number): Reasons {
  const { problem } = plan
  const w = problem.wishOf[activity]!
  const ways = [...problem.options.subarray(problem.optionAt[w], problem.optionAt[w + 1])].map((place) => {
    const block = blockOf(plan, watch, activity, place)
    return { place, block, price: priceOf(plan, activity, place, block) }
  })
  const count = (is: (block: Block) => boolean): number => ways.filter(({ block }) => is(block)).length
  const wishId = (who: number): string => problem.spec.wishes[problem.wishOf[who]!]!.id
  const nearest = ways.toSorted((a, b) => a.price - b.price || a.place - b.place)[0]
  const blocks = ways.map(({ block }) => block)
  return {
    activity,
    wish: wishId(activity),
    options: ways.length,
    spaceTaken: count((block) => block.kind === 'taken' && block.rule === 'space-overlap'),
    personTaken: count((block) => block.kind === 'taken' && block.rule === 'person-overlap'),
    pinned: count(({ kind }) => kind === 'pinned'),
    condition: count(({ kind }) => kind === 'condition'),
    dearer: count(({ kind }) => kind === 'dearer'),
    open: count(({ kind }) => kind === 'open'),
    rules: tally(
      blocks.flatMap((block) => (block.kind === 'condition' || block.kind === 'dearer' ? [block.rule] : [])),
    ).map(({ key, count: options }) => ({ rule: key, options })),
    competitors: tally(blocks.flatMap((block) => ('by' in block ? block.by : []))).map(
      ({ key: who, count: options }) => ({
        ...{ activity: who, wish: wishId(who), options },
        inSpace: blocks.filter(
          (block) => 'by' in block && 'rule' in block && block.rule === 'space-overlap' && block.by.includes(who),
        ).length,
      }),
    ),
    contest: contestOf(problem, plan.place, w),
    nearest:
      nearest === undefined
        ? null
        : {
            space: problem.spec.spaces[problem.spaceOf[nearest.place]!]!,
            start: problem.startOf[nearest.place]!,
            block: nearest.block,
          },
  }
}

/** How often each is named, most first, then by name. */
function tally<Key extends string | number>(
  list: readonly Key[],
): readonly { readonly key: Key; readonly count: number }[] {
  const counts = new Map<Key, number>()
  for (const key of list) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

function blockOf(plan: Plan, { hard, books }: Watch, activity: number, place: number): Block {
  const { problem } = plan
  const by = standing(plan, activity, place)
  if (by.length > 0) {
    if (by.some((who) => problem.pinned[who] !== UNPLACED)) return { kind: 'pinned', by }
    const isInSpace = inLanes(plan, activity, place, -1) !== -1
    return { kind: 'taken', rule: isInSpace ? 'space-overlap' : 'person-overlap', by }
  }
  const change = plan.kernel.move(activity, UNPLACED, place)
  if (change < 0) return { kind: 'open', gain: -change }
  const parts = books.map(({ id, kernel }) => ({ rule: id, cost: kernel.move(activity, UNPLACED, place) }))
  const { rule, cost } = parts.reduce((most, part) => (part.cost > most.cost ? part : most), {
    rule: 'unplaced',
    cost: 0,
  })
  return cost >= hard ? { kind: 'condition', rule } : { kind: 'dearer', cost: change, rule }
}

/** What the plan would cost more if the wish had this place and those who stand there had none. */
function priceOf(plan: Plan, activity: number, place: number, block: Block): number {
  if (block.kind === 'pinned') return Infinity
  const out = 'by' in block ? block.by : []
  const homes = out.map((who) => plan.place[who]!)
  let change = 0
  for (const who of out) change += take(plan, who)
  change += plan.kernel.move(activity, UNPLACED, place)
  out.forEach((who, k) => put(plan, who, homes[k]!))
  return change
}
