import { useSignal } from '@preact/signals'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { When } from '../../components/When.tsx'
import { ServiceStateChip } from '../../services/ServiceStateChip.tsx'
import { t } from '../../text/services.ts'
import { clockOf } from '../../text/when.ts'
import { servicesOf, type MenuHouse, type MenuModel, type OrderedService } from './model.ts'

/** What was ordered from the menu: who comes, and how it was. */
export function Mine({ model, house }: { readonly model: MenuModel; readonly house: MenuHouse }) {
  const failing = useSignal<Failing | null>(null)
  const rating = useSignal<OrderedService | null>(null)
  const all = servicesOf(house.orders, model.now())
  const rated = rating.value
  return (
    <section class="stack-s" aria-labelledby="menu-mine">
      <h2 id="menu-mine">{t('mine')}</h2>
      {failing.value && <Failure failing={failing.value} />}
      {all.length === 0 && <p class="small faint">{t('mineEmpty')}</p>}
      <ul class="menu-cards">
        {all.map((one) => (
          <li key={one.line.id}>
            <Ordered
              one={one}
              onRate={() => (rating.value = one)}
              onCancel={async () => void (failing.value = await model.cancel(one))}
            />
          </li>
        ))}
      </ul>
      {rated && <RatingForm model={model} one={rated} onClose={() => (rating.value = null)} />}
    </section>
  )
}

interface OrderedProps {
  readonly one: OrderedService
  readonly onRate: () => void
  readonly onCancel: () => Promise<void>
}

function Ordered({ one: { order, line }, onRate, onCancel }: OrderedProps) {
  const { title, state, visit, onSite, rating, reason } = line
  const where = line.placeName ?? (line.address || t('atPalace'))
  return (
    <article class="card stack-s">
      <div class="classes-head">
        <h3>
          <a href={`/orders/${order.id}`}>{title}</a>
        </h3>
        <ServiceStateChip state={state} />
      </div>
      <p>
        <When {...line} />
      </p>
      <p class="small faint">{[where, order.partyName, order.reference].join(' · ')}</p>
      {visit && visit.state !== 'cancelled' && state === 'accepted' && (
        <p class="small">
          {t('comes', { people: visit.people.map(({ name }) => name).join('、'), time: clockOf(visit.arrives) })}
        </p>
      )}
      {reason && <p class="small">{reason}</p>}
      {onSite !== null && <p class="small">{t('cameOn', { count: onSite })}</p>}
      {rating !== null && <p class="small">{t('rated', { rating })}</p>}
      <div class="row">
        {state === 'delivered' && (
          <Button
            look={rating === null ? 'primary' : 'normal'}
            aria-label={t(rating === null ? 'rateOf' : 'rateAgainOf', { title })}
            onClick={onRate}
          >
            {t(rating === null ? 'rate' : 'rateAgain')}
          </Button>
        )}
        {(state === 'pending' || state === 'accepted') && (
          <Button look="danger" aria-label={t('cancelLineOf', { title })} onClick={() => void onCancel()}>
            {t('cancelLine')}
          </Button>
        )}
      </div>
    </article>
  )
}

interface RatingFormProps {
  readonly model: MenuModel
  readonly one: OrderedService
  readonly onClose: () => void
}

function RatingForm({ model, one: { line }, onClose }: RatingFormProps) {
  const stars = useSignal(String(line.rating ?? 5))
  const words = useSignal(line.feedback ?? '')
  return (
    <FormDialog
      title={t('rateOf', { title: line.title })}
      save={t('send')}
      onClose={onClose}
      onSave={async () => {
        const failing = await model.rate(line.id, Number(stars.value), words.value.trim())
        if (failing === null) toast(t('thanks'))
        return failing
      }}
    >
      <Choice
        legend={t('rating')}
        value={stars.value}
        onChoose={(value) => (stars.value = value)}
        options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: t('stars', { count: value }) }))}
      />
      <TextField label={t('words')} maxLength={500} value={words.value} onInput={(value) => (words.value = value)} />
    </FormDialog>
  )
}
