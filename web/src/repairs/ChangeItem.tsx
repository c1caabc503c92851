import type { PlannedChangeWire } from '@gongyue/shared/api/repairs.ts'
import { spaceName } from '../app/spaces.ts'
import { Chip } from '../components/Chip.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconArrow, iconCancelled, iconMore, iconPeople } from '../components/icons.ts'
import { changeReason, changeWord, t } from '../text/repairs.ts'
import { clockSpan, dayLabel, dayOf } from '../text/when.ts'

/** Reasons that the new place itself shows. */
const SHOWN: ReadonlySet<string> = new Set(['other-space', 'skipped', 'added-at-the-end'])

type Place = NonNullable<PlannedChangeWire['to']>

/** What happens to one booking: who it is, where it stood, where it goes, and why there. */
export function ChangeItem({ change }: { readonly change: PlannedChangeWire }) {
  const { kind, title, partyName, people, from, to, reasons, consent } = change
  const told = [...new Set(reasons.filter(({ key }) => !SHOWN.has(key)).map(changeReason))]
  return (
    <li class={`change change-${kind}`}>
      <p class="change-who">
        <strong>{title}</strong>
        <span class="small faint">
          {partyName} · {t('peopleOf', { count: people })}
        </span>
      </p>
      {from && kind !== 'add' && (
        <p class="change-from">
          <span class="unseen">{t('from')} </span>
          <PlaceText place={from} />
        </p>
      )}
      <p class="change-to">
        <Icon of={to === null ? iconCancelled : kind === 'add' ? iconMore : iconArrow} />
        <span class="unseen">{changeWord(change)} </span>
        {to === null ? <strong>{t('given')}</strong> : <Target from={kind === 'add' ? null : from} to={to} />}
      </p>
      {told.length > 0 && <p class="small faint">{told.join(t('sep'))}</p>}
      {consent && (
        <p>
          <Chip tone="warn" icon={iconPeople}>
            {t('consentChip')}
          </Chip>
        </p>
      )}
    </li>
  )
}

function PlaceText({ place: { spaceId, start, end } }: { readonly place: Place }) {
  return (
    <>
      <span class="no-break">{dayLabel(dayOf(start))}</span> <span class="no-break">{clockSpan(start, end)}</span>{' '}
      <span class="change-space">{spaceName(spaceId)}</span>
    </>
  )
}

/** The new place in full; what is different from before stands out. */
function Target({ from, to }: { readonly from: Place | null; readonly to: Place }) {
  const day = dayOf(to.start)
  const clock = clockSpan(to.start, to.end)
  const isSameDay = from !== null && dayOf(from.start) === day
  const isSameClock = from !== null && clockSpan(from.start, from.end) === clock
  const isSameSpace = from?.spaceId === to.spaceId
  return (
    <span>
      <Told same={isSameDay}>{dayLabel(day)}</Told> <Told same={isSameClock}>{clock}</Told>{' '}
      <span class="change-space">
        <Told same={isSameSpace}>{spaceName(to.spaceId)}</Told>
      </span>
    </span>
  )
}

function Told({ same, children }: { readonly same: boolean; readonly children: string }) {
  return same ? <span class="change-same">{children}</span> : <strong>{children}</strong>
}
