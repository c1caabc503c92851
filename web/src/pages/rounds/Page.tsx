import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore, iconPlanning } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/rounds.ts'
import { CancelForm } from './CancelForm.tsx'
import { newRoundForm, roundFormOf } from './draft.ts'
import { byYear, createRoundsModel } from './model.ts'
import { RollForm } from './RollForm.tsx'
import { RoundCard } from './RoundCard.tsx'
import { RoundForm } from './RoundForm.tsx'
import '../../classes/classes.css'
import '../../rounds/rounds.css'

const REFRESH_MS = 30_000

/** What is done over the list. */
type Doing =
  | { readonly kind: 'adding' }
  | { readonly kind: 'changing' | 'rolling' | 'cancelling'; readonly round: RoundWire }

/** The seasons that were, are and will be given out. */
export function RoundsPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(createRoundsModel, [])
  const doing = useSignal<Doing | null>(null)
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility?.code ?? ''), [facility?.code])
  const state = model.state.value
  const timeZone = facility?.timeZone ?? 'UTC'
  const now = doing.value
  const close = (): void => void (doing.value = null)
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <Button look="primary" icon={iconMore} onClick={() => (doing.value = { kind: 'adding' })}>
          {t('add')}
        </Button>
      </div>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.value.length === 0 && (
        <Empty icon={iconPlanning} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
          <Button look="primary" icon={iconMore} onClick={() => (doing.value = { kind: 'adding' })}>
            {t('add')}
          </Button>
        </Empty>
      )}
      {state.kind === 'ready' &&
        byYear(state.value).map(({ year, rounds }) => (
          <section key={year} class="stack-s" aria-label={year}>
            <h2>{year}</h2>
            <ul class="round-cards">
              {rounds.map((round) => (
                <li key={round.id}>
                  <RoundCard
                    round={round}
                    onChange={() => (doing.value = { kind: 'changing', round })}
                    onRoll={() => (doing.value = { kind: 'rolling', round })}
                    onCancel={may('management') ? () => (doing.value = { kind: 'cancelling', round }) : null}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      {now?.kind === 'adding' && (
        <RoundForm
          title={t('add')}
          save={t('create')}
          first={newRoundForm()}
          timeZone={timeZone}
          onClose={close}
          onSave={async (draft) => {
            const made = await model.add(draft)
            if ('kind' in made) return made
            toast(t('made', { name: made.name }))
            go(`/rounds/${made.id}`)
            return null
          }}
        />
      )}
      {now?.kind === 'changing' && (
        <RoundForm
          title={t('edit')}
          save={t('save')}
          first={roundFormOf(now.round)}
          timeZone={timeZone}
          onClose={close}
          onSave={async (draft) => await model.change(now.round, draft)}
        />
      )}
      {now?.kind === 'rolling' && (
        <RollForm
          round={now.round}
          timeZone={timeZone}
          onClose={close}
          onRoll={async (draft) => {
            const made = await model.roll(now.round, draft)
            if ('kind' in made) return made
            toast(t('rolled', { name: made.name }))
            return null
          }}
        />
      )}
      {now?.kind === 'cancelling' && (
        <CancelForm
          onClose={close}
          onCancel={async (reason) => {
            const failing = await model.cancel(now.round, reason)
            if (failing === null) toast(t('wasCancelled', { name: now.round.name }))
            return failing
          }}
        />
      )}
    </div>
  )
}
