import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { followOrders } from '../../api/follow-orders.ts'
import { lazily } from '../../app/lazy.tsx'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames, spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack, iconSearch } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { ruleWords } from '../../rules/words.ts'
import { DateList } from '../../series/DateList.tsx'
import { standingCounts, standingLook } from '../../series/date-words.ts'
import { OfferList } from '../../series/OfferList.tsx'
import { t } from '../../text/series.ts'
import { dayLabel, type Day } from '../../text/when.ts'
import { CancelDialog } from './CancelDialog.tsx'
import { createSeriesModel, type SeriesModel } from './model.ts'
import '../../series/series.css'

const EditPanel = lazily(() => import('./EditPanel.tsx').then((one) => one.EditPanel))

/** One series: its rule in words and every date; the desk changes it, its party gives dates back. */
export function SeriesPage({ params }: PageProps) {
  usePageTitle(t('title'))
  const id = params['id'] ?? ''
  const model = useMemo(() => createSeriesModel(id), [id])
  const facility = session.value?.facility.code
  const state = model.state.value
  const orderId = state.kind === 'ready' ? state.series.orderId : null
  useEffect(() => {
    void model.load()
    if (facility) void loadSpaceNames(facility)
  }, [model, facility])
  useEffect(
    () =>
      orderId === null
        ? undefined
        : followOrders(
            (one) => one === orderId,
            () => void model.refresh(),
          ),
    [model, orderId],
  )
  return (
    <div class="stack series-page">
      <p>
        <a class="series-back" href={may('desk') ? '/term' : '/orders'}>
          <Icon of={iconBack} />
          <span>{may('desk') ? t('backToTerm') : t('backToOrders')}</span>
        </a>
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'not-found' && (
        <Empty icon={iconSearch} title={t('notFound')}>
          <p class="small">{t('notFoundHint')}</p>
        </Empty>
      )}
      {state.kind === 'ready' && <Shown key={id} series={state.series} at={state.at} model={model} />}
    </div>
  )
}

interface ShownProps {
  readonly series: SeriesWire
  readonly at: number
  readonly model: SeriesModel
}

function Shown({ series, at, model }: ShownProps) {
  const asked = new URLSearchParams(location.search).get('edit')
  const start = asked !== null && may('desk') ? series.dates.find(({ key }) => key === asked)?.key : undefined
  const editing = useSignal<{ readonly scope: SeriesScope; readonly key: Day | null } | null>(
    start === undefined ? null : { scope: 'this', key: start },
  )
  const ahead = series.dates.filter(({ end }) => Date.parse(end) > at)
  const past = series.dates.length - ahead.length
  const open = ahead.filter(({ state }) => state !== 'cancelled')
  // One and the same component as long as the page stands: otherwise a button would lose the focus at every change.
  const Actions = useMemo(() => actionsFor(model, (key) => (editing.value = { scope: 'this', key })), [model, editing])
  return (
    <>
      <header class="stack-s">
        <div class="series-head">
          <h1>{series.title}</h1>
          {series.state !== 'standing' && <Chip tone="quiet">{t(`state-${series.state}`)}</Chip>}
        </div>
        <p>{ruleWords(series.rule)}</p>
        <p class="series-facts small">
          <span>{spaceName(series.spaceId)}</span>
          <span>{series.partyName}</span>
          <span>{t('headcount', { count: series.headcount })}</span>
          <a href={`/orders/${series.orderId}`}>{t('order', { reference: series.reference })}</a>
        </p>
        <History series={series} />
        <p class="series-counts">{standingCounts(series.dates)}</p>
      </header>
      <OfferList seriesId={series.id} onSettled={() => void model.refresh()} />
      {editing.value ? (
        <EditPanel
          series={series}
          scope={editing.value.scope}
          dateKey={editing.value.key}
          at={at}
          onClose={() => (editing.value = null)}
          onSeries={model.put}
          onSaved={(saved) => {
            editing.value = null
            if (saved.id === series.id) model.put(saved)
            else go(`/series/${saved.id}`)
          }}
        />
      ) : (
        open.length > 0 && (
          <div class="series-foot">
            {!may('desk') && <p class="small faint">{t('readOnlyHint')}</p>}
            <Button look="danger" onClick={() => model.askCancel('all', open[0]?.key ?? null)}>
              {t('cancelSome')}
            </Button>
            {may('desk') && (
              <Button look="primary" onClick={() => (editing.value = { scope: 'all', key: open[0]?.key ?? null })}>
                {t('edit')}
              </Button>
            )}
          </div>
        )
      )}
      {!editing.value && (
        <section class="stack-s" aria-labelledby="series-dates">
          <h2 id="series-dates">{t('dates')}</h2>
          {past > 0 && <p class="small faint">{t('past', { count: past })}</p>}
          <DateList
            dates={series.dates}
            lookOf={standingLook}
            spaceName={spaceName}
            spaceId={series.spaceId}
            Actions={Actions}
          />
        </section>
      )}
      <CancelDialog model={model} series={series} at={at} />
    </>
  )
}

/** What can be done with one date that is ahead. */
function actionsFor(model: SeriesModel, onEdit: (key: Day) => void) {
  return function Actions({ date: { key, state, end } }: { readonly date: SeriesDateWire }) {
    const now = model.state.value
    if (now.kind !== 'ready' || Date.parse(end) <= now.at) return null
    const day = dayLabel(key)
    return (
      <>
        {may('desk') && state === 'booked' && (
          <Button look="plain" aria-label={t('editDate', { day })} onClick={() => onEdit(key)}>
            {t('edit')}
          </Button>
        )}
        {(state === 'booked' || state === 'waiting') && (
          <Button look="plain" aria-label={t('cancelDate', { day })} onClick={() => model.askCancel('this', key)}>
            {t('cancelShort')}
          </Button>
        )}
      </>
    )
  }
}

/** Where it came from and where its later part is. */
function History({ series: { splitFrom, splitInto } }: { readonly series: SeriesWire }) {
  if (splitFrom === null && splitInto.length === 0) return null
  return (
    <ul class="series-facts small">
      {splitFrom !== null && (
        <li>
          <a href={`/series/${splitFrom}`}>{t('splitFrom')}</a>
        </li>
      )}
      {splitInto.map((later) => (
        <li key={later}>
          <a href={`/series/${later}`}>{t('splitInto')}</a>
        </li>
      ))}
    </ul>
  )
}
