import { Chip } from '../../components/Chip.tsx'
import { iconClock, iconWarning } from '../../components/icons.ts'
import { t } from '../../text/queue.ts'
import { isLate, type QueueEntry } from './groups.ts'
import { waitText } from './wait.ts'

export interface AgeChipProps {
  readonly entry: QueueEntry
  readonly now: number
  /** Answers are promised within so many. */
  readonly workdays: number
}

const DAY = 86_400_000

/** How long an order waits, against what was promised: in words, the colour only repeats it. */
export function AgeChip({ entry, now, workdays }: AgeChipProps) {
  const waited = now - Date.parse(entry.order.placedAt)
  const time = waitText(waited)
  if (isLate(entry, now))
    return (
      <>
        <Chip tone="warn" icon={iconWarning}>
          {t('lateShort')}
        </Chip>
        <span>{t('late', { time, workdays })}</span>
      </>
    )
  // The promise runs out at the end of a day.
  if (Date.parse(entry.answerBy) - now <= DAY)
    return (
      <Chip tone="warn" icon={iconClock}>
        {t('due', { time })}
      </Chip>
    )
  return (
    <Chip tone="quiet" icon={iconClock}>
      {waited < 60_000 ? t('justNow') : t('waited', { time })}
    </Chip>
  )
}
