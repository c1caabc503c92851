import { useSignal } from '@preact/signals'
import type { ContractWire, SlotWire } from '@gongyue/shared/api/contracts.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames, spaceName } from '../../app/spaces.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { ContractForm } from '../../partners/ContractForm.tsx'
import { yuanText } from '../../partners/money.ts'
import { ShareBar } from '../../partners/ShareBar.tsx'
import { StateLine } from '../../partners/StateLine.tsx'
import { todayHere } from '../../partners/today.ts'
import { ruleWords } from '../../rules/words.ts'
import { standingLook } from '../../series/date-words.ts'
import { DateList } from '../../series/DateList.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/partners.ts'
import { createPartnerModel, type PartnerModel } from './model.ts'
import { SlotDialog } from './SlotDialog.tsx'
import { StatementPanel } from './StatementPanel.tsx'
import '../../classes/classes.css'
import '../../partners/partners.css'
import '../../series/series.css'

/** One contract: what was agreed, what its slots hold, what it came to. */
export function PartnerPage({ params }: PageProps) {
  const { code = '' } = session.value?.facility ?? {}
  const id = params['id'] ?? ''
  const model = useMemo(() => createPartnerModel(id, todayHere().slice(0, 7)), [id])
  useEffect(() => void model.contract.load(), [model])
  useEffect(() => void loadSpaceNames(code), [code])
  const state = model.contract.state.value
  usePageTitle(state.kind === 'ready' ? state.value.partyName : t('title'))
  return (
    <div class="stack">
      <p>
        <a href="/partners">{t('back')}</a>
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.contract.load()} />}
      {state.kind === 'ready' && <Contract model={model} contract={state.value} />}
    </div>
  )
}

function Contract({ model, contract }: { readonly model: PartnerModel; readonly contract: ContractWire }) {
  const open = useSignal<'edit' | 'end' | 'slot' | null>(null)
  const close = (): void => void (open.value = null)
  const { id, partyName, title, number, startsOn, endsOn, note, otherUses, income, unpriced, slots, version } = contract
  const manages = may('management') && contract.state === 'standing'
  return (
    <>
      <div class="classes-head">
        <h1>{partyName}</h1>
        <StateLine {...contract} />
      </div>
      <article class="card stack-s">
        <dl class="partner-facts">
          <dt>{t('name')}</dt>
          <dd>{[title, number].filter(Boolean).join(' · ')}</dd>
          <dt>{t('term')}</dt>
          <dd>{t('until', { from: startsOn, until: endsOn })}</dd>
          <dt>{t('otherUses')}</dt>
          <dd>{t(`purpose-${otherUses}`)}</dd>
          <dt>{t('income')}</dt>
          <dd>
            {yuanText(income)}
            {unpriced > 0 && ` · ${t('unpriced', { count: unpriced })}`}
          </dd>
          {note !== '' && (
            <>
              <dt>{t('note')}</dt>
              <dd>{note}</dd>
            </>
          )}
          <dt>{t('share')}</dt>
          <dd>
            <ShareBar {...contract} />
          </dd>
        </dl>
        {manages && (
          <div class="row">
            <Button onClick={() => (open.value = 'edit')}>{t('edit')}</Button>
            <Button look="danger" onClick={() => (open.value = 'end')}>
              {t('end')}
            </Button>
          </div>
        )}
      </article>
      <section class="stack" aria-labelledby="slots">
        <div class="classes-head">
          <h2 id="slots">{t('slots')}</h2>
          {manages && (
            <Button look="primary" icon={iconMore} onClick={() => (open.value = 'slot')}>
              {t('addSlot')}
            </Button>
          )}
        </div>
        {slots.length === 0 && <p class="faint">{t('slotsEmpty')}</p>}
        <ul class="partner-cards">
          {slots.map((slot) => (
            <li key={slot.seriesId}>
              <SlotCard slot={slot} />
            </li>
          ))}
        </ul>
      </section>
      <StatementPanel model={model} id={id} />
      {open.value === 'edit' && (
        <ContractForm
          title={t('edit')}
          first={contract}
          onClose={close}
          onSave={async (draft) => {
            const answer = await model.change(draft, version)
            if (answer === null) toast(t('saved'))
            return answer
          }}
        />
      )}
      {open.value === 'slot' && <SlotDialog model={model} contract={contract} onClose={close} />}
      {open.value === 'end' && <EndDialog model={model} contract={contract} onClose={close} />}
    </>
  )
}

function SlotCard({ slot }: { readonly slot: SlotWire }) {
  const { seriesId, title, purpose, spaceId, rule, counts, lost } = slot
  return (
    <article class="card stack-s partner-card">
      <div class="classes-head">
        <h3>
          <a href={`/series/${seriesId}`} aria-label={`${t('openSeries')} ${title}`}>
            {title}
          </a>
        </h3>
        <Chip tone={purpose === 'public-benefit' ? 'good' : 'quiet'}>{t(`purpose-${purpose}`)}</Chip>
      </div>
      <p>
        {nameIn(slot.spaceName)} · {ruleWords(rule)}
      </p>
      <p class="small faint">{t('booked', { count: counts.booked })}</p>
      {lost.length > 0 && (
        <details>
          <summary>{t('lost', { count: lost.length })}</summary>
          <DateList dates={lost} lookOf={standingLook} spaceName={spaceName} spaceId={spaceId} />
        </details>
      )}
    </article>
  )
}

interface EndDialogProps {
  readonly model: PartnerModel
  readonly contract: ContractWire
  readonly onClose: () => void
}

function EndDialog({ model, contract: { title, endsOn, version }, onClose }: EndDialogProps) {
  const today = todayHere()
  const lastDay = useSignal(today < endsOn ? today : endsOn)
  const reason = useSignal('')
  const tried = useSignal(false)
  const save = async () => {
    tried.value = true
    if (lastDay.value === '' || reason.value.trim().length < 2) return 'stay' as const
    const answer = await model.end(lastDay.value, reason.value.trim(), version)
    if (answer === null) toast(t('ended'))
    return answer
  }
  return (
    <FormDialog title={t('endTitle', { title })} save={t('end')} onClose={onClose} onSave={save}>
      <p>{t('endHint')}</p>
      <TextField
        label={t('lastDay')}
        type="date"
        fault={tried.value && lastDay.value === '' && t('dateMissing')}
        value={lastDay.value}
        onInput={(value) => (lastDay.value = value)}
      />
      <TextField
        label={t('reason')}
        maxLength={500}
        fault={tried.value && reason.value.trim().length < 2 && t('reasonMissing')}
        value={reason.value}
        onInput={(value) => (reason.value = value)}
      />
    </FormDialog>
  )
}
