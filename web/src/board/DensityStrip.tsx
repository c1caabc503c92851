import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { t } from '../text/board.ts'
import type { Step } from './density.ts'
import { extentOf, type Scale } from './scale.ts'

/** Shorter steps have no room for "7/12". */
const LABEL_FROM = 45 * MINUTE

/** How full a group is along the day: the higher the bar the fuller, with the figures where there is room. */
export function DensityStrip({
  steps,
  all,
  scale,
}: {
  readonly steps: readonly Step[]
  readonly all: number
  readonly scale: Scale
}) {
  return (
    <>
      {steps.map(({ span, used }) => {
        const extent = used > 0 ? extentOf(scale, span) : null
        if (!extent) return null
        return (
          <span
            key={span.start}
            class={`density${used === all ? ' full' : ''}`}
            style={`left:${extent.left}%;width:${extent.width}%;--filled:${used / all}`}
          >
            {span.end - span.start >= LABEL_FROM && (
              <span class="density-figures">{used === all ? t('full') : t('usedOf', { used, all })}</span>
            )}
          </span>
        )
      })}
    </>
  )
}
