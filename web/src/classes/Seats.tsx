import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { t } from '../text/classes.ts'

/** Places taken of all, and who waits: in figures, which the bar only repeats. */
export function Seats({ taken, capacity, waiting, least }: SeatsProps) {
  const share = Math.min(100, Math.round((taken * 100) / Math.max(1, capacity)))
  return (
    <div class="seats">
      <p class="small">
        <b>{taken}</b>/{capacity}
        {waiting > 0 && <span class="seats-waiting"> · {t('waitingCount', { count: waiting })}</span>}
        {taken < least && <span class="faint"> · {t('belowLeast', { count: least })}</span>}
      </p>
      <div class={`seats-bar${taken >= capacity ? ' full' : ''}`} aria-hidden="true">
        <div style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}

type SeatsProps = Pick<ProgrammeCardWire, 'taken' | 'capacity' | 'waiting' | 'least'>
