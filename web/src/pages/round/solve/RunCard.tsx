import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { isUnderWay } from '@gongyue/shared/domain/round.ts'
import { Button } from '../../../components/Button.tsx'
import { Chip, type Tone } from '../../../components/Chip.tsx'
import { iconRun, iconStop } from '../../../components/icons.ts'
import { Notice } from '../../../components/Notice.tsx'
import { t } from '../../../text/round-solve.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import { clockOf, dayLabel, dayOf } from '../../../text/when.ts'
import { RunChart } from './RunChart.tsx'
import { percentText, shareOfBest } from './watch.ts'

const TONES: Readonly<Record<RunWire['state'], Tone>> = {
  queued: 'quiet',
  running: 'info',
  stopped: 'warn',
  done: 'good',
  failed: 'warn',
}

interface RunCardProps {
  readonly run: RunWire
  readonly lost: boolean
  readonly busy: boolean
  readonly onStop: () => void
  readonly onContinue: (seconds: 60) => void
  readonly onShow: (planId: string) => void
  readonly onPins: () => void
}

/** A run as it is now: how far, how good, how near to the best there can be. */
export function RunCard({ run, lost, busy, onStop, onContinue, onShow, onPins }: RunCardProps) {
  const { state, phase, progress, seed, seconds, byName, startedAt, planId, violations } = run
  const going = isUnderWay(state)
  const when = startedAt && `${dayLabel(dayOf(startedAt))} ${clockOf(startedAt)}`
  const percent = Math.round(progress * 100)
  return (
    <section class="card stack-s" aria-label={t('running')}>
      <div class="round-card-head">
        <div class="row">
          <Chip tone={TONES[state]}>{t(`state-${state}`)}</Chip>
          {going && <span>{t(`phase-${phase}`)}</span>}
        </div>
        <p class="small faint">
          {when && (byName ? t('by', { name: byName, when }) : t('byNobody', { when }))}{' '}
          {t('seedWas', { seed, seconds })}
        </p>
      </div>
      {going && (
        <div class="run-progress">
          <progress aria-label={t('progress')} max={100} value={percent} />
          <span>{percent} %</span>
        </div>
      )}
      {lost && <Notice tone="warn" offline title={t('lost')} />}
      {state === 'failed' && (
        <Notice tone="warn" title={t('failedTitle')}>
          <p>{t('failedHint')}</p>
          <ul>
            {violations.map((reason, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two contradictions may read the same
              <li key={at}>{seasonReason(reason)}</li>
            ))}
          </ul>
          <p>
            <Button onClick={onPins}>{t('toPins')}</Button>
          </p>
        </Notice>
      )}
      <RunFigures run={run} />
      <RunChart run={run} />
      <div class="row">
        {going && (
          <Button icon={iconStop} busy={busy} onClick={onStop}>
            {t('stop')}
          </Button>
        )}
        {!going && planId && (
          <Button look="primary" onClick={() => onShow(planId)}>
            {t('showPlan')}
          </Button>
        )}
        {!going && planId && (
          <Button icon={iconRun} busy={busy} onClick={() => onContinue(60)}>
            {t('goOn', { time: t('seconds-60') })}
          </Button>
        )}
      </div>
    </section>
  )
}

/** The numbers of a run, each with its word. */
export function RunFigures({ run }: { readonly run: RunWire }) {
  const { score, cost, unplaced, asked, bound, triesASecond } = run
  const share = shareOfBest(cost, bound)
  return (
    <dl class="figures">
      <div>
        <dt>{t('unplaced')}</dt>
        <dd>
          {unplaced ?? '—'} <small>{t('ofAsked', { asked })}</small>
        </dd>
      </div>
      <div>
        <dt>{t('bound')}</dt>
        <dd title={t('boundHint')}>{share === null ? <small>{t('noBound')}</small> : percentText(share)}</dd>
      </div>
      <div>
        <dt>{t('cost')}</dt>
        <dd>{cost ?? '—'}</dd>
      </div>
      {score && (
        <div>
          <dt>
            {t('hard')} · {t('medium')} · {t('soft')}
          </dt>
          <dd>
            {-score.hard} · {-score.medium} · {-score.soft}
          </dd>
        </div>
      )}
      {triesASecond !== null && (
        <div>
          <dt>{t('tries')}</dt>
          <dd>{triesASecond.toLocaleString('en')}</dd>
        </div>
      )}
    </dl>
  )
}
