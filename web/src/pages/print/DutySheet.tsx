import type { DutyRowWire } from '@gongyue/shared/api/duty.ts'
import { featureNames } from '@gongyue/shared/domain/feature.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { clockOf, dayLabel } from '../../text/when.ts'
import { SheetHead } from './Head.tsx'

/** Who opens and sets up what when: the caretakers' day, with a box to tick. */
export function DutySheet({ date, rows }: { readonly date: string; readonly rows: readonly DutyRowWire[] }) {
  return (
    <section class="paper">
      <SheetHead title={t('dutyTitle', { date: dayLabel(date) })} hint={t('sheets', { count: rows.length })} />
      {rows.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th class="col-clock">{t('setUp')}</th>
              <th class="col-clock">{t('start')}</th>
              <th class="col-clock">{t('end')}</th>
              <th class="col-clock">{t('cleared')}</th>
              <th class="col-place">{t('where')}</th>
              <th>{t('what')}</th>
              <th class="col-people">{t('people')}</th>
              <th class="col-needs">{t('needs')}</th>
              <th class="col-done">{t('done')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.spaceId} ${row.start}`}>
                <td>{row.heldFrom === row.start ? '' : clockOf(row.heldFrom)}</td>
                <td>
                  <b>{clockOf(row.start)}</b>
                </td>
                <td>{clockOf(row.end)}</td>
                <td>{row.heldUntil === row.end ? '' : clockOf(row.heldUntil)}</td>
                <td>{nameIn(row.spaceName)}</td>
                <td>
                  {row.count > 1 ? t('bookings', { count: row.count }) : row.title}
                  {row.partyName !== '' && <small> {row.partyName}</small>}
                </td>
                <td>{row.headcount}</td>
                <td>{nameIn(featureNames(row.features))}</td>
                <td aria-label={t('done')}>
                  <span class="paper-box" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
