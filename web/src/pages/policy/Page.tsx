import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/policy.ts'
import { History } from './History.tsx'
import { Publicity, Quotas } from './Lists.tsx'
import { createPolicyModel, type PolicyModel } from './model.ts'
import { AtTheDoor, isWhole, Promised, Weights } from './Numbers.tsx'
import { Preview } from './Preview.tsx'
import './page.css'

/** The numbers of the house: each with what it means, tried on last month before they hold, and every version on record. */
export function PolicyPage() {
  usePageTitle(t('title'))
  const model = useMemo(createPolicyModel, [])
  useEffect(() => void model.load(), [model])
  const state = model.state.value
  const versions = model.versions.state.value
  return (
    <div class="stack">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('lead')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Form model={model} />}
      {versions.kind === 'failed' && <Failure failing={versions.failing} onRetry={() => void model.versions.load()} />}
      {versions.kind === 'ready' && (
        <Part title={t('history')}>
          <History versions={versions.value} />
        </Part>
      )}
    </div>
  )
}

function Form({ model }: { readonly model: PolicyModel }) {
  const busy = useSignal<'preview' | 'save' | null>(null)
  const failing = useSignal<Failing | null>(null)
  const overtaken = useSignal(false)
  const wanting = useSignal<'wrong' | 'unchanged' | null>(null)
  const numbers = model.draft.value
  const version = model.base.value?.version
  if (!numbers || version === undefined) return null
  const parts = { numbers, onChange: model.change }
  const isReady = (): boolean => {
    wanting.value = !isWhole(numbers) ? 'wrong' : model.isChanged() ? null : 'unchanged'
    return wanting.value === null
  }
  const tryOut = async (): Promise<void> => {
    busy.value = 'preview'
    failing.value = await model.tryOut()
    busy.value = null
  }
  const save = async (): Promise<void> => {
    busy.value = 'save'
    const answer = await model.save()
    busy.value = null
    overtaken.value = answer === 'overtaken'
    failing.value = typeof answer === 'string' ? null : answer
    if (answer === 'saved') toast(t('saved'))
  }
  return (
    <>
      <p>{t('now', { version })}</p>
      <Part title={t('promised')}>
        <Promised {...parts} />
      </Part>
      <Part title={t('quotas')} hint={t('quotas-hint')}>
        <Quotas rows={numbers.quotas} onChange={(quotas) => model.change({ quotas })} />
      </Part>
      <Part title={t('atTheDoor')}>
        <AtTheDoor {...parts} />
      </Part>
      <Part title={t('publicity')} hint={t('publicity-hint')}>
        <Publicity rows={numbers.publicity} onChange={(publicity) => model.change({ publicity })} />
      </Part>
      <Part title={t('weights')} hint={t('weights-hint')}>
        <Weights {...parts} />
      </Part>
      {overtaken.value && (
        <Notice tone="warn" title={t('overtaken', { version })} loud>
          <p>{t('overtakenHint')}</p>
          <Button onClick={() => void model.load().then(() => (overtaken.value = false))}>{t('takeTheirs')}</Button>
        </Notice>
      )}
      {failing.value && <Failure failing={failing.value} />}
      {wanting.value && (
        <Notice tone="warn" loud>
          {t(wanting.value)}
        </Notice>
      )}
      <div class="row">
        <Button busy={busy.value === 'preview'} onClick={() => void (isReady() && tryOut())}>
          {t('tryOut')}
        </Button>
        <Button look="primary" busy={busy.value === 'save'} onClick={() => void (isReady() && save())}>
          {t('save')}
        </Button>
      </div>
      <p class="small faint">{t('tryOutHint')}</p>
      {model.preview.value && <Preview preview={model.preview.value} />}
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly hint?: string
  readonly children: ComponentChildren
}

function Part({ title, hint, children }: PartProps) {
  return (
    <section class="card stack">
      <h2>{title}</h2>
      {hint && <p class="small faint">{hint}</p>}
      {children}
    </section>
  )
}
