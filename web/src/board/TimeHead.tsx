import { t } from '../text/board.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { dayLabel } from '../text/when.ts'
import { dayMarks, hourTicks, slotAt, type Scale } from './scale.ts'

/** The hours along the top. Stays in sight. */
export function TimeHead({ scale, zone }: { readonly scale: Scale; readonly zone: string }) {
  const perHour = 4
  const several = scale.parts.length > 1
  return (
    <div class={`board-head${several ? ' days' : ''}`} role="row" aria-rowindex={1}>
      <div class="board-corner" role="columnheader" aria-colindex={1}>
        {t('spaces')}
      </div>
      <div class="board-hours" role="presentation">
        {hourTicks(scale, zone).map(({ at, label, left }) => (
          <div
            key={at}
            class={`board-hour${several && Number(label.slice(0, 2)) % 4 !== 0 ? ' quiet' : ''}`}
            role="columnheader"
            aria-colindex={slotAt(scale, at) + 2}
            aria-colspan={perHour}
            style={`left:${left}%`}
          >
            {label}
          </div>
        ))}
        {several &&
          dayMarks(scale).map(({ at, left, width }) => (
            <div key={at} class="board-head-day" aria-hidden="true" style={`left:${left}%;width:${width}%`}>
              {dayLabel(localDateOf(at, zone))}
            </div>
          ))}
      </div>
    </div>
  )
}

/** Quarter and hour lines behind all rows: one layer for the whole board, because gradients blur between pixels. */
export function TimeLines({ scale, zone }: { readonly scale: Scale; readonly zone: string }) {
  const hours = new Set(hourTicks(scale, zone).map(({ at }) => slotAt(scale, at)))
  const days = new Set(scale.parts.slice(1).map(({ start }) => slotAt(scale, start)))
  return (
    <div class="board-lines" aria-hidden="true">
      {Array.from({ length: scale.slots }, (_, slot) => (
        <i
          key={slot}
          class={days.has(slot) ? 'day' : hours.has(slot) ? 'hour' : undefined}
          style={`left:${(slot / scale.slots) * 100}%`}
        />
      ))}
    </div>
  )
}
