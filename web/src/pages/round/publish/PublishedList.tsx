import { Chip } from '../../../components/Chip.tsx'
import { t } from '../../../text/round.ts'
import { t as grid } from '../../../text/round-grid.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import { dayLabel } from '../../../text/when.ts'
import type { RoundModel } from '../model.ts'
import type { Published } from './PublishTab.tsx'

/** What becomes of each allocation: dates booked, dates lost with their reasons. Those that lose most stand first. */
export function PublishedList({ model, published }: { readonly model: RoundModel; readonly published: Published }) {
  const sections = model.sections.value
  const items = published.items.toSorted((a, b) => b.lost.length - a.lost.length)
  return (
    <ul class="published-list">
      {items.map(({ sectionId, nth, seriesId, booked, lost }) => {
        const owned = sections.get(sectionId)
        return (
          <li key={`${sectionId} ${nth}`}>
            <div class="row">
              <b>{owned?.section.title}</b>
              <span class="small">
                {owned?.application.partyName} · {grid('nth', { nth: nth + 1 })}
              </span>
              <Chip tone="good">{t('booked', { count: booked })}</Chip>
              {lost.length > 0 && <Chip tone="warn">{t('lost', { count: lost.length })}</Chip>}
              {seriesId && <a href={`/series/${seriesId}`}>{t('seriesLink')}</a>}
            </div>
            {lost.length > 0 && (
              <details class="small">
                <summary>{t('lost', { count: lost.length })}</summary>
                <ul>
                  {lost.map(({ date, reasons }) => (
                    <li key={date}>
                      {dayLabel(date)} {reasons.map(seasonReason).join('；')}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}
