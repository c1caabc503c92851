import { useEffect, useRef } from 'preact/hooks'
import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import { may } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { iconBack, iconForward } from '../../components/icons.ts'
import { RepairPanel } from '../../repairs/RepairPanel.tsx'
import { t } from '../../text/conflicts.ts'
import { causeSentence, t as words } from '../../text/repairs.ts'
import { dayLabel, dayOf } from '../../text/when.ts'
import { KIND_LOOKS } from './ConflictRow.tsx'
import type { InboxModel, Opened } from './model.ts'
import { conflictCause, conflictDays, conflictTitle, conflictWho } from './words.ts'

export interface DetailProps {
  readonly opened: Opened
  readonly model: InboxModel
  readonly onGo: (key: string | null) => void
}

/** One conflict with its ways out. */
export function Detail({ opened, model, onGo }: DetailProps) {
  const { conflict, repair } = opened
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const { kind, spaceId } = conflict
  const next = model.beside(1)
  const previous = model.beside(-1)
  return (
    <>
      <nav class="conflict-nav" aria-label={t('title')}>
        <Button look="plain" icon={iconBack} onClick={() => onGo(null)}>
          {t('backToList')}
        </Button>
        <span class="row">
          {previous !== null && previous !== conflict.key && (
            <Button look="plain" onClick={() => onGo(previous)}>
              {t('previous')}
            </Button>
          )}
          {next !== null && next !== conflict.key && (
            <Button look="plain" icon={iconForward} onClick={() => onGo(next)}>
              {t('next')}
            </Button>
          )}
        </span>
      </nav>
      <header class="conflict-head">
        <p>
          <Chip {...KIND_LOOKS[kind]}>{t(`kind-${kind}`)}</Chip>
        </p>
        <h1 ref={head} tabIndex={-1}>
          {conflictTitle(conflict)}
        </h1>
        <p>{causeOf(opened)}</p>
        <p class="small faint">
          {[conflictWho(conflict), spaceId === null ? '' : spaceName(spaceId), conflictDays(conflict)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {repair ? (
        <RepairPanel model={repair} onStopped={() => onGo(null)}>
          <BoardLink conflict={conflict} />
        </RepairPanel>
      ) : (
        <WithoutPlans conflict={conflict} />
      )}
    </>
  )
}

/** Plans that lie ready tell what they are for themselves. */
function causeOf({ conflict, repair }: Opened): string {
  const state = repair?.state.value
  if (conflict.kind !== 'repair' || (state?.kind !== 'open' && state?.kind !== 'settled'))
    return conflictCause(conflict)
  const { cause } = state.repair
  const spaceId = 'spaceId' in cause ? cause.spaceId : null
  return causeSentence(cause, spaceId === null ? words('wholeHouse') : spaceName(spaceId))
}

/** What no plan can mend: what to do instead. */
function WithoutPlans({ conflict }: { readonly conflict: ConflictWire }) {
  if (conflict.kind === 'unannounced')
    return may('management') ? (
      <p>
        <a class="button primary" href={`/holidays?year=${conflict.title}`}>
          {t('toHolidays')}
        </a>
      </p>
    ) : (
      <p>{t('askManager')}</p>
    )
  return (
    <ul class="row">
      {conflict.dates.slice(0, 12).map((day) => (
        <li key={day}>
          <a class="button" href={`/board?date=${day}`}>
            {t('onBoard', { day: dayLabel(day) })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function BoardLink({ conflict: { kind, at } }: { readonly conflict: ConflictWire }) {
  if (kind === 'message') return null
  return (
    <a class="button" href={`/board?date=${dayOf(at)}`}>
      {t('onBoard', { day: dayLabel(dayOf(at)) })}
    </a>
  )
}
