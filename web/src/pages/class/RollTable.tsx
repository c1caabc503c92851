import { Chip } from '../../components/Chip.tsx'
import { Empty } from '../../components/Empty.tsx'
import { iconAccepted, iconList } from '../../components/icons.ts'
import { t } from '../../text/class.ts'
import { dayLabel, dayOf } from '../../text/when.ts'
import type { ClassPage } from './model.ts'

/** The roll (点名册): who came to what, how often, and who has earned the certificate. */
export function RollTable({ page }: { readonly page: ClassPage }) {
  const { roll, programme } = page
  const called = programme.items.filter(({ reservationId }) =>
    roll.some(({ marks }) => marks.some((one) => one.reservationId === reservationId)),
  )
  if (called.length === 0) return <Empty icon={iconList} title={t('rollEmpty')} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <div class="class-scroll" role="region" aria-label={t('viewRoll')} tabIndex={0}>
      <table class="class-table roll-table">
        <thead>
          <tr>
            <th>{t('name')}</th>
            {called.map((one) => (
              <th key={one.reservationId}>{dayLabel(dayOf(one.start)).replace(/ .*/, '')}</th>
            ))}
            <th>{t('percent')}</th>
            <th>{t('certificate')}</th>
          </tr>
        </thead>
        <tbody>
          {roll.map(({ enrolmentId, name, marks, percent, certificate }) => (
            <tr key={enrolmentId}>
              <th scope="row">{name}</th>
              {called.map(({ reservationId }) => {
                const mark = marks.find((one) => one.reservationId === reservationId)?.mark
                return (
                  <td key={reservationId} class={mark ? `mark-${mark}` : undefined}>
                    {mark ? t(`mark-${mark}`) : '—'}
                  </td>
                )
              })}
              <td>{percent === null ? '—' : `${percent}%`}</td>
              <td>
                {certificate && (
                  <Chip tone="good" icon={iconAccepted}>
                    {t('certificateYes')}
                  </Chip>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
