import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { BoardSpace } from './day.ts'

/** A row of the board before anything lies in it. */
export interface RowPlan {
  readonly space: BoardSpace
  readonly depth: number
  /** `group` has rows below it, open or folded; `single` stands alone. */
  readonly role: 'group' | 'single'
  readonly folded: boolean
  /** How many rows it folds and unfolds. */
  readonly parts: number
  /** Spaces of rows that are folded away under this one. */
  readonly hidden: readonly BoardSpace[]
}

/** Groups larger than this start folded: forty gym places would push everything else off the screen. */
const FOLD_FROM = 15

/** The rows in the order of the board: each group's parts under it, unless it is folded. `kind` keeps only that kind of group. */
export function planRows(
  spaces: readonly BoardSpace[],
  folded: ReadonlySet<string>,
  kind: SpaceKind | null,
): readonly RowPlan[] {
  const partsOf = partsByParent(spaces)
  const rows: RowPlan[] = []
  const add = (space: BoardSpace, depth: number): void => {
    const parts = partsOf.get(space.id) ?? []
    const below = everythingBelow(space, partsOf)
    const isFolded = parts.length > 0 && folded.has(space.id)
    rows.push({
      space,
      depth,
      role: parts.length > 0 ? 'group' : 'single',
      folded: isFolded,
      parts: below.length,
      hidden: isFolded ? below : [],
    })
    if (!isFolded) for (const part of parts) add(part, depth + 1)
  }
  for (const root of rootsOf(spaces)) if (kind === null || root.kind === kind) add(root, 0)
  return rows
}

/** Every group, largest fold first: what the fold-all button works on. */
export function groupIds(spaces: readonly BoardSpace[]): readonly string[] {
  return [...partsByParent(spaces).keys()]
}

/** The groups that are too large to start open. */
export function foldedAtFirst(spaces: readonly BoardSpace[]): ReadonlySet<string> {
  const partsOf = partsByParent(spaces)
  return new Set(groupIds(spaces).filter((id) => (partsOf.get(id)?.length ?? 0) > FOLD_FROM))
}

/** The kinds of group that the filter offers, in the order of the board. */
export function kindsOf(spaces: readonly BoardSpace[]): readonly SpaceKind[] {
  return [...new Set(rootsOf(spaces).map(({ kind }) => kind))]
}

/** A space whose parent is not on the board stands by itself. */
function rootsOf(spaces: readonly BoardSpace[]): readonly BoardSpace[] {
  const known = new Set(spaces.map(({ id }) => id))
  return spaces.filter(({ parentId }) => parentId === null || !known.has(parentId))
}

function partsByParent(spaces: readonly BoardSpace[]): ReadonlyMap<string, readonly BoardSpace[]> {
  const known = new Set(spaces.map(({ id }) => id))
  const parts = new Map<string, BoardSpace[]>()
  for (const space of spaces) {
    if (space.parentId === null || !known.has(space.parentId)) continue
    const list = parts.get(space.parentId)
    if (list) list.push(space)
    else parts.set(space.parentId, [space])
  }
  return parts
}

function everythingBelow(
  space: BoardSpace,
  partsOf: ReadonlyMap<string, readonly BoardSpace[]>,
): readonly BoardSpace[] {
  return (partsOf.get(space.id) ?? []).flatMap((part) => [part, ...everythingBelow(part, partsOf)])
}
