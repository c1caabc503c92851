import { t } from '../text/booking.ts'
import { Chip } from './Chip.tsx'
import { iconAccepted, iconPending } from './icons.ts'

/** Confirmed at once, or decided by an officer. */
export function RouteChip({ route }: { readonly route: 'direct' | 'approval' }) {
  return route === 'direct' ? (
    <Chip tone="good" icon={iconAccepted}>
      {t('direct')}
    </Chip>
  ) : (
    <Chip tone="info" icon={iconPending}>
      {t('approval')}
    </Chip>
  )
}
