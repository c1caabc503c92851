import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { merged, overlaps, without, type Interval } from '@gongyue/shared/time/interval.ts'
import { keepsOut, type Block, type BoardDay, type BoardSpace, type Shutting } from './day.ts'
import { occupancy, type Step } from './density.ts'
import { intoLanes } from './lanes.ts'
import { extentOf, type Extent, type Scale } from './scale.ts'
import { planRows, type RowPlan } from './tree.ts'

/** A block where it lies. `core` is what people booked, inside `extent`, which has set-up and strike too. */
export interface Placed {
  readonly block: Block
  readonly lane: number
  readonly extent: Extent
  /** Percent of the block's own width. */
  readonly setUp: number
  readonly strike: number
}

/** Time in which another space's blocks keep this one from being booked. */
export interface Ghost {
  readonly span: Interval
  readonly extent: Extent
  readonly blockIds: readonly string[]
}

/** Time in which a space is not open, and why when somebody shut it. */
export interface Shut {
  readonly span: Interval
  readonly extent: Extent
  readonly reason: string | null
}

/** Requests that lie in folded rows: they must not vanish with them. */
export interface Asked {
  readonly span: Interval
  readonly extent: Extent
  readonly blockIds: readonly string[]
}

/** One row, ready to draw. */
export interface Row {
  readonly id: string
  readonly space: BoardSpace
  readonly depth: number
  readonly role: RowPlan['role']
  readonly folded: boolean
  readonly parts: number
  /** Where it starts, counted in lanes from the top of the board: enough to find the rows in a window. */
  readonly firstLane: number
  readonly lanes: number
  readonly placed: readonly Placed[]
  readonly ghosts: readonly Ghost[]
  readonly shut: readonly Shut[]
  readonly asked: readonly Asked[]
  /** Of groups only. */
  readonly density: readonly Step[] | null
}

export interface Layout {
  readonly scale: Scale
  readonly rows: readonly Row[]
  /** Height of the whole board in lanes. */
  readonly lanes: number
}

export interface LayoutInput {
  readonly day: BoardDay
  readonly spaces: readonly BoardSpace[]
  readonly folded: ReadonlySet<string>
  readonly kind: SpaceKind | null
  readonly scale: Scale
}

/** Lays a day out. Pure, and quick enough (under 5 ms for 600 blocks) to be done anew on every change. */
export function layOut({ day, spaces, folded, kind, scale }: LayoutInput): Layout {
  const shown: Interval = { start: scale.from, end: scale.until }
  const atoms = new Map(spaces.map(({ id, atomIds }) => [id, atomIds]))
  const blocks = day.blocks.filter((block) => overlaps(block.held, shown) && block.state !== 'cancelled')
  const firm = blocks.filter(keepsOut)
  const bySpace = gathered(blocks, ({ spaceId }) => [spaceId])
  const byAtom = gathered(firm, ({ spaceId }) => atoms.get(spaceId) ?? [])
  let firstLane = 0
  const rows = planRows(spaces, folded, kind).map((plan): Row => {
    const own = bySpace.get(plan.space.id) ?? []
    const lanes = intoLanes(own.map((block) => ({ id: block.id, held: block.held, firm: keepsOut(block) })))
    const row: Row = {
      id: plan.space.id,
      space: plan.space,
      depth: plan.depth,
      role: plan.role,
      folded: plan.folded,
      parts: plan.parts,
      firstLane,
      lanes: lanes.count,
      placed: own.flatMap((block) => place(block, lanes.of.get(block.id) ?? 0, scale)).toSorted(byStart),
      ghosts: plan.role === 'group' ? [] : ghostsOf(plan.space, byAtom, scale),
      shut: shutOf(plan.space.id, day, scale),
      asked: plan.folded ? askedOf(plan.hidden, bySpace, scale) : [],
      density: plan.role === 'group' ? densityOf(plan.space, own, firm, atoms, shown) : null,
    }
    firstLane += lanes.count
    return row
  })
  return { scale, rows, lanes: firstLane }
}

function place(block: Block, lane: number, scale: Scale): readonly Placed[] {
  const extent = extentOf(scale, block.held)
  if (!extent) return []
  const from = Math.max(block.held.start, scale.from)
  const until = Math.min(block.held.end, scale.until)
  const share = (part: Interval): number => {
    const length = Math.min(part.end, until) - Math.max(part.start, from)
    return Math.round((Math.max(0, length) / (until - from)) * 1000) / 10
  }
  return [
    {
      block,
      lane,
      extent,
      setUp: share({ start: block.held.start, end: block.during.start }),
      strike: share({ start: block.during.end, end: block.held.end }),
    },
  ]
}

function byStart(a: Placed, b: Placed): number {
  return a.block.during.start - b.block.during.start || a.lane - b.lane
}

/** Blocks under each of their keys. (`Map.groupBy` is newer than the browsers we build for.) */
function gathered(
  blocks: readonly Block[],
  keysOf: (block: Block) => readonly string[],
): ReadonlyMap<string, readonly Block[]> {
  const byKey = new Map<string, Block[]>()
  for (const block of blocks)
    for (const key of keysOf(block)) {
      const list = byKey.get(key)
      if (list) list.push(block)
      else byKey.set(key, [block])
    }
  return byKey
}

/** How many atoms of a group its parts hold. Where the whole is booked its own block says it better. */
function densityOf(
  space: BoardSpace,
  own: readonly Block[],
  firm: readonly Block[],
  atoms: ReadonlyMap<string, readonly string[]>,
  shown: Interval,
): readonly Step[] {
  const held = firm.map((block) => ({ atomIds: atoms.get(block.spaceId) ?? [], held: block.held }))
  const covered = own.filter(keepsOut).map((block) => block.held)
  return occupancy(space.atomIds, held, shown).flatMap(({ span, used }) =>
    without([span], covered).map((rest) => ({ span: rest, used })),
  )
}

/** The shade cast by blocks of other spaces that use an atom of this one: the whole hall on its tables, a table on its half. */
function ghostsOf(space: BoardSpace, byAtom: ReadonlyMap<string, readonly Block[]>, scale: Scale): readonly Ghost[] {
  const casting = new Map<string, Block>()
  for (const atom of space.atomIds)
    for (const block of byAtom.get(atom) ?? []) if (block.spaceId !== space.id) casting.set(block.id, block)
  return spansWithBlocks([...casting.values()], scale)
}

function askedOf(
  hidden: readonly BoardSpace[],
  bySpace: ReadonlyMap<string, readonly Block[]>,
  scale: Scale,
): readonly Asked[] {
  const requests = hidden.flatMap(({ id }) => (bySpace.get(id) ?? []).filter(({ kind }) => kind === 'request'))
  return spansWithBlocks(requests, scale)
}

function spansWithBlocks(blocks: readonly Block[], scale: Scale): readonly Ghost[] {
  return merged(blocks.map(({ held }) => held)).flatMap((span) => {
    const extent = extentOf(scale, span)
    const blockIds = blocks.filter(({ held }) => overlaps(held, span)).map(({ id }) => id)
    return extent ? [{ span, extent, blockIds }] : []
  })
}

/** Outside its hours, and inside its closures. A closure is told even where the space would not be open anyway. */
function shutOf(spaceId: string, day: BoardDay, scale: Scale): readonly Shut[] {
  const shown: Interval = { start: scale.from, end: scale.until }
  const closures = day.shuttings.filter(({ spaceIds }) => spaceIds.includes(spaceId))
  const closed = without([shown], [...(day.open.get(spaceId) ?? []), ...closures.map(({ during }) => during)])
  return [
    ...closed.map((span) => ({ span, reason: null })),
    ...closures.map(({ during, reason }: Shutting) => ({ span: during, reason })),
  ]
    .flatMap(({ span, reason }) => {
      const extent = extentOf(scale, span)
      return extent ? [{ span, extent, reason }] : []
    })
    .toSorted((a, b) => a.span.start - b.span.start)
}
