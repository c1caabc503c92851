import { t } from '../text/board.ts'
import { hourTicks, slotAt, type Scale } from './scale.ts'

/** The hours along the top. Stays in sight. */
export function TimeHead({ scale, zone }: { readonly scale: Scale; readonly zone: string }) {
  const perHour = 4
  return (
    <div class="board-head" role="row" aria-rowindex={1}>
      <div class="board-corner" role="columnheader" aria-colindex={1}>
        {t('spaces')}
      </div>
      <div class="board-hours" role="presentation">
        {hourTicks(scale, zone).map(({ at, label, left }) => (
          <div
            key={at}
            class="board-hour"
            role="columnheader"
            aria-colindex={slotAt(scale, at) + 2}
            aria-colspan={perHour}
            style={`left:${left}%`}
          >
            {label}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Quarter and hour lines behind all rows: one layer for the whole board, because gradients blur between pixels. */
export function TimeLines({ scale, zone }: { readonly scale: Scale; readonly zone: string }) {
  const hours = new Set(hourTicks(scale, zone).map(({ at }) => slotAt(scale, at)))
  return (
    <div class="board-lines" aria-hidden="true">
      {Array.from({ length: scale.slots }, (_, slot) => (
        <i key={slot} class={hours.has(slot) ? 'hour' : undefined} style={`left:${(slot / scale.slots) * 100}%`} />
      ))}
    </div>
  )
}
