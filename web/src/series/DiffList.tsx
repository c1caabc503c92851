import type { SeriesDiffWire } from '@gongyue/shared/api/series.ts'
import { Chip } from '../components/Chip.tsx'
import { ViolationList } from '../components/ViolationList.tsx'
import { t } from '../text/series.ts'
import { dayLabel } from '../text/when.ts'
import { DIFF_TONES, placeWords, type DiffDate } from './diff.ts'

export interface DiffListProps {
  readonly diff: SeriesDiffWire
  readonly spaceName: (id: string) => string
}

/** Each date before and after; what is past stays, and is only counted. */
export function DiffList({ diff, spaceName }: DiffListProps) {
  return (
    <div class="series-diff-scroll">
      <table class="series-diff">
        <caption class="unseen">{t('diff')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('diff')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {diff.dates
            .filter(({ kind }) => kind !== 'past')
            .map((date) => (
              <DiffRow key={`${date.key} ${date.kind}`} date={date} spaceName={spaceName} />
            ))}
        </tbody>
      </table>
    </div>
  )
}

function DiffRow({ date, spaceName }: { readonly date: DiffDate; readonly spaceName: (id: string) => string }) {
  const { before, after, kind, violations, reason, reasonName, announced } = date
  const withSpace = before !== null && after !== null && before.spaceId !== after.spaceId
  const same =
    before !== null && after !== null && !withSpace && before.start === after.start && before.end === after.end
  const left =
    reason !== null && reason !== 'refused' ? [t(`reason-${reason}`), reasonName].filter(Boolean).join(' ') : ''
  return (
    <tr class={`diff-${kind}`}>
      <th scope="row">
        <Chip tone={DIFF_TONES[kind]}>{t(`diff-${kind}`)}</Chip>
      </th>
      <td>{before === null && after === null ? dayLabel(date.key) : placeWords(before, spaceName, withSpace)}</td>
      <td>
        {same && kind !== 'refused' ? (
          <span class="faint">{t('diff-kept')}</span>
        ) : (
          placeWords(after, spaceName, withSpace)
        )}
        {!announced && <span class="series-unannounced">{t('notAnnounced')}</span>}
        {left !== '' && <p class="small faint">{left}</p>}
        {violations.length > 0 && (
          <div class="small">
            <ViolationList violations={violations} />
          </div>
        )}
      </td>
    </tr>
  )
}
