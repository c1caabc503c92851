import { useSignal } from '@preact/signals'
import type { EntryImportWire } from '@gongyue/shared/api/competitions.ts'
import { faultMessages } from '@gongyue/shared/i18n/faults.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { locale } from '../../text/locale.ts'
import { t } from '../../text/programmes.ts'
import type { RunModel } from './model.ts'

/** A form of entries: checked as often as it takes, and saved when every line is right. */
export function ImportForm({ model, onClose }: { readonly model: RunModel; readonly onClose: () => void }) {
  const file = useSignal<File | null>(null)
  const report = useSignal<EntryImportWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const send = async (dryRun: boolean): Promise<void> => {
    if (file.value === null || busy.value) return
    busy.value = true
    const reply = await model.bring(file.value, dryRun)
    busy.value = false
    failing.value = 'verdict' in reply ? null : reply
    report.value = 'verdict' in reply ? reply : null
    if (!('verdict' in reply) || reply.saved === 0) return
    toast(t('importSaved', { count: reply.saved }))
    onClose()
  }
  const found = report.value
  return (
    <Dialog
      title={t('import')}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy.value} onClick={() => void send(true)}>
            {t('check')}
          </Button>
          {found?.verdict === 'good' && (
            <Button look="primary" busy={busy.value} onClick={() => void send(false)}>
              {t('save')}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        <Field label={t('file')} hint={t('noEntriesHint')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="file"
              accept=".xlsx"
              onChange={(event) => {
                file.value = event.currentTarget.files?.[0] ?? null
                report.value = null
              }}
            />
          )}
        </Field>
        {found && (
          <p role="status">
            {found.verdict === 'good'
              ? t('importGood', { rows: found.rows })
              : found.verdict === 'faulty'
                ? t('importFaulty', { rows: found.rows, faults: found.faultCount })
                : t('importUnreadable')}
          </p>
        )}
        {found && found.faults.length > 0 && (
          <ul class="run-faults">
            {found.faults.map((fault) => (
              <li key={`${fault.line} ${fault.column} ${fault.key}`}>
                <b>{[fault.line > 0 && t('line', { line: fault.line }), fault.column].filter(Boolean).join(' · ')}</b>{' '}
                {sentenceOf(fault)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

/** A key that this page does not know yet is shown as it is: better than nothing. */
function sentenceOf({ key, column, params }: EntryImportWire['faults'][number]): string {
  const text = Object.entries(faultMessages).find(([known]) => known === key)?.[1]
  return text ? say(text, { field: column, ...params }, locale.value, 'UTC') : key
}
