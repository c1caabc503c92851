import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { OfferWire } from '@gongyue/shared/api/series.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { toast } from '../components/Toasts.tsx'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/offers.ts'
import { clockOf, dayLabel, dayOf, durationLabel, spanLabel } from '../text/when.ts'
import { createOffers, type OffersModel } from './offers.ts'
import './offers.css'

export interface OfferListProps {
  /** Only those of this series. */
  readonly seriesId?: string
  readonly onSettled?: () => void
}

/** The countdown is told in minutes. */
const TICK_MS = 30_000

/** Slots that are kept for the reader's parties, with the time left to decide; nothing when there are none. */
export function OfferList({ seriesId, onSettled }: OfferListProps) {
  const model = useMemo(() => createOffers(), [])
  const now = useSignal(0)
  useEffect(() => {
    now.value = Date.now()
    void model.load()
    const timer = setInterval(() => (now.value = Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [model])
  const offers = model.offers.value.filter((offer) => seriesId === undefined || offer.seriesId === seriesId)
  if (offers.length === 0) return null
  return (
    <ul class="stack">
      {offers.map((offer) => (
        <li key={offer.id}>
          <OfferCard offer={offer} model={model} now={now.value} {...(onSettled && { onSettled })} />
        </li>
      ))}
    </ul>
  )
}

interface OfferCardProps {
  readonly offer: OfferWire
  readonly model: OffersModel
  readonly now: number
  readonly onSettled?: () => void
}

function OfferCard({ offer, model, now, onSettled }: OfferCardProps) {
  const { id, title, start, end, spaceName, expiresAt, seriesId, partyName } = offer
  const left = Math.floor((Date.parse(expiresAt) - now) / 60_000)
  const failing = model.failing.value
  const settle = async (answer: 'accept' | 'refuse'): Promise<void> => {
    if (!(await model.settle(offer, answer))) return
    toast(answer === 'accept' ? t('accepted', { title }) : t('refused'))
    onSettled?.()
  }
  return (
    <article class="card offer-card stack-s" aria-labelledby={`offer-${id}`}>
      <h2 id={`offer-${id}`}>{t('title')}</h2>
      <p>
        <strong>
          {nameIn(spaceName)} {spanLabel(start, end)}
        </strong>
      </p>
      <p class="small">
        <a href={`/series/${seriesId}`}>{title}</a> · {partyName}
      </p>
      <p class="small">
        {left > 0
          ? t('left', {
              time: `${dayLabel(dayOf(expiresAt))} ${clockOf(expiresAt)}`,
              left: durationLabel(left),
            })
          : t('over')}
      </p>
      {failing?.id === id && <Failure failing={failing.failing} />}
      {left > 0 && (
        <div class="row">
          <Button look="primary" busy={model.busy.value === id} onClick={() => void settle('accept')}>
            {t('accept')}
          </Button>
          <Button busy={model.busy.value === id} onClick={() => void settle('refuse')}>
            {t('refuse')}
          </Button>
        </div>
      )}
    </article>
  )
}
