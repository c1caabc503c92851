import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import { dayLabel, dayOf } from '../../text/when.ts'
import { LineCard } from './LineCard.tsx'

/** What the staff may do with a line. */
export type LineAct = 'assign' | 'decline' | 'deliver'

interface DayCardsProps {
  readonly lines: readonly DispatchLineWire[]
  readonly outreach: OutreachWire
  readonly now: number
  readonly onAct: (kind: LineAct, line: DispatchLineWire) => void
}

/** Lines under the days they fall on. */
export function DayCards({ lines, outreach, now, onAct }: DayCardsProps) {
  return (
    <>
      {[...new Set(lines.map(({ start }) => dayOf(start)))].map((day) => (
        <section key={day} class="stack-s screen-only" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{dayLabel(day)}</h2>
          <ul class="dispatch-cards">
            {lines
              .filter(({ start }) => dayOf(start) === day)
              .map((line) => (
                <li key={line.id}>
                  <LineCard
                    line={line}
                    outreach={outreach}
                    begun={Date.parse(line.start) <= now}
                    onSend={() => onAct('assign', line)}
                    onDecline={() => onAct('decline', line)}
                    onDeliver={() => onAct('deliver', line)}
                  />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
