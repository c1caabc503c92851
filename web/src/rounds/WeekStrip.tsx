import type { WeekSpanWire } from '@gongyue/shared/api/rounds.ts'
import { WEEKDAYS } from '../rules/weekdays.ts'
import { weekSpanWords } from './week-time.ts'

/** A span with how it is drawn. */
export interface StripSpan extends WeekSpanWire {
  readonly look: 'primary' | 'secondary' | 'window' | 'given'
}

interface WeekStripProps {
  /** What the picture shows, before the spans are read. */
  readonly label: string
  readonly spans: readonly StripSpan[]
  readonly hours: { readonly from: number; readonly until: number }
}

/** A week as small as a stamp: seven columns, hours down. Read aloud span by span. */
export function WeekStrip({ label, spans, hours }: WeekStripProps) {
  const tall = 36
  const y = (minute: number): number => ((minute - hours.from) / Math.max(1, hours.until - hours.from)) * tall
  return (
    <svg
      class="week-strip"
      viewBox={`0 0 84 ${tall}`}
      role="img"
      aria-label={`${label} ${spans.map(weekSpanWords).join('; ')}`}
    >
      {WEEKDAYS.map((weekday) => (
        <rect key={weekday} class="strip-day" x={(weekday - 1) * 12 + 0.5} y={0} width={11} height={tall} rx={1.5} />
      ))}
      {spans.map(({ weekday, from, until, look }) => (
        <rect
          key={`${weekday} ${from} ${look}`}
          class={`strip-${look}`}
          x={(weekday - 1) * 12 + (look === 'given' ? 2.5 : 1)}
          y={y(Math.max(from, hours.from))}
          width={look === 'given' ? 7 : 10}
          height={Math.max(1.5, y(Math.min(until, hours.until)) - y(Math.max(from, hours.from)))}
          rx={1}
        />
      ))}
    </svg>
  )
}
