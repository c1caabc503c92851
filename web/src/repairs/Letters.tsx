import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/repairs.ts'
import { DraftCard } from './DraftCard.tsx'
import { waitingDrafts, type DraftsModel } from './drafts.ts'

/** The messages that plans have drafted, to be read over and sent. */
export function Letters({ model }: { readonly model: DraftsModel }) {
  const state = model.state.value
  if (state.kind === 'loading') return <Spinner />
  if (state.kind === 'failed') return <Failure failing={state.failing} onRetry={() => void model.load()} />
  const { drafts } = state
  const waiting = waitingDrafts(drafts)
  const addressed = waiting.filter(({ address }) => address !== null).length
  const title =
    waiting.length > 0 ? t('letters', { count: waiting.length }) : t('lettersDone', { count: drafts.length })
  return (
    <section class="stack" aria-label={title}>
      <div class="plans-head">
        <h2>{title}</h2>
        {addressed > 1 && (
          <Button look="primary" busy={model.busy.value} onClick={() => void model.sendAll()}>
            {t('sendAll', { count: addressed })}
          </Button>
        )}
      </div>
      <ul class="letters">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftCard draft={draft} model={model} />
          </li>
        ))}
      </ul>
    </section>
  )
}
