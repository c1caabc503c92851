import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import { session } from '../../app/session.ts'
import { Icon } from '../../components/Icon.tsx'
import { iconBoard } from '../../components/icons.ts'
import { DecisionForm } from '../../decisions/DecisionForm.tsx'
import type { QueueLine } from '../../decisions/model.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/queue.ts'
import { violationSentence } from '../../text/sentences.ts'
import { dayOf, spanLabel } from '../../text/when.ts'
import type { QueueEntry } from './groups.ts'
import type { QueueModel } from './model.ts'

export interface LineItemProps {
  readonly order: OrderWire
  readonly line: LineWire
  readonly known: QueueLine
  readonly model: QueueModel
  readonly entry: QueueEntry
}

/** One line of an order: where and when, what the rules say, and its own decision. */
export function LineItem({ order, line, known, model, entry }: LineItemProps) {
  const space = model.spaces.value.get(line.spaceId)
  const when = spanLabel(line.start, line.end)
  const where = space ? nameIn(space.name) : ''
  const remarks = [...new Set(known.violations.filter(({ level }) => level !== 'hard').map(violationSentence))]
  return (
    <li class="queue-line">
      <div class="queue-line-what">
        <div class="queue-line-head">
          <p>
            <strong>{when}</strong>
            <span>{where}</span>
          </p>
          <a
            class="queue-line-board"
            href={`/board?date=${dayOf(line.start)}&block=${line.id}`}
            aria-label={t('onBoardLong', { what: `${when} ${where}` })}
          >
            <Icon of={iconBoard} />
            <span>{t('onBoard')}</span>
          </a>
        </div>
        {remarks.map((remark) => (
          <p key={remark} class="small faint">
            {t('remark')}: {remark}
          </p>
        ))}
      </div>
      <DecisionForm
        decision={model.decisionFor(order, [line.id])}
        violations={known.violations}
        competitors={known.competitors.length}
        losers={model.losersOf(entry, [line.id])}
        lines={1}
        roles={session.value?.roles ?? []}
        about={t('lineOf', { title: order.title, when })}
      />
    </li>
  )
}
