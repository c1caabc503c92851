import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { useMemo } from 'preact/hooks'
import { session } from '../../app/session.ts'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/programmes.ts'
import { clockOf, dayLabel, dayOf, todayAt } from '../../text/when.ts'

/** Programmes row by row: what, when, how full, and where each stands. */
export function ProgrammeTable({ items }: { readonly items: readonly ProgrammeCardWire[] }) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const thisYear = useMemo(() => todayAt(timeZone, Date.now()).slice(0, 4), [timeZone])
  return (
    <div class="class-scroll">
      <table class="class-table cards">
        <thead>
          <tr>
            <th>{t('name')}</th>
            <th>{t('kind')}</th>
            <th>{t('when')}</th>
            <th>{t('capacity')}</th>
            <th>{t('stage')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/programmes/${one.id}`}>{one.title}</a>
              </th>
              <td>{kinds(one.kind)}</td>
              <td class="nowrap">{one.firstStart === null ? t('noDate') : whenText(one.firstStart, thisYear)}</td>
              <td>
                {one.kind === 'competition'
                  ? t('entries', { count: one.stages.reduce((sum, { entries }) => sum + entries, 0) })
                  : t('places', { taken: one.taken, capacity: one.capacity })}
              </td>
              <td>
                <PhaseChip phase={one.phase} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A day of another year tells which. */
function whenText(start: string, thisYear: string): string {
  const day = dayOf(start)
  return `${day.startsWith(thisYear) ? dayLabel(day) : day} ${clockOf(start)}`
}
