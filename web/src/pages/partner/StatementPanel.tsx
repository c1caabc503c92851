import { useSignal } from '@preact/signals'
import type { StatementWire, UseWire } from '@gongyue/shared/api/contracts.ts'
import { PURPOSES } from '@gongyue/shared/domain/contract.ts'
import { useEffect } from 'preact/hooks'
import { addressOf } from '../../api/call.ts'
import { may } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconDownload } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { fenOf, hoursText, yuanField, yuanText } from '../../partners/money.ts'
import { readStatementFile } from '../../partners/routes.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/partners.ts'
import { spanLabel } from '../../text/when.ts'
import type { PartnerModel } from './model.ts'

interface StatementPanelProps {
  readonly model: PartnerModel
  readonly id: string
}

/** What a month came to, use by use; management corrects, a partner reads. */
export function StatementPanel({ model, id }: StatementPanelProps) {
  const correcting = useSignal<UseWire | null>(null)
  useEffect(() => void model.statement.load(), [model])
  const state = model.statement.state.value
  const month = model.month.value
  return (
    <section class="stack" aria-labelledby="statement">
      <div class="classes-head">
        <h2 id="statement">{t('statement')}</h2>
        <div class="row">
          <TextField
            label={t('month')}
            type="month"
            maxLength={7}
            value={month}
            onInput={(value) => /^20\d\d-(0[1-9]|1[0-2])$/.test(value) && void model.showMonth(value)}
          />
          <a class="button" href={addressOf(readStatementFile.path, { params: { id }, query: { month } })} download>
            <Icon of={iconDownload} />
            <span>{t('download')}</span>
          </a>
        </div>
      </div>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.statement.load()} />}
      {state.kind === 'ready' && <Uses statement={state.value} onCorrect={(use) => (correcting.value = use)} />}
      {correcting.value && (
        <CorrectDialog model={model} use={correcting.value} onClose={() => (correcting.value = null)} />
      )}
    </section>
  )
}

function Uses({
  statement: { uses, income, shares, unpriced },
  onCorrect,
}: {
  readonly statement: StatementWire
  readonly onCorrect: (use: UseWire) => void
}) {
  if (uses.length === 0) return <p class="faint">{t('statementEmpty')}</p>
  const manages = may('management')
  return (
    <div class="class-scroll">
      <table class="class-table cards">
        <thead>
          <tr>
            {(['when', 'where', 'what', 'purpose', 'hours'] as const).map((word) => (
              <th key={word} scope="col">
                {t(word)}
              </th>
            ))}
            <th scope="col" class="amount">
              {t('computed')}
            </th>
            <th scope="col" class="amount">
              {t('recorded')}
            </th>
            {manages && <th scope="col">{t('deeds')}</th>}
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <tr key={use.reservationId}>
              <th scope="row">{spanLabel(use.start, use.end)}</th>
              <td>{nameIn(use.spaceName)}</td>
              <td>
                {use.title}
                {use.reason !== null && <p class="small faint">{t('corrected', { reason: use.reason })}</p>}
              </td>
              <td>{t(`purpose-${use.purpose}`)}</td>
              <td class="nowrap">{t('hoursText', { hours: hoursText(use.minutes) })}</td>
              <td class="amount" data-label={t('computed')}>
                {use.computedFen === null ? '—' : yuanText(use.computedFen)}
              </td>
              <td class="amount" data-label={t('recorded')}>
                {use.fen === null ? t('noPrice') : yuanText(use.fen)}
              </td>
              {manages && (
                <td>
                  <Button
                    look="plain"
                    aria-label={t('correctOf', { when: spanLabel(use.start, use.end), title: use.title })}
                    onClick={() => onCorrect(use)}
                  >
                    {t('correct')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {t('total')}
            </th>
            <td class="nowrap">
              {t('hoursText', { hours: hoursText(shares.publicMinutes + shares.commercialMinutes) })}
            </td>
            <td class="amount" colSpan={manages ? 3 : 2}>
              <b>{yuanText(income)}</b>
              {unpriced > 0 && <p class="small faint">{t('unpriced', { count: unpriced })}</p>}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface CorrectDialogProps {
  readonly model: PartnerModel
  readonly use: UseWire
  readonly onClose: () => void
}

function CorrectDialog({ model, use, onClose }: CorrectDialogProps) {
  const draft = useSignal({ purpose: use.purpose, yuan: use.fen === null ? '' : yuanField(use.fen), reason: '' })
  const tried = useSignal(false)
  const { purpose, yuan, reason } = draft.value
  const set = (part: Partial<typeof draft.value>): void => void (draft.value = { ...draft.value, ...part })
  const fen = fenOf(yuan)
  const save = async () => {
    tried.value = true
    if (fen === null || reason.trim().length < 2) return 'stay' as const
    const answer = await model.correct(use, { purpose, fen, reason: reason.trim() })
    if (answer === null) toast(t('correctionSaved'))
    return answer
  }
  return (
    <FormDialog
      title={t('correctOf', { when: spanLabel(use.start, use.end), title: use.title })}
      onClose={onClose}
      onSave={save}
    >
      <div class="form-pair">
        <SelectField
          label={t('purpose')}
          value={purpose}
          onChoose={(value) => set({ purpose: PURPOSES.find((one) => one === value) ?? purpose })}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose-${value}`) }))}
        />
        <TextField
          label={t('amount')}
          numeric
          fault={tried.value && fen === null && t('amountWrong')}
          value={yuan}
          onInput={(value) => set({ yuan: value })}
        />
      </div>
      <TextField
        label={t('reason')}
        maxLength={500}
        fault={tried.value && reason.trim().length < 2 && t('reasonMissing')}
        value={reason}
        onInput={(value) => set({ reason: value })}
      />
    </FormDialog>
  )
}
