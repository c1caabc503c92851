import type { ReadonlySignal } from '@preact/signals'
import { clockAt } from './clock.ts'
import { positionOf, type Scale } from './scale.ts'

/** Where the day is now. Not there on other days. */
export function NowLine({
  now,
  scale,
  zone,
}: {
  readonly now: ReadonlySignal<number>
  readonly scale: Scale
  readonly zone: string
}) {
  const left = positionOf(scale, now.value)
  if (left === null) return null
  return (
    <div class="board-now" aria-hidden="true">
      <i style={`left:${left}%`}>
        <b>{clockAt(now.value, zone)}</b>
      </i>
    </div>
  )
}
