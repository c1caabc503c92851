import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { WEEKDAYS, weekdayWord } from '../rules/weekdays.ts'
import { t } from '../text/rounds.ts'
import { cellKey, paintedBetween, type Painted, type WeekCell } from './week-cells.ts'
import { clockAt } from './week-time.ts'

/** What a cell can be painted with. */
export interface Brush<V extends string> {
  readonly value: V
  readonly label: string
  /** Stands in the cell, so that colour is not alone. */
  readonly mark: string
}

interface WeekPaintProps<V extends string> {
  readonly label: string
  readonly step: number
  readonly hours: { readonly from: number; readonly until: number }
  readonly cells: Painted<V>
  readonly brushes: readonly Brush<V>[]
  readonly brush: V
  readonly allowed?: (cell: WeekCell) => boolean
  readonly onPaint: (cells: Painted<V>) => void
}

/** A finger that rests this long paints on; one that moves before that scrolls. */
const REST_MS = 220

interface Stroke<V extends string> {
  readonly from: WeekCell
  readonly value: V | null
  readonly before: Painted<V>
}

/**
 * The week to paint on. A mouse draws rectangles, a finger taps cells or rests and draws, keys walk with arrows, paint with Space and
 * draw with Shift and arrows. A stroke that begins on its own colour wipes.
 */
export function WeekPaint<V extends string>(props: WeekPaintProps<V>) {
  const { label, step, hours, cells, brushes, brush, onPaint, allowed = () => true } = props
  const place = useRef<HTMLTableElement>(null)
  const stroke = useRef<Stroke<V> | null>(null)
  const byMouse = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const cursor = useSignal<WeekCell>({ weekday: 1, minute: hours.from })
  const minutes = Array.from({ length: (hours.until - hours.from) / step }, (_, at) => hours.from + at * step)
  const valueAt = (cell: WeekCell): V | null => (cells.get(cellKey(cell)) === brush ? null : brush)
  const draw = (to: WeekCell): void => {
    const now = stroke.current
    if (now) onPaint(paintedBetween(now.before, now.from, to, now.value, step, allowed))
  }
  const begin = (from: WeekCell): void => {
    stroke.current = { from, value: valueAt(from), before: cells }
    draw(from)
  }
  useEffect(() => {
    const end = (): void => {
      clearTimeout(timer.current)
      stroke.current = null
    }
    // A finger that paints does not scroll.
    const hold = (event: TouchEvent): void => {
      if (stroke.current) event.preventDefault()
    }
    const table = place.current
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
    table?.addEventListener('touchmove', hold, { passive: false })
    return () => {
      end()
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
      table?.removeEventListener('touchmove', hold)
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    const { weekday, minute } = cursor.peek()
    const step7 = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
    const down = { ArrowUp: -step, ArrowDown: step }[event.key] ?? 0
    if (step7 === 0 && down === 0) return
    event.preventDefault()
    const to = {
      weekday: WEEKDAYS[Math.min(6, Math.max(0, weekday - 1 + step7))] ?? weekday,
      minute: Math.min(hours.until - step, Math.max(hours.from, minute + down)),
    }
    if (event.shiftKey) {
      stroke.current ??= { from: { weekday, minute }, value: brush, before: cells }
      draw(to)
    } else stroke.current = null
    cursor.value = to
    place.current?.querySelector<HTMLElement>(`[data-cell='${cellKey(to)}']`)?.focus()
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!stroke.current) {
      if (event.pointerType !== 'mouse') clearTimeout(timer.current)
      return
    }
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]')
    const cell = under && place.current?.contains(under) ? cellOf(under) : null
    if (cell) draw(cell)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and strokes bubble up from the cells, which are buttons
    <table
      ref={place}
      class="week-paint"
      aria-label={label}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key === 'Shift') stroke.current = null
      }}
    >
      <thead>
        <tr>
          <td>
            <span class="unseen">{t('time')}</span>
          </td>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {weekdayWord(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {minutes.map((minute) => (
          <tr key={minute} class={minute % 60 === 0 ? 'full' : undefined}>
            <th scope="row">{minute % 60 === 0 ? clockAt(minute) : <span class="unseen">{clockAt(minute)}</span>}</th>
            {WEEKDAYS.map((weekday) => {
              const cell = { weekday, minute }
              const value = cells.get(cellKey(cell))
              const painted = brushes.find((one) => one.value === value)
              const free = allowed(cell)
              const { weekday: day, minute: at } = cursor.value
              return (
                <td key={weekday}>
                  {free || painted ? (
                    <button
                      type="button"
                      data-cell={cellKey(cell)}
                      class={`paint${painted ? ` ${painted.value}` : ''}`}
                      tabIndex={day === weekday && at === minute ? 0 : -1}
                      aria-pressed={painted !== undefined}
                      aria-label={`${weekdayWord(weekday)} ${clockAt(minute)} ${painted?.label ?? t('paintNone')}`}
                      onFocus={() => (cursor.value = cell)}
                      onPointerDown={(event) => {
                        if (event.button !== 0) return
                        // else every move is told to the cell where it began
                        if (event.currentTarget.hasPointerCapture(event.pointerId))
                          event.currentTarget.releasePointerCapture(event.pointerId)
                        byMouse.current = event.pointerType === 'mouse'
                        if (byMouse.current) begin(cell)
                        else timer.current = setTimeout(() => begin(cell), REST_MS)
                      }}
                      onClick={(event) => {
                        // a mouse has painted by now; fingers and keys come here
                        if (!(event.detail > 0 && byMouse.current) && !stroke.current)
                          onPaint(paintedBetween(cells, cell, cell, valueAt(cell), step, allowed))
                      }}
                    >
                      {painted?.mark}
                    </button>
                  ) : (
                    <span class="paint shut" />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellOf(element: HTMLElement): WeekCell | null {
  const [day, minute] = (element.dataset['cell'] ?? '').split(' ').map(Number)
  const weekday = WEEKDAYS.find((one) => one === day)
  return weekday === undefined || minute === undefined ? null : { weekday, minute }
}
