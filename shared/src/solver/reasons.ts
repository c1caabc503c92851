import { standing } from './construct.ts'
import { type Plan, emptyPlan, put, take } from './plan.ts'
import { UNPLACED, type Problem } from './problem.ts'

/** Why one way of granting a wish is closed. */
export type Block =
  /** Others stand there: in the space, or with the same person or class. */
  | { readonly kind: 'taken'; readonly rule: 'space-overlap' | 'person-overlap'; readonly by: readonly number[] }
  /** One of those who stand there is pinned. */
  | { readonly kind: 'pinned'; readonly by: readonly number[] }
  /** It is free, but the plan as a whole would cost more. */
  | { readonly kind: 'dearer'; readonly cost: number }
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
  readonly dearer: number
  readonly open: number
  /** Who stands in the way, and in how many of the ways, most first. */
  readonly competitors: readonly { readonly activity: number; readonly wish: string; readonly options: number }[]
  /** The way that would cost least if those who stand there gave way. */
  readonly nearest: { readonly space: string; readonly start: number; readonly block: Block } | null
}

/** The reasons of every activity without a place, from the final plan alone: they hold whatever way the plan was found. */
export function reasonsOf(problem: Problem, place: Int32Array): readonly Reasons[] {
  const plan = emptyPlan(problem)
  place.forEach((at, activity) => {
    if (at !== UNPLACED) put(plan, activity, at)
  })
  return [...place.keys()]
    .filter((activity) => place[activity] === UNPLACED)
    .map((activity) => reasonsFor(plan, activity))
}

function reasonsFor(plan: Plan, activity: number): Reasons {
  const { problem } = plan
  const w = problem.wishOf[activity]!
  const ways = [...problem.options.subarray(problem.optionAt[w], problem.optionAt[w + 1])].map((place) => {
    const block = blockOf(plan, activity, place)
    return { place, block, price: priceOf(plan, activity, place, block) }
  })
  const count = (is: (block: Block) => boolean): number => ways.filter(({ block }) => is(block)).length
  const blamed = new Map<number, number>()
  for (const { block } of ways)
    if ('by' in block) for (const who of block.by) blamed.set(who, (blamed.get(who) ?? 0) + 1)
  const wishId = (who: number): string => problem.spec.wishes[problem.wishOf[who]!]!.id
  const nearest = ways.toSorted((a, b) => a.price - b.price || a.place - b.place)[0]
  return {
    activity,
    wish: wishId(activity),
    options: ways.length,
    spaceTaken: count((block) => block.kind === 'taken' && block.rule === 'space-overlap'),
    personTaken: count((block) => block.kind === 'taken' && block.rule === 'person-overlap'),
    pinned: count(({ kind }) => kind === 'pinned'),
    dearer: count(({ kind }) => kind === 'dearer'),
    open: count(({ kind }) => kind === 'open'),
    competitors: [...blamed]
      .map(([who, options]) => ({ activity: who, wish: wishId(who), options }))
      .toSorted((a, b) => b.options - a.options || a.activity - b.activity),
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

function blockOf(plan: Plan, activity: number, place: number): Block {
  const { problem, inSpace } = plan
  const by = standing(plan, activity, place)
  if (by.length > 0) {
    if (by.some((who) => problem.pinned[who] !== UNPLACED)) return { kind: 'pinned', by }
    const length = problem.duration[activity]!
    const inSpaceThere = inSpace.subarray(place, place + length).some((who) => who !== -1)
    return { kind: 'taken', rule: inSpaceThere ? 'space-overlap' : 'person-overlap', by }
  }
  const change = plan.kernel.move(activity, UNPLACED, place)
  return change >= 0 ? { kind: 'dearer', cost: change } : { kind: 'open', gain: -change }
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
