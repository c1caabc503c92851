import { useSignal } from '@preact/signals'
import type { ContractSummaryWire } from '@gongyue/shared/api/contracts.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may } from '../../app/session.ts'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore, iconPartly } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { ContractForm } from '../../partners/ContractForm.tsx'
import { yuanText } from '../../partners/money.ts'
import { ShareBar } from '../../partners/ShareBar.tsx'
import { StateLine } from '../../partners/StateLine.tsx'
import { t } from '../../text/partners.ts'
import { createPartnersModel } from './model.ts'
import { PricesDialog } from './PricesDialog.tsx'
import '../../classes/classes.css'
import '../../partners/partners.css'

const REFRESH_MS = 60_000

/** Contracts: those that end first come first. A partner sees its own. */
export function PartnersPage() {
  usePageTitle(t('title'))
  const model = useMemo(createPartnersModel, [])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const open = useSignal<'new' | 'prices' | null>(null)
  const close = (): void => void (open.value = null)
  const manages = may('management')
  const state = model.state.value
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        {manages && (
          <div class="row">
            <Button onClick={() => (open.value = 'prices')}>{t('prices')}</Button>
            <Button look="primary" icon={iconMore} onClick={() => (open.value = 'new')}>
              {t('add')}
            </Button>
          </div>
        )}
      </div>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.value.length === 0 && (
        <Empty icon={iconPartly} title={manages ? t('empty') : t('emptyOwn')}>
          <p class="small">{t(manages ? 'emptyHint' : 'emptyOwnHint')}</p>
        </Empty>
      )}
      {state.kind === 'ready' && state.value.length > 0 && (
        <ul class="partner-cards">
          {state.value.map((contract) => (
            <li key={contract.id}>
              <ContractCard contract={contract} />
            </li>
          ))}
        </ul>
      )}
      {open.value === 'new' && (
        <ContractForm
          title={t('add')}
          first={null}
          onClose={close}
          onSave={async (draft) => {
            const made = await model.add(draft)
            if (!('id' in made)) return made
            go(`/partners/${made.id}`)
            return null
          }}
        />
      )}
      {open.value === 'prices' && <PricesDialog model={model} onClose={close} />}
    </div>
  )
}

function ContractCard({ contract }: { readonly contract: ContractSummaryWire }) {
  const { id, title, partyName, number, startsOn, endsOn, income, unpriced } = contract
  return (
    <article class="card stack-s partner-card">
      <div class="classes-head">
        <h2>
          <a href={`/partners/${id}`}>{partyName}</a>
        </h2>
        <StateLine {...contract} />
      </div>
      <p class="small faint">
        {[title, number, t('until', { from: startsOn, until: endsOn })].filter(Boolean).join(' · ')}
      </p>
      <ShareBar {...contract} />
      <p class="small">
        {t('income')} <b>{yuanText(income)}</b>
        {unpriced > 0 && ` · ${t('unpriced', { count: unpriced })}`}
      </p>
    </article>
  )
}
