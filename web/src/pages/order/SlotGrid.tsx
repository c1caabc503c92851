import { useEffect } from 'preact/hooks'
import type { CellWire } from '@gongyue/shared/api/availability.ts'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconChosen, iconClock } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/order.ts'
import { clockOf, clockSpan, dayLabel, durationLabel } from '../../text/when.ts'
import { cardName, cellWord } from './card-text.ts'
import { sampleOf, type Card } from './catalogue.ts'
import { CELL_MINUTES, type OrderModel } from './model.ts'
import { lies } from './span.ts'

/** The day of one card in three columns. Free cells are chosen, grey ones explain themselves. */
export function SlotGrid({ model, card }: { readonly model: OrderModel; readonly card: Card }) {
  const day = model.date.value
  const minutes = model.minutes.value
  const party = model.draft.value.partyId
  useEffect(() => void model.loadCells(card), [card.key, day, minutes, party])
  const cells = model.cells.value
  const halves = sampleOf(card).gridMinutes <= 30
  return (
    <section class="step" aria-labelledby="step-time">
      <div class="step-head">
        <h2 id="step-time">{t('stepTime')}</h2>
        {halves && (
          <Choice
            legend={t('cellLength')}
            quiet
            value={String(minutes)}
            onChoose={(chosen) => model.chooseMinutes(Number(chosen))}
            options={CELL_MINUTES.map((length) => ({
              value: String(length),
              label: t(length === 60 ? 'oneHour' : 'halfHour'),
            }))}
          />
        )}
      </div>
      {cells.kind === 'loading' && <Spinner />}
      {cells.kind === 'failed' && <Failure failing={cells.failing} onRetry={() => void model.loadCells(card, true)} />}
      {cells.kind === 'ready' &&
        (cells.cells.length === 0 ? (
          <Empty icon={iconClock} title={t('noCells')} />
        ) : (
          <>
            <p class="small faint">{t('gridHint')}</p>
            <div class="cells" role="group" aria-label={`${cardName(card)} ${dayLabel(day)}`}>
              {cells.cells.map((cell, index) => (
                <Cell key={cell.start} cell={cell} card={card} model={model} index={index} />
              ))}
            </div>
          </>
        ))}
    </section>
  )
}

interface CellProps {
  readonly cell: CellWire
  readonly card: Card
  readonly model: OrderModel
  readonly index: number
}

function Cell({ cell, card, model, index }: CellProps) {
  const span = model.chosen.value
  const chosen = span !== null && lies(cell, span)
  const free = cell.state === 'free'
  const word = chosen ? t('cellChosen') : cellWord(cell, card)
  return (
    <button
      type="button"
      class={`cell is-${chosen ? 'chosen' : cell.state}`}
      aria-pressed={free ? chosen : undefined}
      aria-haspopup={free ? undefined : 'dialog'}
      onClick={() => (free ? tapFree(model, index) : void model.askWhy(cell))}
    >
      <span class="cell-time">
        {clockOf(cell.start)}
        <span class="unseen">{clockSpan(cell.start, cell.end).slice(5)} </span>
      </span>
      <span class="cell-word">
        {chosen && <Icon of={iconChosen} />}
        {word}
      </span>
    </button>
  )
}

function tapFree(model: OrderModel, index: number): void {
  const tapped = model.tapCell(index)
  if (tapped.kind === 'too-short') toast(t('tooShort', { least: durationLabel(tapped.leastMinutes) }))
  if (tapped.kind === 'too-long') toast(t('tooLong', { most: durationLabel(tapped.mostMinutes) }))
}
