import { useEffect, useMemo } from 'preact/hooks'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { lazily } from '../../app/lazy.tsx'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Failure } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/order.ts'
import { DayPicker } from './DayPicker.tsx'
import { createOrderModel, type OrderModel } from './model.ts'
import { SlotGrid } from './SlotGrid.tsx'
import { SpacePicker } from './SpacePicker.tsx'
import './order.css'
import './places.css'
import './slots.css'

// What is needed only once a slot is chosen comes after the first picture.
const Summary = lazily(() => import('./Summary.tsx').then((one) => one.Summary))
const WhySheet = lazily(() => import('./WhySheet.tsx').then((one) => one.WhySheet))
const Placed = lazily(() => import('./Placed.tsx').then((one) => one.Placed))

/** Booking on one screen: day, space, time; then what, for whom, conditions, and done. */
export function OrderPage() {
  usePageTitle(t('title'))
  const reader = session.value
  return reader ? <Ordering reader={reader} /> : null
}

function Ordering({ reader }: { readonly reader: SessionWire }) {
  const model = useMemo(() => createOrderModel(reader, Date.now), [reader.user.id])
  useEffect(() => {
    const stops = [model.watch()]
    let gone = false
    void model.load().then(async () => {
      Summary.preload()
      WhySheet.preload()
      // After the first paint: the stream of changes is not part of the first load.
      const { followPlaces } = await import('./follow-places.ts')
      if (!gone) stops.push(followPlaces(model))
    })
    return () => {
      gone = true
      for (const stop of stops) stop()
    }
  }, [model])
  const house = model.house.value
  const sending = model.sending.value
  if (reader.parties.length === 0) return <Notice tone="warn">{t('noParty')}</Notice>
  if (sending.kind === 'placed') return <Placed order={sending.order} model={model} />
  switch (house.kind) {
    case 'loading':
      return (
        <div class="whole-page">
          <Spinner />
        </div>
      )
    case 'failed':
      return <Failure failing={house.failing} onRetry={() => void model.load()} />
    case 'ready':
      return <Steps model={model} />
  }
}

function Steps({ model }: { readonly model: OrderModel }) {
  return (
    <div class="order">
      <div class="order-choose">
        <DayPicker model={model} />
        <SpacePicker model={model} />
        {model.card.value && <SlotGrid model={model} card={model.card.value} />}
      </div>
      {model.draft.value.lines.length > 0 ? (
        <Summary model={model} />
      ) : (
        <section class="order-summary card stack-s">
          <h2>{t('basket')}</h2>
          <p class="faint">{t('basketEmpty')}</p>
        </section>
      )}
      {model.why.value && <WhySheet model={model} why={model.why.value} />}
    </div>
  )
}
