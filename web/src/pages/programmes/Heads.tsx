import { useSignal } from '@preact/signals'
import type { HeadCountsWire } from '@gongyue/shared/api/head-counts.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { t } from '../../text/programmes.ts'
import type { RunModel } from './model.ts'

const STEPS = [1, 5] as const

interface HeadsProps {
  readonly model: RunModel
  readonly heads: HeadCountsWire
  readonly today: string
}

/** Heads of today counted by pressing: one, five, one fewer, and the last press taken back. */
export function Heads({ model, heads, today }: HeadsProps) {
  const failing = useSignal<Failing | null>(null)
  const online = useSignal('')
  const own = heads.items.filter(({ countedOn }) => countedOn === today)
  const [last] = own
  const now = own.reduce((sum, { onSite }) => sum + onSite, 0)
  const work = async (deed: Promise<Failing | null>): Promise<void> => void (failing.value = await deed)
  const views = /^\d{1,8}$/.test(online.value.trim()) ? Number(online.value) : 0
  return (
    <section class="card stack-s screen-only" aria-labelledby="run-heads">
      <h2 id="run-heads">{t('heads')}</h2>
      {failing.value && <Failure failing={failing.value} />}
      <p role="status" class="run-count">
        <b>{t('onSite', { count: now })}</b>
        {heads.onSite > now && ` · ${t('inAll', { count: heads.onSite })}`}
        {heads.online > 0 && ` · ${t('online', { count: heads.online })}`}
      </p>
      <div class="row">
        {STEPS.map((step) => (
          <Button
            key={step}
            look="primary"
            aria-label={t('plus', { count: step })}
            onClick={() => void work(model.count(step, 0))}
          >
            +{step}
          </Button>
        ))}
        <Button aria-label={t('minus', { count: 1 })} onClick={() => void work(model.count(-1, 0))}>
          −1
        </Button>
        {last && <Button onClick={() => void work(model.undoCount(last.id))}>{t('undo')}</Button>}
      </div>
      <div class="row run-line">
        <TextField
          label={t('onlineAdd')}
          numeric
          maxLength={8}
          value={online.value}
          onInput={(value) => (online.value = value)}
        />
        <Button
          onClick={() => {
            if (views === 0) return
            online.value = ''
            void work(model.count(0, views))
          }}
        >
          {t('addOnline')}
        </Button>
      </div>
    </section>
  )
}
