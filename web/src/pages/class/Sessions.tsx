import type { ProgrammeSessionWire } from '@gongyue/shared/api/programmes.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Empty } from '../../components/Empty.tsx'
import { iconCalendar, iconCancelled, iconWarning } from '../../components/icons.ts'
import { ReservationStateChip } from '../../components/StateChip.tsx'
import { t } from '../../text/class.ts'
import { dayLabel, dayOf, spanLabel } from '../../text/when.ts'
import { absenceOver, isHeld, lostSessions, withPlace, type ClassPage } from './model.ts'

interface SessionsProps {
  readonly page: ClassPage
  readonly onOpen: (kind: 'roll' | 'staff' | 'make-up', session: ProgrammeSessionWire) => void
}

/** The sessions in their order, each with what can be done about it. */
export function Sessions({ page, onOpen }: SessionsProps) {
  const { programme, enrolments, people } = page
  const { items } = programme
  const lost = new Set(lostSessions(items).map(({ reservationId }) => reservationId))
  const byId = new Map(items.map((one) => [one.reservationId, one] as const))
  const enrolled = withPlace(enrolments).length
  if (items.length === 0)
    return (
      <Empty icon={iconCalendar} title={t('noSessions')}>
        <p class="small">{t('noSessionsHint')}</p>
      </Empty>
    )
  return (
    <div class="class-scroll">
      <table class="class-table cards">
        <thead>
          <tr>
            <th>{t('number')}</th>
            <th>{t('date')}</th>
            <th>{t('room')}</th>
            <th>{t('people')}</th>
            <th>{t('state')}</th>
            <th>{t('present')}</th>
            <th>{t('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const held = isHeld(one)
            const when = spanLabel(one.start, one.end)
            const madeUp = one.makesUpFor === null ? undefined : byId.get(one.makesUpFor)
            const isAway = held && one.state !== 'ended' && absenceOver(people, one) !== null
            return (
              <tr key={one.reservationId} class={held ? undefined : 'gone'}>
                <th scope="row">{held ? one.number : '—'}</th>
                <td class="nowrap">
                  {when}
                  {madeUp && <span class="small faint"> {t('makesUp', { date: dayLabel(dayOf(madeUp.start)) })}</span>}
                </td>
                <td>{spaceName(one.spaceId)}</td>
                <td>
                  {one.people.map(({ name }) => name).join('、') || t('nobody')}{' '}
                  {isAway && (
                    <Chip tone="warn" icon={iconWarning}>
                      {t('why-away')}
                    </Chip>
                  )}
                </td>
                <td>
                  {lost.has(one.reservationId) ? (
                    <Chip tone="warn" icon={iconCancelled}>
                      {t('lost')}
                    </Chip>
                  ) : (
                    <ReservationStateChip state={one.state} />
                  )}
                </td>
                <td>{one.present === null ? '—' : t('presentOf', { present: one.present, enrolled })}</td>
                <td>
                  <div class="row">
                    {held && enrolled > 0 && hasCome(one) && (
                      <Button aria-label={t('callOf', { number: one.number })} onClick={() => onOpen('roll', one)}>
                        {t('call')}
                      </Button>
                    )}
                    {(one.state === 'confirmed' || one.state === 'in-use') && (
                      <Button aria-label={t('staffOf', { when })} onClick={() => onOpen('staff', one)}>
                        {t('staff')}
                      </Button>
                    )}
                    {lost.has(one.reservationId) && (
                      <Button aria-label={t('makeUpOf', { when })} onClick={() => onOpen('make-up', one)}>
                        {t('makeUp')}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Those who come early are there an hour before. */
function hasCome({ start }: ProgrammeSessionWire): boolean {
  return Date.parse(start) - 3_600_000 <= Date.now()
}
