import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/print.ts'
import { todayAt, type Day } from '../../text/when.ts'
import { Choices } from './Choices.tsx'
import { DaySheets } from './DaySheets.tsx'
import { DutySheet } from './DutySheet.tsx'
import { createPrintModel, KINDS, type PrintModel, type Wanted } from './model.ts'
import './page.css'
import { SignInSheet } from './SignInSheet.tsx'
import { WeekSheet } from './WeekSheet.tsx'

/** What the house puts on paper: chosen above, shown below as it will be printed. */
export function PrintPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(
    () =>
      facility
        ? createPrintModel(facility.code, wantedIn(location.search, todayAt(facility.timeZone, Date.now())))
        : null,
    [facility?.code],
  )
  useEffect(() => model?.start(), [model])
  // The address keeps what is printed, so that a reload and a bookmark come back to it.
  useEffect(
    () => model?.wanted.subscribe((wanted) => history.replaceState(history.state, '', addressOf(wanted))),
    [model],
  )
  if (!model) return <Spinner />
  return (
    <div class="print-page">
      <Choices model={model} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a paper wider than the window is scrolled by keys too */}
      <div class="print-paper" role="region" aria-label={t(model.wanted.value.kind)} tabIndex={0}>
        <Sheets model={model} />
      </div>
    </div>
  )
}

function Sheets({ model }: { readonly model: PrintModel }) {
  const printing = model.printing.value
  const wanted = model.wanted.value
  switch (printing.kind) {
    case 'loading':
      return <Spinner>{t('loading')}</Spinner>
    case 'failed':
      return <Failure failing={printing.failing} onRetry={() => void model.load()} />
    case 'duty':
      return <DutySheet date={wanted.date} rows={printing.rows} />
    case 'board': {
      const { board, spaces } = printing
      if (wanted.kind === 'week') return <WeekSheet board={board} spaces={spaces} wanted={wanted} />
      if (wanted.kind === 'sign-in') return <SignInSheet board={board} spaces={spaces} wanted={wanted} />
      return <DaySheets board={board} spaces={spaces} wanted={wanted} />
    }
  }
}

/** `?kind=week&date=2026-12-04&space=classroom-203&booking=…`; anything else falls back to today's sheets. */
function wantedIn(search: string, today: Day): Wanted {
  const query = new URLSearchParams(search)
  const date = query.get('date')
  return {
    kind: KINDS.find((kind) => kind === query.get('kind')) ?? 'day',
    date: date !== null && isLocalDate(date) ? date : today,
    space: query.get('space'),
    layout: query.get('layout') === 'compact' ? 'compact' : 'pages',
    booking: query.get('booking'),
    rows: Math.min(200, Math.max(5, Number(query.get('rows')) || 30)),
  }
}

function addressOf({ kind, date, space, layout, booking, rows }: Wanted): string {
  const query = new URLSearchParams({ kind, date })
  if (space !== null) query.set('space', space)
  if (layout === 'compact') query.set('layout', layout)
  if (kind === 'sign-in') {
    if (booking !== null) query.set('booking', booking)
    query.set('rows', String(rows))
  }
  return `/print?${query.toString()}`
}
