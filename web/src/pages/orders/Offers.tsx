import { useEffect, useMemo } from 'preact/hooks'
import type { OfferWire } from '@gongyue/shared/api/series.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { When } from '../../components/When.tsx'
import { t } from '../../text/orders.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { createOffersModel, type OffersModel } from './offers.ts'

/** What has become free of lost dates and is kept for the reader: to take, or to leave to the next in line. */
export function Offers({ onTaken }: { readonly onTaken: () => void }) {
  const model = useMemo(() => createOffersModel(), [])
  useEffect(() => void model.load(), [model])
  // the desk may read everybody's; here are the reader's own
  const own = new Set(session.value?.parties.map(({ id }) => id))
  const offers = model.offers.value.filter(({ partyId }) => own.has(partyId))
  return (
    <>
      {model.failed.value !== null && (
        <Notice tone="warn" loud>
          {model.failed.value}
        </Notice>
      )}
      {offers.map((offer) => (
        <OfferCard key={offer.id} offer={offer} model={model} onTaken={onTaken} />
      ))}
    </>
  )
}

interface CardProps {
  readonly offer: OfferWire
  readonly model: OffersModel
  readonly onTaken: () => void
}

function OfferCard({ offer, model, onTaken }: CardProps) {
  const busy = model.busy.value === offer.id
  const answer = async (take: boolean) => {
    await model.answer(offer, take)
    if (take) onTaken()
  }
  const until = `${dayLabel(dayOf(offer.expiresAt))} ${clockOf(offer.expiresAt)}`
  return (
    <Notice tone="info" title={t('offerTitle', { title: offer.title })}>
      <p>
        <When {...offer} /> {spaceName(offer.spaceId)}
      </p>
      <p class="small">{t('offerUntil', { until })}</p>
      <div class="row">
        <Button look="primary" busy={busy} onClick={() => void answer(true)}>
          {t('offerTake')}
        </Button>
        <Button busy={busy} onClick={() => void answer(false)}>
          {t('offerLeave')}
        </Button>
      </div>
    </Notice>
  )
}
