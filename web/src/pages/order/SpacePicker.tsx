import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconPeople, iconSearch } from '../../components/icons.ts'
import { t } from '../../text/order.ts'
import { cardName, groupName, roomWord } from './card-text.ts'
import { GROUPS, groupOf, sampleOf, search, type Card, type Group } from './catalogue.ts'
import { roomIn } from './facts.ts'
import type { OrderModel } from './model.ts'

/** Cards grouped by kind, with search; folds to the chosen card. */
export function SpacePicker({ model }: { readonly model: OrderModel }) {
  const chosen = model.card.value
  const place = useRef<HTMLDivElement>(null)
  const focusPicker = useRef(false)
  useEffect(() => {
    if (!chosen && focusPicker.current) place.current?.querySelector<HTMLElement>('input')?.focus()
    focusPicker.current = false
  }, [chosen])
  return (
    <section class="step" aria-labelledby="step-space">
      <div class="step-head">
        <h2 id="step-space">{t('stepSpace')}</h2>
      </div>
      {chosen ? (
        <div class="card chosen-card">
          <div class="space-text">
            <span class="space-name">{cardName(chosen)}</span>
            <CardFacts card={chosen} />
          </div>
          <Button
            onClick={() => {
              focusPicker.current = true
              model.chooseCard(null)
            }}
          >
            {t('changeSpace')}
          </Button>
        </div>
      ) : (
        <div ref={place}>
          <CardList model={model} />
        </div>
      )}
    </section>
  )
}

function CardList({ model }: { readonly model: OrderModel }) {
  const typed = useSignal('')
  const group = useSignal<Group | 'all'>('all')
  const cards = model.cards.value
  const groups = GROUPS.filter((one) => cards.some((card) => groupOf(card) === one))
  const inGroup = group.value === 'all' ? cards : cards.filter((card) => groupOf(card) === group.value)
  const found = search(
    typed.value.trim() ? cards : inGroup,
    typed.value,
    (card) => `${cardName(card)} ${groupName(card)}`,
  )
  const day = model.date.value
  const party = model.draft.value.partyId
  useEffect(() => {
    let gone = false
    void model.loadRooms(found, () => gone)
    return () => {
      gone = true
    }
  }, [day, party, found.map(({ key }) => key).join()])

  return (
    <div class="stack">
      <div class="search">
        <Icon of={iconSearch} />
        <input
          class="input"
          type="search"
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </div>
      {!typed.value.trim() && (
        <div class="group-chips" role="group" aria-label={t('stepSpace')}>
          {(['all', ...groups] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="group-chip"
              aria-pressed={group.value === one}
              onClick={() => (group.value = one)}
            >
              {one === 'all' ? t('all') : t(`group-${one}`)}
            </button>
          ))}
        </div>
      )}
      {found.length === 0 ? (
        <Empty icon={iconSearch} title={t('noMatch')} />
      ) : (
        GROUPS.filter((one) => found.some((card) => groupOf(card) === one)).map((one) => (
          <div key={one} class="stack-s">
            <h3 class="group-title">{t(`group-${one}`)}</h3>
            <ul class="space-cards">
              {found
                .filter((card) => groupOf(card) === one)
                .map((card) => (
                  <li key={card.key}>
                    <SpaceCard model={model} card={card} />
                  </li>
                ))}
            </ul>
          </div>
        ))
      )}
    </div>
  )
}

function SpaceCard({ model, card }: { readonly model: OrderModel; readonly card: Card }) {
  const room = roomIn(model.readCells(card))
  return (
    <button type="button" class="space-card" onClick={() => model.chooseCard(card.key)}>
      <span class="space-text">
        <span class="space-name">{cardName(card)}</span>
        <CardFacts card={card} />
      </span>
      <span class={`room ${room.kind}`}>{roomWord(room, card)}</span>
    </button>
  )
}

function CardFacts({ card }: { readonly card: Card }) {
  const { capacity } = sampleOf(card)
  if (card.kind === 'many' && capacity === 1) return null
  return (
    <span class="space-facts">
      <Icon of={iconPeople} />
      <span>{t('capacity', { people: capacity })}</span>
    </span>
  )
}
