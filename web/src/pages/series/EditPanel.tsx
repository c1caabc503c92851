import { useEffect, useMemo } from 'preact/hooks'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { session } from '../../app/session.ts'
import { spaceName, spacesNow } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { iconAccepted } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { toast } from '../../components/Toasts.tsx'
import { RuleForm } from '../../rules/RuleForm.tsx'
import { CheckState } from '../../series/CheckState.tsx'
import { changesSince, diffCounts } from '../../series/diff.ts'
import { DiffList } from '../../series/DiffList.tsx'
import { SpaceSelect } from '../../series/SpaceSelect.tsx'
import { t } from '../../text/series.ts'
import { dayLabel, type Day } from '../../text/when.ts'
import { createEdit, type EditModel } from './edit-model.ts'
import { OneDateFields } from './OneDateFields.tsx'
import { ScopeFields } from './ScopeFields.tsx'

export interface EditPanelProps {
  readonly series: SeriesWire
  readonly scope: SeriesScope
  readonly dateKey: Day | null
  /** When the series was read: what is past is past by it. */
  readonly at: number
  readonly onClose: () => void
  /** Somebody else has changed it: the state of now. */
  readonly onSeries: (series: SeriesWire) => void
  readonly onSaved: (series: SeriesWire) => void
}

/** An edit on one side, what it would do to every date on the other; nothing is changed before that was seen. */
export function EditPanel({ series, scope, dateKey, at, onClose, onSeries, onSaved }: EditPanelProps) {
  const model = useMemo(() => createEdit({ series, scope, key: dateKey, onOvertaken: onSeries }), [])
  useEffect(() => model.stop, [model])
  const form = model.form.value
  const save = async (): Promise<void> => {
    const saved = await model.save()
    if (!saved) return
    toast(t('edited', { title: saved.title }))
    onSaved(saved)
  }
  const day = form.key === null ? '' : dayLabel(form.key)
  const meant = model.series.value.dates.filter(
    ({ start, state }) => Date.parse(start) > at && (form.scope !== 'this' || state === 'booked'),
  )
  return (
    <div class="series-form">
      <form
        class="card stack"
        noValidate
        aria-label={t('edit')}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ScopeFields legend={t('scope')} dates={meant} scope={form.scope} dateKey={form.key} onAim={model.aim} />
        <p class="small faint">{t(`scopeHint-${form.scope}`, { day })}</p>
        <EditFields model={model} />
      </form>
      <section class="card stack series-check" aria-labelledby="series-diff">
        <h2 id="series-diff">{t('diff')}</h2>
        <Overtaken model={model} />
        {form.scope !== 'this' && (
          <Choice
            legend={t('onConflict')}
            value={form.onConflict}
            onChoose={(onConflict) => model.type({ onConflict })}
            options={(['refuse', 'skip'] as const).map((value) => ({ value, label: t(`onConflict-${value}`) }))}
          />
        )}
        <Diff model={model} />
        <div class="series-foot">
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            look="primary"
            icon={iconAccepted}
            busy={model.saving.value.kind === 'sending'}
            onClick={() => void save()}
          >
            {t('confirm')}
          </Button>
        </div>
      </section>
    </div>
  )
}

function EditFields({ model }: { readonly model: EditModel }) {
  const form = model.form.value
  const zone = session.value?.facility.timeZone ?? 'UTC'
  const strict = model.saving.value.kind === 'wanting'
  const place = (
    <SpaceSelect spaces={spacesNow()} value={form.spaceId} onChange={(spaceId) => model.type({ spaceId })} />
  )
  if (form.scope === 'this')
    return (
      <>
        <OneDateFields model={model} />
        {place}
      </>
    )
  return (
    <>
      <Field label={t('what')} fault={form.title.trim() === '' && t('whatMissing')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={120}
            value={form.title}
            onInput={(event) => model.type({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      {place}
      <Field label={t('people')} fault={form.headcount === '' && t('peopleMissing')}>
        {(control) => (
          <input
            {...control}
            class="input"
            inputMode="numeric"
            maxLength={6}
            value={form.headcount}
            onInput={(event) => model.type({ headcount: event.currentTarget.value.replace(/\D/g, '') })}
          />
        )}
      </Field>
      <RuleForm
        // other dates have another rule to begin with
        key={`${form.scope} ${form.key}`}
        draft={form.rule}
        onChange={(rule) => model.type({ rule })}
        strict={strict}
        zone={zone}
      />
    </>
  )
}

function Diff({ model }: { readonly model: EditModel }) {
  const state = model.check.state.value
  const saving = model.saving.value
  const diff = state.kind === 'answered' ? state.answer : state.kind === 'idle' ? null : state.before
  return (
    <>
      <CheckState check={model.check} />
      {saving.kind === 'failing' && <Failure failing={saving.failing} />}
      {saving.kind === 'wanting' && <Notice tone="warn" loud title={t('nothingChanges')} />}
      {diff === null && state.kind === 'idle' && <p class="faint">{t('diffHint')}</p>}
      {diff && (
        <>
          <p class="series-counts" role="status">
            {diffCounts(diff)}
          </p>
          {diff.verdict === 'refused' && (
            <Notice tone="warn">
              {t('editRefused', { count: diff.dates.filter(({ kind }) => kind === 'refused').length })}
            </Notice>
          )}
          <DiffList diff={diff} spaceName={spaceName} />
        </>
      )}
    </>
  )
}

/** Somebody else was quicker: what is otherwise now, before anything is confirmed. */
function Overtaken({ model }: { readonly model: EditModel }) {
  const before = model.overtaken.value
  if (!before) return null
  const changes = changesSince(before, model.series.value, spaceName)
  return (
    <Notice tone="warn" loud title={t('staleTitle')}>
      <p>{t('staleHint')}</p>
      <ul>
        {changes.length === 0 && <li>{t('staleNothing')}</li>}
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Notice>
  )
}
