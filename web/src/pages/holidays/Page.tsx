import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/holidays.ts'
import { todayAt } from '../../text/when.ts'
import { CheckedLines } from './CheckedLines.tsx'
import { DiffPanel } from './DiffPanel.tsx'
import { createHolidaysModel } from './model.ts'
import { NoticeFields } from './NoticeFields.tsx'
import { YearCards } from './YearCards.tsx'
import './page.css'

/** Which years are announced, and the notice for the next one. */
export function HolidaysPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(() => {
    const asked = Number(new URLSearchParams(location.search).get('year'))
    return createHolidaysModel({
      today: todayAt(facility?.timeZone ?? 'UTC', Date.now()),
      year: asked >= 2000 && asked <= 2100 ? asked : null,
    })
  }, [])
  useEffect(() => {
    void model.load()
    if (facility) void loadSpaceNames(facility.code)
  }, [model])
  const years = model.years.value
  return (
    <div class="holidays stack">
      <header>
        <h1>{t('title')}</h1>
        <p class="faint">{t('lead')}</p>
      </header>
      {years.kind === 'loading' && <Spinner />}
      {years.kind === 'failed' && <Failure failing={years.failing} onRetry={() => void model.load()} />}
      {years.kind === 'ready' && <YearCards years={years.years} />}
      <section class="card notice-import" aria-label={t('import')}>
        <NoticeFields model={model} />
        <CheckedLines model={model} />
      </section>
      <DiffPanel model={model} />
    </div>
  )
}
