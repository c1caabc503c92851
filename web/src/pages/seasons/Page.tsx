import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { createLoaded } from '../../classes/loaded.ts'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconPlanning } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { listRounds } from '../../rounds/routes.ts'
import { RoundChip } from '../../rounds/RoundChip.tsx'
import { t } from '../../text/seasons.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import '../../rounds/rounds.css'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'

const REFRESH_MS = 60_000

/** The rounds that a branch can apply in, waits for, or has had an answer from. */
export function SeasonsPage() {
  usePageTitle(t('title'))
  const rounds = useMemo(() => createLoaded(async () => await call(listRounds)), [])
  useEffect(() => keepFresh(rounds.load, REFRESH_MS), [rounds])
  const state = rounds.state.value
  return (
    <div class="stack">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void rounds.load()} />}
      {state.kind === 'ready' && <List rounds={state.value.items.filter((round) => round.state !== 'cancelled')} />}
    </div>
  )
}

function List({ rounds }: { readonly rounds: readonly RoundWire[] }) {
  if (rounds.length === 0)
    return (
      <Empty icon={iconPlanning} title={t('empty')}>
        <p class="small">{t('emptyHint')}</p>
        <a class="button primary" href="/order">
          {t('toOrder')}
        </a>
      </Empty>
    )
  return (
    <ul class="round-cards">
      {rounds.map(({ id, name, state, from, until, closesAt }) => (
        <li key={id}>
          <article class="card round-card">
            <div class="round-card-head">
              <h2>{name}</h2>
              <RoundChip state={state} />
            </div>
            <p>{t('season', { from: dayLabel(from), until: dayLabel(until) })}</p>
            {state === 'open' && (
              <p class="small faint">{t('until', { when: `${dayLabel(dayOf(closesAt))} ${clockOf(closesAt)}` })}</p>
            )}
            <div class="row">
              <a class={`button${state === 'open' ? ' primary' : ''}`} href={`/seasons/${id}`}>
                {t(state === 'open' ? 'applyNow' : state === 'published' ? 'result' : 'look')}
                <span class="unseen"> {name}</span>
              </a>
            </div>
          </article>
        </li>
      ))}
    </ul>
  )
}
