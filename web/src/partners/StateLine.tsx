import type { ContractSummaryWire } from '@gongyue/shared/api/contracts.ts'
import { Chip } from '../components/Chip.tsx'
import { iconAccepted, iconEnded, iconWarning } from '../components/icons.ts'
import { t } from '../text/partners.ts'

/** Where a contract stands: running, near its end, over. */
export function StateLine({ state, daysLeft, reminder, endedReason }: ContractSummaryWire) {
  if (state === 'ended')
    return (
      <Chip tone="quiet" icon={iconEnded}>
        {t('endedWhy', { reason: endedReason ?? '' })}
      </Chip>
    )
  if (daysLeft < 0)
    return (
      <Chip tone="quiet" icon={iconEnded}>
        {t('expired')}
      </Chip>
    )
  return reminder === null ? (
    <Chip tone="good" icon={iconAccepted}>
      {t('state-standing')}
    </Chip>
  ) : (
    <Chip tone="warn" icon={iconWarning}>
      {t('ending', { days: daysLeft })}
    </Chip>
  )
}
