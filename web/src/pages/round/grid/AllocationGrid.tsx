import type { WeekSpanWire } from '@gongyue/shared/api/rounds.ts'
import { useEffect, useRef } from 'preact/hooks'
import { spaceName } from '../../../app/spaces.ts'
import { weekdayWord } from '../../../rules/weekdays.ts'
import { clockAt } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round-grid.ts'
import type { Difference } from './blocks.ts'
import type { Carrying } from './carry.ts'
import { dayIn, extentOf, type Grid } from './geometry.ts'
import { GridBlock } from './GridBlock.tsx'
import { Ghost, Placements } from './Ghost.tsx'

interface AllocationGridProps {
  readonly grid: Grid
  readonly windows: readonly WeekSpanWire[]
  readonly zoom: number
  readonly carrying: Carrying
  readonly selected: string | null
  /** Keys of blocks that pass the search; null: all. */
  readonly found: ReadonlySet<string> | null
  readonly differences: ReadonlyMap<string, Difference>
  readonly onSelect: (key: string) => void
}

/** The week over all places, blocks to scale. What moves (ghost, placements) is drawn apart, so that the blocks are not. */
export function AllocationGrid(props: AllocationGridProps) {
  const { grid, windows, zoom, carrying, selected, found, differences, onSelect } = props
  const scroll = useRef<HTMLDivElement>(null)
  // on one scale, one head is enough
  const days = grid.byDay ? grid.days.slice(0, 1) : grid.days
  const minutes = days.reduce((sum, { from, until }) => sum + until - from, 0)
  const everyHours = days.length === 1 ? 1 : minutes / zoom > 2400 ? 4 : 2
  const first = grid.rows[0]?.placed[0]?.block.key ?? null
  const stop = selected ?? first
  const shown = windows.filter(({ weekday }) => dayIn(grid.days, weekday) !== undefined)
  useEffect(() => {
    if (selected === null) return
    scroll.current
      ?.querySelector(`[data-weekly='${selected}']`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected, zoom])
  return (
    <div ref={scroll} class="alloc-scroll" data-alloc-scroll role="group" aria-label={t('title')}>
      <div class="alloc" style={`--lanes:${grid.lanes};min-width:${zoom * 100}%`}>
        <div class="alloc-corner" />
        <div class="alloc-days" aria-hidden="true">
          {days.map(({ weekday, from, until, left, width }) => (
            <div key={weekday} style={`left:${left * 100}%;width:${width * 100}%`}>
              {!grid.byDay && <b>{weekdayWord(weekday)}</b>}
              {hoursBetween(from, until, everyHours).map((minute) => (
                <i key={minute} style={`left:${((minute - from) / (until - from)) * 100}%`}>
                  {days.length === 1 ? clockAt(minute) : minute / 60}
                </i>
              ))}
            </div>
          ))}
        </div>
        <div class="alloc-heads">
          {grid.rows.map(({ id, spaceId, weekday, lanes }) => (
            <div key={id} style={`height:calc(${lanes} * var(--lane))`}>
              {weekday === null ? spaceName(spaceId) : weekdayWord(weekday)}
            </div>
          ))}
        </div>
        <div class="alloc-body" data-alloc-body>
          {grid.rows.map(({ id, top, lanes }) => (
            <div
              key={id}
              class="alloc-row"
              style={`top:calc(${top} * var(--lane));height:calc(${lanes} * var(--lane))`}
            />
          ))}
          {grid.rows.slice(0, grid.byDay ? undefined : 1).flatMap((row) =>
            shown
              .filter(({ weekday }) => row.weekday === null || row.weekday === weekday)
              .map((span) => {
                const extent = extentOf(grid, { spaceId: row.spaceId, ...span })
                const tall = grid.byDay ? row.lanes : grid.lanes
                return (
                  extent && (
                    <div
                      key={`${row.id} ${span.weekday} ${span.from}`}
                      class="alloc-window"
                      style={`left:${extent.left}%;width:${extent.width}%;top:calc(${row.top} * var(--lane));height:calc(${tall} * var(--lane))`}
                    />
                  )
                )
              }),
          )}
          {days.map(({ weekday, left }) => (
            <div key={weekday} class="alloc-line" style={`left:${left * 100}%`} />
          ))}
          <Placements grid={grid} carrying={carrying} />
          {grid.rows.flatMap((row) =>
            row.placed.map(({ block, lane }) => (
              <GridBlock
                key={block.key}
                block={block}
                extent={extentOf(grid, block.place)}
                top={row.top + lane}
                stop={block.key === stop}
                selected={block.key === selected}
                faded={found !== null && !found.has(block.key)}
                difference={differences.get(block.key) ?? null}
                onSelect={onSelect}
              />
            )),
          )}
          <Ghost grid={grid} carrying={carrying} />
        </div>
      </div>
    </div>
  )
}

/** Full hours from an hour on; the last has no room for its figures. */
function hoursBetween(from: number, until: number, every: number): readonly number[] {
  return Array.from({ length: Math.ceil((until - from) / 60 / every) }, (_, at) => from + at * every * 60).filter(
    (minute) => until - minute >= every * 30,
  )
}
