import { useMemo } from 'preact/hooks'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as shell } from '../../text/shell.ts'
import { t } from '../../text/thread.ts'
import { linesText } from '../../thread/MessageItem.tsx'
import type { ThreadModel } from '../../thread/model.ts'
import type { QueueEntry } from './groups.ts'
import type { QueueModel } from './model.ts'
import { createProposeModel } from './propose.ts'

export interface ProposePanelProps {
  readonly entry: QueueEntry
  readonly model: QueueModel
  readonly thread: ThreadModel
  readonly spaceName: (spaceId: string) => string
}

/** "Offer another time": what is free nearby, and one press that says so in the thread. */
export function ProposePanel({ entry, model, thread, spaceName }: ProposePanelProps) {
  const propose = useMemo(
    () => createProposeModel(entry, (id) => model.spaces.value.get(id)?.code, { now: () => model.now.value }),
    [entry.order.id],
  )
  const proposals = propose.proposals.value
  const send = async ({ lines }: AlternativeWire): Promise<void> => {
    const what = linesText(lines, spaceName)
    if (!(await thread.propose(t('proposeText', { what }), { lines }))) return
    propose.close()
    toast(t('proposed'))
  }
  if (proposals.kind === 'closed')
    return (
      <p>
        <Button onClick={() => void propose.look()}>{t('propose')}</Button>
      </p>
    )
  return (
    <section class="stack-s" aria-label={t('proposing')}>
      <h4 class="thread-title">{t('proposing')}</h4>
      {proposals.kind === 'looking' && <Spinner />}
      {proposals.kind === 'failed' && <Failure failing={proposals.failing} onRetry={() => void propose.look()} />}
      {proposals.kind === 'found' && proposals.items.length === 0 && <p class="small faint">{t('proposeNone')}</p>}
      {proposals.kind === 'found' && (
        <ul class="stack-s">
          {proposals.items.map((one) => {
            const what = linesText(one.lines, spaceName)
            return (
              <li key={what} class="propose-item">
                <span>{what}</span>
                <Button aria-label={t('proposeThisLong', { what })} onClick={() => void send(one)}>
                  {t('proposeThis')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <p>
        <Button look="plain" onClick={propose.close}>
          {shell('back')}
        </Button>
      </p>
    </section>
  )
}
