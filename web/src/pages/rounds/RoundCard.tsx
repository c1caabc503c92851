import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import { Button } from '../../components/Button.tsx'
import { RoundChip } from '../../rounds/RoundChip.tsx'
import { hoursOf } from '../../rounds/week-cells.ts'
import { WeekStrip } from '../../rounds/WeekStrip.tsx'
import { t } from '../../text/rounds.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'

interface RoundCardProps {
  readonly round: RoundWire
  readonly onChange: () => void
  readonly onRoll: () => void
  /** Null for who may not. */
  readonly onCancel: (() => void) | null
}

/** A round in the list: where it stands, what is next, how much is asked for. */
export function RoundCard({ round, onChange, onRoll, onCancel }: RoundCardProps) {
  const { id, name, state, from, until, opensAt, closesAt, counts, spaceIds, windows } = round
  const settled = state === 'published' || state === 'cancelled'
  const when = state === 'upcoming' ? opensAt : closesAt
  return (
    <article class="card round-card">
      <div class="round-card-head">
        <h3>
          <a href={`/rounds/${id}`}>{name}</a>
        </h3>
        <RoundChip state={state} />
      </div>
      <p>{t('spans', { from: dayLabel(from), until: dayLabel(until) })}</p>
      <p class="small faint">{t(`next-${state}`, { when: `${dayLabel(dayOf(when))} ${clockOf(when)}` })}</p>
      <div class="round-card-facts">
        <WeekStrip
          label={t('windows')}
          hours={hoursOf(windows)}
          spans={windows.map((one) => ({ ...one, look: 'window' as const }))}
        />
        <ul class="small">
          <li>{t('chosenSpaces', { count: spaceIds.length })}</li>
          <li>
            {t('applications', { count: counts.applications })} · {t('sections', { count: counts.sections })}
          </li>
          <li>{t('asked', { count: counts.asked })}</li>
        </ul>
      </div>
      <div class="row">
        {!settled && (
          <Button aria-label={`${t('edit')} ${name}`} onClick={onChange}>
            {t('edit')}
          </Button>
        )}
        <Button aria-label={`${t('rollForward')} ${name}`} onClick={onRoll}>
          {t('rollForward')}
        </Button>
        {!settled && onCancel && (
          <Button look="plain" aria-label={`${t('cancelRound')} ${name}`} onClick={onCancel}>
            {t('cancelRound')}
          </Button>
        )}
      </div>
    </article>
  )
}
