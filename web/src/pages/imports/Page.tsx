import { useSignal } from '@preact/signals'
import { type ImportReportWire } from '@gongyue/shared/api/imports.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { addressOf, call } from '../../api/call.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may, session } from '../../app/session.ts'
import { listProgrammes } from '../../classes/routes.ts'
import { SelectField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconDownload } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { readTemplate } from '../../partners/routes.ts'
import { t } from '../../text/imports.ts'
import { createImportsModel, MAX_BYTES, type Wanted } from './model.ts'
import '../../classes/classes.css'
import '../../partners/partners.css'

const KINDS = ['people', 'enrolments', 'parties'] as const

/** Tables from outside: checked line by line, saved as a whole or not at all. */
export function ImportsPage() {
  usePageTitle(t('title'))
  const model = useMemo(createImportsModel, [])
  const wanted = useSignal<Wanted>({ kind: 'people', programmeId: '' })
  const programmes = useSignal<readonly ProgrammeCardWire[]>([])
  const fileFault = useSignal<string | false>(false)
  const hasFile = useSignal(false)
  const facility = session.value?.facility.code ?? ''
  useEffect(() => {
    void call(listProgrammes, { query: { facility } }).then((reply) => {
      if (reply.kind === 'ok') programmes.value = reply.body.items.filter(({ kind }) => kind === 'class')
    })
  }, [facility])
  const { kind, programmeId } = wanted.value
  const step = model.step.value
  const kinds = KINDS.filter((one) => one !== 'parties' || may('management'))
  const set = (part: Partial<Wanted>): void => {
    wanted.value = { ...wanted.value, ...part }
    if (step.kind === 'report' || step.kind === 'failed') model.choose(null)
  }
  const isReady = hasFile.value && (kind !== 'enrolments' || programmeId !== '')
  return (
    <div class="stack">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('hint')}</p>
      <div class="row partner-filters">
        <SelectField
          label={t('kind')}
          value={kind}
          onChoose={(value) => set({ kind: KINDS.find((one) => one === value) ?? 'people' })}
          options={kinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
        />
        {kind === 'enrolments' && (
          <SelectField
            label={t('programme')}
            value={programmeId}
            onChoose={(value) => set({ programmeId: value })}
            options={[
              { value: '', label: t('chooseProgramme') },
              ...programmes.value.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        <a class="button" href={addressOf(readTemplate.path, { params: { kind } })} download>
          <Icon of={iconDownload} />
          <span>{t('template')}</span>
        </a>
      </div>
      <Field label={t('file')} fault={fileFault.value}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="file"
            accept=".xlsx"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0] ?? null
              fileFault.value = file !== null && file.size > MAX_BYTES && t('tooLarge')
              const good = file !== null && file.size <= MAX_BYTES ? file : null
              hasFile.value = good !== null
              model.choose(good)
            }}
          />
        )}
      </Field>
      <div class="row">
        <Button
          look={step.kind === 'report' ? 'normal' : 'primary'}
          busy={step.kind === 'sending'}
          onClick={() => {
            if (isReady) void model.check(wanted.value)
            else fileFault.value = hasFile.value ? t('chooseProgramme') : t('chooseFile')
          }}
        >
          {t('check')}
        </Button>
        {step.kind === 'report' && step.report.verdict === 'fits' && (
          <Button look="primary" onClick={() => void model.save(wanted.value)}>
            {t('save', { rows: step.report.rows })}
          </Button>
        )}
      </div>
      {step.kind === 'sending' && <Spinner>{t('checking')}</Spinner>}
      {step.kind === 'failed' && <Failure failing={step.failing} />}
      {step.kind === 'report' && <Report report={step.report} />}
    </div>
  )
}

const OUTCOMES = ['parties', 'people', 'enrolled', 'waiting'] as const

function Report({ report: { verdict, rows, outcome, faults, faultCount } }: { readonly report: ImportReportWire }) {
  const told = OUTCOMES.flatMap((key) => (outcome[key] ? [t(`outcome-${key}`, { count: outcome[key] })] : []))
  if (verdict !== 'faulty')
    return (
      <Notice tone={verdict === 'saved' ? 'good' : 'info'} title={t(verdict, { rows })} loud>
        <p>{told.join(' · ')}</p>
      </Notice>
    )
  return (
    <>
      <Notice tone="warn" title={t('faulty', { count: faultCount })} loud>
        <p>{t('again')}</p>
        {faultCount > faults.length && <p>{t('more', { count: faults.length })}</p>}
      </Notice>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div class="class-scroll report-faults" tabIndex={0}>
        <table class="class-table">
          <thead>
            <tr>
              {(['line', 'column', 'wrong'] as const).map((word) => (
                <th key={word} scope="col">
                  {t(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, column, text }) => (
              <tr key={`${line} ${column} ${text}`}>
                <th scope="row">{line === 0 ? t('whole') : line}</th>
                <td>{column}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
