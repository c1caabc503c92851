import { Icon } from '../../components/Icon.tsx'
import { iconPartly } from '../../components/icons.ts'
import { t } from '../../text/queue.ts'
import { isCompeting, type Group } from './groups.ts'
import type { QueueModel } from './model.ts'
import { OrderCard } from './OrderCard.tsx'

export interface GroupCardProps {
  readonly group: Group
  readonly model: QueueModel
  /** The order that a link led to. */
  readonly asked: string | null
}

/** Head, five facts, lines, what was said: what is level between rivals. */
const CARD_ROWS = 8

/** One order, or several that stand in each other's way, in columns whose rows are level so that they can be compared. */
export function GroupCard({ group, model, asked }: GroupCardProps) {
  const competing = group.entries.some(isCompeting)
  const cards = group.entries.map((entry, index) => (
    <OrderCard
      key={entry.order.id}
      entry={entry}
      model={model}
      marked={entry.order.id === asked}
      first={competing && index === 0}
    />
  ))
  if (!competing) return <>{cards}</>
  const together = group.entries.some(({ lines }) => lines.length > 1)
  return (
    <section class="competition" aria-label={t('competition', { count: group.entries.length })}>
      <header class="competition-head">
        <Icon of={iconPartly} />
        <div>
          <h2>{t('competition', { count: group.entries.length })}</h2>
          <p class="small">{t('competitionHint')}</p>
        </div>
      </header>
      <div class="competition-cards" style={`--card-rows:${together ? CARD_ROWS + 1 : CARD_ROWS}`}>
        {cards}
      </div>
    </section>
  )
}
