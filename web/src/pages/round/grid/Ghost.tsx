import { useMemo } from 'preact/hooks'
import { clockAt, placeWords } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round-grid.ts'
import type { Block } from './blocks.ts'
import type { Carrying, Placement } from './carry.ts'
import { extentOf, type Grid } from './geometry.ts'
import { ghostState, ghostWords } from './words.ts'

interface GhostProps {
  readonly grid: Grid
  readonly carrying: Carrying
}

/** Where what is carried would stand. */
export function Ghost({ grid, carrying }: GhostProps) {
  const carry = carrying.carry.value
  const extent = carry?.target && !carry.overTray ? extentOf(grid, carry.target.place) : null
  if (!carry?.target || !extent) return null
  const { from, until } = carry.target.place
  return (
    <div
      class={`alloc-ghost ${ghostState(carry) ?? ''}`}
      data-ghost
      aria-hidden="true"
      style={`left:${extent.left}%;width:${extent.width}%;top:calc(${extent.row.top} * var(--lane));height:calc(${extent.row.lanes} * var(--lane))`}
    >
      <b>
        {clockAt(from)}–{clockAt(until)}
      </b>
    </div>
  )
}

/** Every place of the week, shaded by what it would mean to let go there. */
export function Placements({ grid, carrying }: GhostProps) {
  const carry = carrying.carry.value
  const placements = carry?.placements ?? null
  const stretches = useMemo(() => (placements ? stretchesOf([...placements.values()]) : []), [placements])
  return (
    <>
      {stretches.map(({ state, place }) => {
        const extent = extentOf(grid, place)
        return (
          extent && (
            <div
              key={`${place.spaceId} ${place.weekday} ${place.from}`}
              class={`alloc-stretch ${state}`}
              aria-hidden="true"
              style={`left:${extent.left}%;width:${extent.width}%;top:calc(${extent.row.top} * var(--lane));height:calc(${extent.row.lanes} * var(--lane))`}
            />
          )
        )
      })}
    </>
  )
}

/** Starts of one state that follow each other are drawn as one. */
export function stretchesOf(items: readonly Placement[]): readonly Pick<Placement, 'state' | 'place'>[] {
  const sorted = items.toSorted(
    (a, b) =>
      a.place.spaceId.localeCompare(b.place.spaceId) ||
      a.place.weekday - b.place.weekday ||
      a.place.from - b.place.from,
  )
  const found: Pick<Placement, 'state' | 'place'>[] = []
  for (const { state, place } of sorted) {
    const last = found[found.length - 1]
    const joins =
      last?.state === state &&
      last.place.spaceId === place.spaceId &&
      last.place.weekday === place.weekday &&
      place.from <= last.place.until
    if (last && joins) found[found.length - 1] = { state, place: { ...last.place, until: place.until } }
    else found.push({ state, place })
  }
  return found
}

/** All that is to be said about letting go here, beside the hand. */
export function GhostCard({ carrying, blocks }: { readonly carrying: Carrying; readonly blocks: readonly Block[] }) {
  const carry = carrying.carry.value
  if (!carry) return null
  const [state, ...reasons] = ghostWords(carry, blocks)
  return (
    <div class={`alloc-card ${ghostState(carry) ?? ''} ${carry.by}`} data-ghost-card aria-hidden="true">
      <p class="alloc-card-title">{carry.title}</p>
      {carry.target && !carry.overTray && <p>{placeWords(carry.target.place)}</p>}
      <p class="alloc-card-state">{state}</p>
      {reasons.length > 0 && (
        <ul>
          {reasons.slice(0, 5).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {carry.by === 'keys' && <p class="faint">{t('carryKeys')}</p>}
    </div>
  )
}
