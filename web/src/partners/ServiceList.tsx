import type { ServiceWire } from '@gongyue/shared/api/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { t } from '../text/volunteers.ts'
import { clockSpan, dayLabel } from '../text/when.ts'
import { hoursText } from './money.ts'

interface ServiceListProps {
  readonly services: readonly ServiceWire[]
  /** Takes back what was noted by hand; left out where nobody may. */
  readonly onWithdraw?: (id: string) => void
}

/** What somebody gave their time to, line by line. */
export function ServiceList({ services, onWithdraw }: ServiceListProps) {
  return (
    <ul class="substitutes">
      {services.map((service) => {
        const { id, kind, title, day, start, end, minutes, reason } = service
        return (
          <li key={`${id} ${day}`}>
            <div>
              <p>
                {dayLabel(day)} {start !== null && end !== null && clockSpan(start, end)} {title}
              </p>
              <p class="small faint">
                {[t(`service-${kind}`), t('hoursText', { hours: hoursText(minutes) }), reason]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {onWithdraw && kind === 'noted' && (
              <Button look="plain" aria-label={t('withdrawOf', { day, title })} onClick={() => onWithdraw(id)}>
                {t('withdraw')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
