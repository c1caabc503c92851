import { useSignal } from '@preact/signals'
import { may } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconClock, iconWarning } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/closures.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import type { ClosuresModel, ListedClosure } from './model.ts'

export interface ClosureListProps {
  readonly model: ClosuresModel
  readonly closures: readonly ListedClosure[]
  /** Milliseconds. */
  readonly now: number
}

/** What is shut now and what will be, with what still stands in it. */
export function ClosureList({ model, closures, now }: ClosureListProps) {
  const lifting = useSignal<ListedClosure | null>(null)
  return (
    <section class="stack-s" aria-labelledby="closures-running">
      <h2 id="closures-running">{t('running0')}</h2>
      {closures.length === 0 && <p class="faint">{t('none')}</p>}
      <ul class="closure-list">
        {closures.map((closure) => (
          <li key={closure.id} class="card closure">
            <ClosureFacts closure={closure} now={now} />
            <div class="closure-buttons">
              {closure.hit !== null && closure.hit > 0 && (
                <a class="button" href={`/conflicts?open=${encodeURIComponent(`closure ${closure.id}`)}`}>
                  {t('mend')}
                </a>
              )}
              {may('management') && (
                <Button aria-haspopup="dialog" onClick={() => (lifting.value = closure)}>
                  {t('lift')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {lifting.value && <LiftDialog model={model} closure={lifting.value} onClose={() => (lifting.value = null)} />}
    </section>
  )
}

interface FactsProps {
  readonly closure: ListedClosure
  readonly now: number
}

function ClosureFacts({ closure: { spaceId, start, end, reason, hit }, now }: FactsProps) {
  const until = Date.parse(start) - now
  const days = Math.ceil(until / 86_400_000)
  return (
    <div class="closure-facts">
      <p class="row">
        {until <= 0 ? (
          <Chip tone="warn" icon={iconWarning}>
            {t('now')}
          </Chip>
        ) : (
          <Chip tone="quiet" icon={iconClock}>
            {days <= 1 ? t('fromToday') : t('from', { count: days })}
          </Chip>
        )}
        {hit !== null && (
          <Chip tone={hit > 0 ? 'warn' : 'quiet'}>{hit > 0 ? t('hits', { count: hit }) : t('hitsNone')}</Chip>
        )}
      </p>
      <h3>
        {spaceId === null ? t('wholeHouse') : spaceName(spaceId)} · {reason}
      </h3>
      <p class="small faint">
        {momentOf(start)} – {momentOf(end)}
      </p>
    </div>
  )
}

function momentOf(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}

interface LiftProps {
  readonly model: ClosuresModel
  readonly closure: ListedClosure
  readonly onClose: () => void
}

function LiftDialog({ model, closure, onClose }: LiftProps) {
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const lift = async (): Promise<void> => {
    busy.value = true
    failing.value = await model.lift(closure.id)
    busy.value = false
    if (failing.value) return
    toast(t('lifted'))
    onClose()
  }
  return (
    <Dialog
      title={t('liftTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy.value} onClick={() => void lift()}>
            {t('lift')}
          </Button>
        </>
      }
    >
      <div class="stack-s">
        <p>{t('liftText', { reason: closure.reason })}</p>
        {failing.value && <Failure failing={failing.value} />}
      </div>
    </Dialog>
  )
}
