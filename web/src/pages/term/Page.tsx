import { useEffect, useMemo } from 'preact/hooks'
import { followOrders } from '../../api/follow-orders.ts'
import { lazily } from '../../app/lazy.tsx'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames, spacesNow } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore, iconPlanning, iconPrint } from '../../components/icons.ts'
import { Icon } from '../../components/Icon.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/term.ts'
import { dayLabel, todayAt } from '../../text/when.ts'
import { Filters } from './Filters.tsx'
import { columnsOf } from './grid.ts'
import { createTermModel, type TermModel } from './model.ts'
import { TermTable } from './TermTable.tsx'
import './page.css'

const RoomWeek = lazily(() => import('./RoomWeek.tsx').then((one) => one.RoomWeek))

/** A term at a glance: weeks down, places across, and what of each series stands there or was lost. */
export function TermPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const code = facility?.code ?? ''
  const zone = facility?.timeZone ?? 'UTC'
  const model = useMemo(() => createTermModel(code, todayAt(zone, Date.now())), [code, zone])
  useEffect(() => {
    void loadSpaceNames(code)
    const stop = followOrders(
      () => true,
      () => void model.refresh(),
    )
    void model.start()
    return stop
  }, [model])
  const state = model.state.value
  const { from, until } = model.span.value
  return (
    <div class="stack term">
      <header class="term-head">
        <h1>{t('title')}</h1>
        <p class="term-span">
          {facility && nameIn(facility.name)} {t('spanLabel', { from: dayLabel(from), until: dayLabel(until) })}
        </p>
        <div class="row screen-only">
          <a class="button primary" href="/series/new">
            <Icon of={iconMore} />
            <span>{t('create')}</span>
          </a>
          <Button icon={iconPrint} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      </header>
      <Filters model={model} />
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.start()} />}
      {state.kind === 'ready' && <Shown model={model} />}
    </div>
  )
}

function Shown({ model }: { readonly model: TermModel }) {
  const filter = model.filter.value
  const dates = model.shown.value
  if (model.view.value === 'week')
    return filter.spaceId === null ? (
      <p class="faint">{t('weekNeedsRoom')}</p>
    ) : (
      <RoomWeek key={filter.spaceId} dates={dates} model={model} />
    )
  const columns = columnsOf(spacesNow(), dates, filter)
  return (
    <>
      {dates.length === 0 && <Empty icon={iconPlanning} title={t('empty')} />}
      <TermTable model={model} columns={columns} dates={dates} />
      <p class="small faint">{t('hint')}</p>
    </>
  )
}
