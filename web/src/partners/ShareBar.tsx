import type { ContractSummaryWire } from '@gongyue/shared/api/contracts.ts'
import { Chip } from '../components/Chip.tsx'
import { iconAccepted, iconWarning } from '../components/icons.ts'
import { t } from '../text/partners.ts'
import { hoursText } from './money.ts'
import './partners.css'

type ShareBarProps = Pick<ContractSummaryWire, 'served' | 'planned' | 'leastPublicPercent'>

/** How much of the hours served the public, against what was agreed: in words first, the bar repeats it. */
export function ShareBar({ served, planned, leastPublicPercent: least }: ShareBarProps) {
  const percent = served.publicPercent
  return (
    <div class="share stack-s">
      <div class="row">
        <span>{percent === null ? t('shareNone', { least }) : t('shareText', { percent, least })}</span>
        {percent !== null && (
          <Chip tone={percent >= least ? 'good' : 'warn'} icon={percent >= least ? iconAccepted : iconWarning}>
            {t(percent >= least ? 'shareMet' : 'shareShort')}
          </Chip>
        )}
      </div>
      <div class="share-bar" aria-hidden="true">
        <div class={percent !== null && percent >= least ? 'met' : ''} style={{ width: `${percent ?? 0}%` }} />
        <span style={{ left: `${Math.min(least, 99.5)}%` }} />
      </div>
      <p class="small faint">
        {t('shareHours', { public: hoursText(served.publicMinutes), commercial: hoursText(served.commercialMinutes) })}
        {planned.publicPercent !== null && ` · ${t('sharePlanned', { percent: planned.publicPercent })}`}
      </p>
    </div>
  )
}
