import { useEffect, useMemo } from 'preact/hooks'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may, session } from '../../app/session.ts'
import { go } from '../../app/location.ts'
import { loadSpaceNames, spacesNow } from '../../app/spaces.ts'
import { keepDraft } from '../../app/storage.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { iconAccepted } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { toast } from '../../components/Toasts.tsx'
import { RuleForm } from '../../rules/RuleForm.tsx'
import { PartyField } from '../../series/PartyField.tsx'
import { SpaceSelect } from '../../series/SpaceSelect.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/series.ts'
import { firstForm } from './first-form.ts'
import { createNewSeries, gapsOf, type NewSeriesModel } from './new-model.ts'
import { Preview } from './Preview.tsx'
import { WaysOut } from './WaysOut.tsx'
import '../../series/series.css'

/** What is typed stays in the tab under this name. */
const DRAFT = 'series-new'

/** A new series: its rule on one side, every date with its answer on the other. */
export function NewSeriesPage() {
  usePageTitle(t('newTitle'))
  const reader = session.value
  return reader ? <Planning reader={reader} /> : null
}

function Planning({ reader }: { readonly reader: SessionWire }) {
  const { code, timeZone } = reader.facility
  const model = useMemo(
    () =>
      createNewSeries({
        first: firstForm(new URLSearchParams(location.search), reader, DRAFT, Date.now()),
        // At the desk the conditions hang on the wall, and the clerk says so.
        conditionsOf: (id, accepted) =>
          may('desk') || accepted.includes(id) ? (conditionsAt(id)?.version ?? null) : null,
        onType: (form) => keepDraft(DRAFT, form),
      }),
    [reader.user.id],
  )
  useEffect(() => {
    void loadSpaceNames(code)
    return model.stop
  }, [model])
  const form = model.form.value
  const saving = model.saving.value
  const strict = saving.kind === 'wanting'
  const gaps = gapsOf(form)
  const save = async (): Promise<void> => {
    const order = await model.save()
    if (!order) return
    keepDraft(DRAFT, null)
    toast(t('saved', { title: order.title, count: order.lines.length }))
    go(order.seriesId === undefined ? `/orders/${order.id}` : `/series/${order.seriesId}`)
  }
  return (
    <div class="stack series-page">
      <h1>{t('newTitle')}</h1>
      <div class="series-form">
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <section class="card stack" aria-labelledby="series-basics">
            <h2 id="series-basics">{t('basics')}</h2>
            <Field label={t('what')} fault={strict && gaps.title && t('whatMissing')}>
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
            <PartyField
              value={form.party}
              fault={strict && gaps.party && t('whoMissing')}
              onChange={(party) => model.type({ party })}
            />
            <SpaceSelect
              spaces={spacesNow()}
              value={form.spaceId}
              fault={strict && gaps.space && t('whereMissing')}
              onChange={(spaceId) => model.type({ spaceId })}
            />
            <Field label={t('people')} fault={strict && gaps.headcount && t('peopleMissing')}>
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
            {!may('desk') && <Accepting model={model} />}
          </section>
          <section class="card stack" aria-labelledby="series-rule">
            <h2 id="series-rule">{t('rule')}</h2>
            <RuleForm draft={form.rule} onChange={(rule) => model.type({ rule })} strict={strict} zone={timeZone} />
          </section>
        </form>
        <section class="card stack series-check" aria-labelledby="series-check">
          <h2 id="series-check">{t('check')}</h2>
          <Choice
            legend={t('onConflict')}
            value={form.onConflict}
            onChoose={(onConflict) => model.type({ onConflict })}
            options={(['refuse', 'skip', 'repair'] as const).map((value) => ({
              value,
              label: t(`onConflict-${value}`),
            }))}
          />
          <p class="small faint">{t(`onConflictHint-${form.onConflict}`)}</p>
          <Preview model={model} />
          <Foot model={model} onSave={() => void save()} />
        </section>
      </div>
    </div>
  )
}

function conditionsAt(spaceId: string) {
  return spacesNow().find(({ id }) => id === spaceId)?.conditions ?? null
}

/** What the house asks of those who use the place. */
function Accepting({ model }: { readonly model: NewSeriesModel }) {
  const { spaceId, accepted } = model.form.value
  const conditions = conditionsAt(spaceId)
  if (!conditions) return null
  return (
    <>
      <p class="small">{nameIn(conditions.text)}</p>
      <label class="tick">
        <input
          type="checkbox"
          checked={accepted.includes(spaceId)}
          onChange={(event) => {
            const rest = accepted.filter((id) => id !== spaceId)
            model.type({ accepted: event.currentTarget.checked ? [...rest, spaceId] : rest })
          }}
        />
        <span>{t('acceptConditions')}</span>
      </label>
    </>
  )
}

function Foot({ model, onSave }: { readonly model: NewSeriesModel; readonly onSave: () => void }) {
  const saving = model.saving.value
  const dates = model.preview.value?.dates ?? []
  const good = dates.filter(({ state }) => state === 'booked' || state === 'waiting').length
  const bad = dates.filter(({ reason }) => reason === 'refused').length
  const plans =
    saving.kind === 'failing' && saving.failing.kind === 'problem' ? (saving.failing.problem.plans ?? []) : []
  const refuses = bad > 0 && model.form.value.onConflict === 'refuse'
  return (
    <>
      {saving.kind === 'failing' && <Failure failing={saving.failing} />}
      {plans.length > 0 && <WaysOut plans={plans} onAdjust={() => model.type({ onConflict: 'repair' })} />}
      {saving.kind === 'wanting' && (
        <Notice tone="warn" loud>
          <p>{t('wantingHint')}</p>
        </Notice>
      )}
      {dates.length > 0 && good === 0 && <Notice tone="warn">{t('noneFits')}</Notice>}
      {refuses && good > 0 && <Notice tone="warn">{t('refusedHint', { count: bad })}</Notice>}
      <div class="series-foot">
        <Button look="primary" icon={iconAccepted} busy={saving.kind === 'sending'} onClick={onSave}>
          {good > 0 && !refuses ? t('saveSome', { count: good }) : t('save')}
        </Button>
      </div>
    </>
  )
}
