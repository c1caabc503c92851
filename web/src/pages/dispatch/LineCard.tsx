import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { iconPeople } from '../../components/icons.ts'
import { When } from '../../components/When.tsx'
import { ServiceStateChip } from '../../services/ServiceStateChip.tsx'
import { t } from '../../text/dispatch.ts'
import { nameIn } from '../../text/locale.ts'
import { t as menu } from '../../text/services.ts'
import { clockOf } from '../../text/when.ts'
import { needsText } from './model.ts'

interface LineCardProps {
  readonly line: DispatchLineWire
  readonly outreach: OutreachWire
  /** Whether it has begun: only then it can have been given. */
  readonly begun: boolean
  readonly onSend: () => void
  readonly onDecline: () => void
  readonly onDeliver: () => void
}

/** One service of the week: where, who, with what, and what is to be done about it. */
export function LineCard({ line, outreach, begun, onSend, onDecline, onDeliver }: LineCardProps) {
  const { title, visit, state } = line
  const standing = visit && visit.state !== 'cancelled' ? visit : null
  return (
    <article class="card stack-s dispatch-line" aria-label={title}>
      <div class="classes-head">
        <h3>{title}</h3>
        <ServiceStateChip state={state} />
      </div>
      <p>
        <When {...line} />
      </p>
      <p class="small">{whereOf(line)}</p>
      <p class="small faint">
        <a href={`/orders/${line.orderId}`}>{line.reference}</a> {line.partyName} ·{' '}
        {t('crowd', { count: line.headcount })}
      </p>
      <dl class="person-facts small">
        <dt>{t('who')}</dt>
        <dd>{standing ? standing.people.map(({ name }) => name).join('、') || t('none') : t('nobody')}</dd>
        <dt>{t(standing ? 'vehicle' : 'needs')}</dt>
        <dd>
          {(standing ? thingsText(standing.equipment, outreach) : needsText(line.needs, t('needsVehicle'))) ||
            t('none')}
        </dd>
      </dl>
      {standing && line.place === 'outside' && (
        <p class="small faint">
          {t('leaves', { from: clockOf(standing.departs), back: clockOf(standing.returns) })}
          {standing.afterId !== null && ` · ${t('straight')}`}
        </p>
      )}
      {line.onSite !== null && <p class="small">{t('came', { count: line.onSite })}</p>}
      {line.rating !== null && (
        <p class="small">{[t('rating', { rating: line.rating }), line.feedback].filter(Boolean).join('：')}</p>
      )}
      <div class="row">
        {state === 'pending' && (
          <>
            <Button look="primary" icon={iconPeople} aria-label={t('sendOf', { title })} onClick={onSend}>
              {t('send')}
            </Button>
            <Button aria-label={t('declineOf', { title })} onClick={onDecline}>
              {t('decline')}
            </Button>
          </>
        )}
        {state === 'accepted' && (
          <>
            <Button aria-label={t('changeOf', { title })} onClick={onSend}>
              {t('change')}
            </Button>
            {begun && (
              <Button look="primary" aria-label={t('deliveredOf', { title })} onClick={onDeliver}>
                {t('delivered')}
              </Button>
            )}
          </>
        )}
      </div>
    </article>
  )
}

/** Where it is given: a room of the house, or a place with its district. */
export function whereOf({
  place,
  spaceId,
  district,
  placeName,
  address,
}: Pick<DispatchLineWire, 'place' | 'spaceId' | 'district' | 'placeName' | 'address'>): string {
  if (place === 'palace') return [menu('atPalace'), spaceId && spaceName(spaceId)].filter(Boolean).join(' · ')
  return [district, placeName, address].filter(Boolean).join(' · ')
}

/** Vehicles and kits by name. */
export function thingsText(ids: readonly string[], { equipment }: OutreachWire): string {
  return equipment
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => nameIn(name))
    .join('、')
}
