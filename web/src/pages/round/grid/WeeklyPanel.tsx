import type { PinWire } from '@gongyue/shared/api/rounds.ts'
import { spaceName } from '../../../app/spaces.ts'
import { Button } from '../../../components/Button.tsx'
import { Chip } from '../../../components/Chip.tsx'
import { iconPin, iconRemove } from '../../../components/icons.ts'
import { weekdayWord } from '../../../rules/weekdays.ts'
import { clockAt, placeWords } from '../../../rounds/week-time.ts'
import { WeekStrip } from '../../../rounds/WeekStrip.tsx'
import { t } from '../../../text/round-grid.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import type { OwnedSection } from '../model.ts'
import type { Block, Waiting } from './blocks.ts'
import { weeklyTitle } from './words.ts'

interface WeeklyPanelProps {
  readonly owned: OwnedSection
  readonly block: Block | null
  readonly waiting: Waiting | null
  readonly pins: readonly PinWire[]
  readonly hours: { readonly from: number; readonly until: number }
  readonly onPickUp: () => void
  readonly onPin: () => void
  readonly onUnpin: (pin: PinWire) => void
  readonly onToTray: () => void
  readonly onBan: (what: 'space' | 'day' | 'time') => void
  readonly onClose: () => void
}

/** One weekly time: what was wished, where it stands, and what one can do with it. */
export function WeeklyPanel({ owned, block, waiting, pins, hours, ...on }: WeeklyPanelProps) {
  const { section, application } = owned
  const place = block?.place ?? null
  const nth = block?.nth ?? waiting?.nth ?? 0
  const pin = pins.find((one) => one.kind === 'pin' && one.sectionId === section.id && one.nth === nth)
  const bans = pins.filter((one) => one.kind === 'ban' && one.sectionId === section.id)
  const wishes = section.times.map(({ rank, ...span }) => ({ ...span, look: rank }))
  return (
    <section class="card stack-s alloc-panel" aria-label={section.title}>
      <div class="alloc-panel-head">
        <h3>{weeklyTitle(section.title, nth, section.timesAWeek)}</h3>
        <p class="small">{application.partyName}</p>
      </div>
      <div class="row">
        {place && <b>{placeWords(place)}</b>}
        {block && <Chip tone={block.met === 'primary' ? 'good' : 'warn'}>{t(`met-${block.met}`)}</Chip>}
        {block?.pinned && (
          <Chip tone="accent" icon={iconPin}>
            {t('pinned')}
          </Chip>
        )}
        {section.must && <Chip tone="warn">{t('must')}</Chip>}
        {block && block.lost > 0 && <Chip tone="warn">{t('lostDates', { count: block.lost })}</Chip>}
      </div>
      <div class="stack-s">
        <WeekStrip
          label={t('wishes')}
          hours={hours}
          spans={place ? [...wishes, { ...place, look: 'given' as const }] : wishes}
        />
        <p class="small">
          {t('chosenSpaces')}：{section.spaceIds.map(spaceName).filter(Boolean).join('、') || t('anySpace')}
        </p>
      </div>
      {waiting?.unmet && (
        <ul class="small alloc-reasons">
          {waiting.unmet.reasons.map((reason) => (
            <li key={reason.key}>{seasonReason(reason)}</li>
          ))}
        </ul>
      )}
      <div class="row">
        <Button onClick={on.onPickUp}>{t('pickUp')}</Button>
        {block && !pin && (
          <Button icon={iconPin} onClick={on.onPin}>
            {t('pin')}
          </Button>
        )}
        {pin && (
          <Button icon={iconPin} onClick={() => on.onUnpin(pin)}>
            {t('unpin')}
          </Button>
        )}
        {block && <Button onClick={on.onToTray}>{t('toTray')}</Button>}
        {place && (
          <>
            <Button look="plain" onClick={() => on.onBan('space')}>
              {t('banSpace', { space: spaceName(place.spaceId) })}
            </Button>
            <Button look="plain" onClick={() => on.onBan('day')}>
              {t('banDay', { day: weekdayWord(place.weekday) })}
            </Button>
            <Button look="plain" onClick={() => on.onBan('time')}>
              {t('banTime', { time: `${weekdayWord(place.weekday)} ${clockAt(place.from)}–${clockAt(place.until)}` })}
            </Button>
          </>
        )}
        <Button look="plain" onClick={on.onClose}>
          {t('closePanel')}
        </Button>
      </div>
      {bans.length > 0 && (
        <ul class="stack-s" aria-label={t('bans')}>
          {bans.map((ban) => (
            <li key={ban.id} class="row">
              <Chip tone="warn">{t('banWords', { what: banWhat(ban) })}</Chip>
              <Button look="plain" icon={iconRemove} onClick={() => on.onUnpin(ban)}>
                {t('removeBan')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What a ban or a pin is about, as far as it says. */
export function banWhat({ spaceId, weekday, from, until }: PinWire): string {
  return [
    weekday === null ? '' : weekdayWord(weekday),
    from === null || until === null ? '' : `${clockAt(from)}–${clockAt(until)}`,
    spaceId === null ? '' : spaceName(spaceId),
  ]
    .filter(Boolean)
    .join(' ')
}
