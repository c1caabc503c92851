import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { spaceName } from '../../app/spaces.ts'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { Seats } from '../../classes/Seats.tsx'
import { weeklyWords } from '../../classes/weekly.ts'
import { t } from '../../text/classes.ts'

/** The classes under each other; on a phone each is a card. */
export function ClassTable({ classes }: { readonly classes: readonly ProgrammeCardWire[] }) {
  return (
    <div class="class-scroll">
      <table class="class-table cards">
        <thead>
          <tr>
            <th>{t('course')}</th>
            <th>{t('phase')}</th>
            <th>{t('rule')}</th>
            <th>{t('room')}</th>
            <th>{t('instructor')}</th>
            <th>{t('seats')}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.id} class={one.phase === 'cancelled' ? 'gone' : undefined}>
              <th scope="row">
                <a href={`/classes/${one.id}`}>{one.title}</a>
                <span class="small faint"> {one.partyName}</span>
              </th>
              <td>
                <PhaseChip phase={one.phase} />
              </td>
              <td>
                {weeklyWords(one.rule) ?? t('noRule')}{' '}
                {one.sessions > 0 && (
                  <span class="small faint no-break">{t('sessionCount', { count: one.sessions })}</span>
                )}
              </td>
              <td>{one.spaceId === null ? '—' : spaceName(one.spaceId)}</td>
              <td>{one.instructor?.name ?? t('noInstructor')}</td>
              <td>
                <Seats {...one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
