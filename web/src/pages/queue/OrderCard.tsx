import type { ComponentChildren } from 'preact'
import { session } from '../../app/session.ts'
import { Chip } from '../../components/Chip.tsx'
import { iconClock } from '../../components/icons.ts'
import { DecisionForm } from '../../decisions/DecisionForm.tsx'
import { t } from '../../text/queue.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { firstStart, type QueueEntry } from './groups.ts'
import { LineItem } from './LineItem.tsx'
import type { QueueModel } from './model.ts'
import { waitText } from './wait.ts'

export interface OrderCardProps {
  readonly entry: QueueEntry
  readonly model: QueueModel
  readonly marked: boolean
}

/** One order: who asks for what and since when; each open line with its own decision, and all of them with one. */
export function OrderCard({ entry, model, marked }: OrderCardProps) {
  const { order, lines } = entry
  const now = model.now.value
  const untilStart = firstStart(entry) - now
  const open = order.lines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  return (
    <article
      class={`card queue-card${marked ? ' marked' : ''}`}
      id={`order-${order.id}`}
      aria-labelledby={`title-${order.id}`}
    >
      <header class="queue-card-head">
        <h3 id={`title-${order.id}`}>{order.title}</h3>
        <p class="row small faint">
          <span class="queue-reference">{order.reference}</span>
          <Chip tone="quiet" icon={iconClock}>
            {waited(now - Date.parse(order.placedAt))}
          </Chip>
          <Chip tone={untilStart < 3 * 86_400_000 ? 'warn' : 'quiet'}>
            {untilStart <= 0 ? t('begun') : t('startsIn', { time: waitText(untilStart) })}
          </Chip>
        </p>
      </header>
      <dl class="queue-facts">
        <Fact name={t('party')}>
          {order.partyName}
          {order.placedBy !== null && <span class="faint small"> · {order.placedBy}</span>}
        </Fact>
        <Fact name={t('headcount')}>{headcountText(entry, model)}</Fact>
        <Fact name={t('purpose')}>{order.purpose || <span class="faint">{t('noPurpose')}</span>}</Fact>
        <Fact name={t('asked')}>
          {dayLabel(dayOf(order.placedAt))} {clockOf(order.placedAt)}
        </Fact>
      </dl>
      <ul class="queue-lines">
        {open.map((line) => {
          const known = lines.find(({ lineId }) => lineId === line.id)
          return known ? <LineItem key={line.id} order={order} line={line} known={known} model={model} /> : null
        })}
      </ul>
      {open.length > 1 && (
        <footer class="queue-together">
          <p class="small faint">{t('together')}</p>
          <DecisionForm
            decision={model.decisionFor(
              order,
              open.map(({ id }) => id),
            )}
            violations={lines.flatMap(({ violations }) => violations)}
            competitors={new Set(lines.flatMap(({ competitors }) => competitors.map(({ lineId }) => lineId))).size}
            lines={open.length}
            roles={session.value?.roles ?? []}
            about={t('allOf', { title: order.title })}
          />
        </footer>
      )}
    </article>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function waited(ms: number): string {
  return ms < 60_000 ? t('justNow') : t('waited', { time: waitText(ms) })
}

/** Beside the number of people stands what the smallest of the asked spaces holds. */
function headcountText({ order, lines }: QueueEntry, model: QueueModel): string {
  const waiting = order.lines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  const capacities = waiting.flatMap(({ spaceId }) => model.spaces.value.get(spaceId)?.capacity ?? [])
  if (capacities.length === 0) return t('peopleOnly', { count: order.headcount })
  return t('people', { count: order.headcount, capacity: Math.min(...capacities) })
}
