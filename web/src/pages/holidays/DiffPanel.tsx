import type { NoticeDiffWire } from '@gongyue/shared/api/holiday-notices.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { dayKindWord, t } from '../../text/holidays.ts'
import { clockSpan, dayLabel, dayOf } from '../../text/when.ts'
import type { HolidaysModel } from './model.ts'

/** What the notice would change; approved as a whole. */
export function DiffPanel({ model }: { readonly model: HolidaysModel }) {
  const state = model.diff.value
  if (state.kind === 'none') return null
  if (state.kind === 'looking') return <Spinner>{t('looking')}</Spinner>
  if (state.kind === 'failed') return <Failure failing={state.failing} />
  const { diff } = state
  return (
    <section class="stack" aria-label={t('diffTitle')}>
      {diff.written ? (
        <Written diff={diff} model={model} />
      ) : (
        <>
          <header class="diff-head">
            <h2>{t('diffTitle')}</h2>
            <Button look="primary" busy={model.busy.value} onClick={() => void model.approve()}>
              {t('approve', { year: diff.year })}
            </Button>
          </header>
          <Bookings diff={diff} />
          <Days diff={diff} />
        </>
      )}
    </section>
  )
}

function Written({ diff, model }: { readonly diff: NoticeDiffWire; readonly model: HolidaysModel }) {
  const groups = groupsOf(diff.broken)
  return (
    <Notice tone="good" loud title={t('approved', { year: diff.year })}>
      <p>{t('changes', { count: diff.changes.length })}</p>
      <p class="row">
        {groups.length > 0 && (
          <a class="button primary" href="/conflicts">
            {t('toConflicts', { count: groups.length })}
          </a>
        )}
        <Button onClick={model.startOver}>{t('again')}</Button>
      </p>
    </Notice>
  )
}

function Bookings({ diff: { broken, touched } }: { readonly diff: NoticeDiffWire }) {
  return (
    <>
      {broken.length > 0 ? (
        <Notice tone="warn" title={t('broken', { count: broken.length })}>
          <Groups touched={broken} />
          <p class="small">{t('brokenHint')}</p>
        </Notice>
      ) : (
        <Notice tone="good">
          <p>{t('brokenNone')}</p>
        </Notice>
      )}
      {touched.length > 0 && (
        <Notice tone="info" title={t('touched', { count: touched.length })}>
          <Groups touched={touched} />
          <p class="small">{t('touchedHint')}</p>
        </Notice>
      )}
    </>
  )
}

type Touched = NoticeDiffWire['touched']

/** Series and classes as one line each, with their dates. */
function Groups({ touched }: { readonly touched: Touched }) {
  return (
    <ul class="notice-groups small">
      {groupsOf(touched).map(([key, sessions]) => {
        const [first] = sessions
        const days = sessions.slice(0, 3).map(({ start, end }) => `${dayLabel(dayOf(start))} ${clockSpan(start, end)}`)
        return (
          <li key={key}>
            <strong>{first?.title}</strong>{' '}
            <span>
              {first?.partyName} · {first && spaceName(first.spaceId)} · {t('sessions', { count: sessions.length })}
            </span>
            <br />
            <span>
              {days.join('、')}
              {sessions.length > 3 && `　${t('more', { count: sessions.length })}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function groupsOf(touched: Touched): readonly (readonly [string, Touched])[] {
  return [...Map.groupBy(touched, ({ title, partyName }) => `${title} ${partyName}`)]
}

function Days({ diff: { changes } }: { readonly diff: NoticeDiffWire }) {
  if (changes.length === 0) return <p class="faint">{t('noChange')}</p>
  return (
    <details class="card" open>
      <summary>{t('changes', { count: changes.length })}</summary>
      <ul class="notice-days small">
        {changes.map(({ date, name, before, after }) => (
          <li key={date}>
            <strong>{dayLabel(date)}</strong> {name}
            <br />
            <span class="faint">{t('change', { before: dayKindWord(before), after: dayKindWord(after) })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
