import { Chip } from '../../components/Chip.tsx'
import { iconAccepted, iconPending } from '../../components/icons.ts'
import { t } from '../../text/holidays.ts'
import { monthName } from '../../text/when.ts'
import type { KnownYear } from './model.ts'

/** What is known of each year: its holidays by name, or that nobody has said so yet. */
export function YearCards({ years }: { readonly years: readonly KnownYear[] }) {
  return (
    <ul class="years" aria-label={t('years')}>
      {years.map((year) => (
        <li key={year.year} class="card year">
          <header class="row">
            <h2>{year.year}</h2>
            {year.announced ? (
              <Chip tone="good" icon={iconAccepted}>
                {t('announced')}
              </Chip>
            ) : (
              <Chip tone="warn" icon={iconPending}>
                {t('notAnnounced')}
              </Chip>
            )}
          </header>
          {year.announced ? <Known year={year} /> : <p class="small faint">{t('notAnnouncedHint')}</p>}
          {year.booked && <p class="small">{t('bookedInto')}</p>}
        </li>
      ))}
    </ul>
  )
}

function Known({ year: { holidays, workdays, days } }: { readonly year: KnownYear }) {
  const names = Map.groupBy(
    days.filter(({ kind }) => kind === 'legal-holiday'),
    ({ name }) => name ?? '',
  )
  return (
    <>
      <p class="small">{t('yearFacts', { holidays, workdays })}</p>
      <ul class="small year-days">
        {[...names].map(([name, free]) => (
          <li key={name}>
            <span>{name}</span>{' '}
            <span class="faint">
              {shortDay(free[0]?.date ?? '')}–{shortDay(free.at(-1)?.date ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** `10月1日`, or `1 Oct`. */
function shortDay(date: string): string {
  const month = monthName(date)
  const day = Number(date.slice(8, 10))
  return month.endsWith('月') ? `${month}${day}日` : `${day} ${month}`
}
