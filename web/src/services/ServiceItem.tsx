import type { ServiceLineWire } from '@gongyue/shared/api/service-lines.ts'
import { spaceName } from '../app/spaces.ts'
import { When } from '../components/When.tsx'
import { t } from '../text/services.ts'
import { clockOf } from '../text/when.ts'
import { ServiceStateChip } from './ServiceStateChip.tsx'

/** A service of an order: when, where, who comes, and how it was. Giving it back and judging it is done on the menu. */
export function ServiceItem({ line }: { readonly line: ServiceLineWire }) {
  const { title, state, visit, onSite, rating, reason, spaceId } = line
  const where =
    line.placeName ?? (line.address || [t('atPalace'), spaceId && spaceName(spaceId)].filter(Boolean).join(' · '))
  return (
    <div class="stack-s">
      <div class="detail-line">
        <div>
          <p class="order-card-title">{title}</p>
          <p>
            <When {...line} />
          </p>
        </div>
        <ServiceStateChip state={state} />
      </div>
      <p class="small faint">{where}</p>
      {visit !== null && state === 'accepted' && (
        <p class="small">
          {t('comes', { people: visit.people.map(({ name }) => name).join('、'), time: clockOf(visit.arrives) })}
        </p>
      )}
      {reason && <p class="decline-reason">{reason}</p>}
      {onSite !== null && <p class="small">{t('cameOn', { count: onSite })}</p>}
      {rating !== null && <p class="small">{t('rated', { rating })}</p>}
      {state === 'delivered' && rating === null && (
        <a class="button primary" href="/menu">
          {t('rate')}
        </a>
      )}
    </div>
  )
}
