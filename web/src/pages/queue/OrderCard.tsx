import type { ComponentChildren } from 'preact'
import { session } from '../../app/session.ts'
import { PARTY_KIND_NAMES } from '@gongyue/shared/domain/party.ts'
import { Chip } from '../../components/Chip.tsx'
import { DecisionForm } from '../../decisions/DecisionForm.tsx'
import { t } from '../../text/queue.ts'
import { clockOf, dayLabel, dayOf, durationLabel } from '../../text/when.ts'
import { nameIn } from '../../text/locale.ts'
import { AgeChip } from './AgeChip.tsx'
import { Exchange } from './Exchange.tsx'
import { firstStart, type QueueEntry } from './groups.ts'
import { LineItem } from './LineItem.tsx'
import type { QueueModel } from './model.ts'
import { waitText } from './wait.ts'

export interface OrderCardProps {
  readonly entry: QueueEntry
  readonly model: QueueModel
  readonly marked: boolean
  /** Of several rivals the one that asked first. */
  readonly first?: boolean
}

/** One order: who asks for what and since when; each open line with its own decision, and all of them with one. */
export function OrderCard({ entry, model, marked, first = false }: OrderCardProps) {
  const { order, lines } = entry
  const now = model.now.value
  const untilStart = firstStart(entry) - now
  const open = order.lines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  return (
    <article
      class={`card queue-card${marked ? ' marked' : ''}`}
      id={`order-${order.id}`}
      tabIndex={-1}
      aria-labelledby={`title-${order.id}`}
    >
      <header class="queue-card-head">
        <div class="queue-card-title">
          <input
            type="checkbox"
            aria-label={t('tick', { title: order.title })}
            checked={model.ticked.value.has(order.id)}
            onChange={(event) => model.tick(order.id, event.currentTarget.checked)}
          />
          <h3 id={`title-${order.id}`}>{order.title}</h3>
        </div>
        <p class="row small faint">
          <span class="queue-reference">{order.reference}</span>
          <AgeChip entry={entry} now={now} workdays={model.answerWorkdays.value} />
          {order.unread !== undefined && <Chip tone="accent">{t('unread', { count: order.unread })}</Chip>}
          {entry.attachments > 0 && <Chip tone="quiet">{t('files', { count: entry.attachments })}</Chip>}
          <Chip tone={untilStart < 3 * 86_400_000 ? 'warn' : 'quiet'}>
            {untilStart <= 0 ? t('begun') : t('startsIn', { time: waitText(untilStart) })}
          </Chip>
        </p>
      </header>
      <dl class="queue-facts">
        <Fact name={t('party')}>
          {order.partyName}
          <span class="faint small">
            {' · '}
            {nameIn(PARTY_KIND_NAMES[entry.partyKind])}
            {order.placedBy !== null && ` · ${order.placedBy}`}
          </span>
        </Fact>
        <Fact name={t('headcount')}>{headcountText(entry, model)}</Fact>
        <Fact name={t('purpose')}>{order.purpose || <span class="faint">{t('noPurpose')}</span>}</Fact>
        <Fact name={t('asked')}>
          {dayLabel(dayOf(order.placedAt))} {clockOf(order.placedAt)}
          {first && <strong> · {t('askedFirst')}</strong>}
        </Fact>
        <Fact name={t('usage')}>{usageText(entry)}</Fact>
      </dl>
      <ul class="queue-lines">
        {open.map((line) => {
          const known = lines.find(({ lineId }) => lineId === line.id)
          return known ? (
            <LineItem key={line.id} order={order} line={line} known={known} model={model} entry={entry} />
          ) : null
        })}
      </ul>
      <Exchange entry={entry} model={model} />
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
            losers={model.losersOf(
              entry,
              open.map(({ id }) => id),
            )}
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

/** How much of the house the party has had, told and not judged. */
function usageText({ usage: { month, monthMinutes, noShows } }: QueueEntry): string {
  const used = month === 0 ? t('usageNone') : t('usageMonth', { count: month, time: durationLabel(monthMinutes) })
  return noShows > 0 ? `${used} · ${t('noShows', { count: noShows })}` : used
}

/** Beside the number of people stands what the smallest of the asked spaces holds. */
function headcountText({ order, lines }: QueueEntry, model: QueueModel): string {
  const waiting = order.lines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  const capacities = waiting.flatMap(({ spaceId }) => model.spaces.value.get(spaceId)?.capacity ?? [])
  if (capacities.length === 0) return t('peopleOnly', { count: order.headcount })
  return t('people', { count: order.headcount, capacity: Math.min(...capacities) })
}
