import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import { spaceName } from '../../app/spaces.ts'
import { Chip, type Tone } from '../../components/Chip.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconChosen, iconClock, iconForward, iconInfo, iconPeople, iconWarning } from '../../components/icons.ts'
import { t } from '../../text/conflicts.ts'
import { conflictCause, conflictDays, conflictTitle, conflictWho, spanWord } from './words.ts'

export const KIND_LOOKS = {
  broken: { tone: 'warn', icon: iconWarning },
  absence: { tone: 'warn', icon: iconPeople },
  waiting: { tone: 'info', icon: iconClock },
  repair: { tone: 'info', icon: iconChosen },
  message: { tone: 'info', icon: iconInfo },
  unannounced: { tone: 'quiet', icon: iconInfo },
} as const satisfies Record<ConflictWire['kind'], { readonly tone: Tone; readonly icon: string }>

export interface ConflictRowProps {
  readonly conflict: ConflictWire
  /** Milliseconds. */
  readonly now: number
  readonly onOpen: () => void
}

/** One conflict in the list: what, why, whom, how soon, and since when it is known. */
export function ConflictRow({ conflict, now, onOpen }: ConflictRowProps) {
  const { kind, key, at, since, spaceId, repairId } = conflict
  const untilStart = Date.parse(at) - now
  const title = conflictTitle(conflict)
  const facts = [conflictWho(conflict), spaceId === null ? '' : spaceName(spaceId), conflictDays(conflict)]
  return (
    <a
      class={`card conflict kind-${kind}`}
      href={`/conflicts?open=${encodeURIComponent(key)}`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      <span class="conflict-what">
        <Chip {...KIND_LOOKS[kind]}>{t(`kind-${kind}`)}</Chip>
        <strong class="conflict-title">{title}</strong>
        <span class="conflict-cause">{conflictCause(conflict)}</span>
        <span class="small faint">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span class="conflict-when small">
        {kind !== 'message' && (
          <strong>{untilStart > 0 ? t('startsIn', { time: spanWord(untilStart) }) : t('begun')}</strong>
        )}
        {since !== null && (
          <span class="faint">
            {now - Date.parse(since) < 60_000
              ? t('knownNow')
              : t('knownFor', { time: spanWord(now - Date.parse(since)) })}
          </span>
        )}
        {repairId !== null && kind !== 'message' && <span class="faint">{t('plansReady')}</span>}
      </span>
      <Icon of={iconForward} />
    </a>
  )
}
