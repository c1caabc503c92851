import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import { FEATURES, featureNames } from '@gongyue/shared/domain/feature.ts'
import type { TimeRank } from '@gongyue/shared/domain/round.ts'
import { useEffect, useRef } from 'preact/hooks'
import { spacesNow } from '../../app/spaces.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconWarning } from '../../components/icons.ts'
import { hoursOf, paintedOf, spansOf, within } from '../../rounds/week-cells.ts'
import { WeekPaint } from '../../rounds/WeekPaint.tsx'
import { nameIn } from '../../text/locale.ts'
import { t as rounds } from '../../text/rounds.ts'
import { t } from '../../text/seasons.ts'
import { faultsAt, lengthsOf, sectionFaults, STEPS, type SectionFaults, type SectionForm, type Step } from './draft.ts'
import { SpaceRanking } from './SpaceRanking.tsx'

interface SectionStepsProps {
  readonly round: RoundWire
  readonly form: SectionForm
  readonly first: Step
  readonly onChange: (form: SectionForm) => void
  readonly onDone: () => void
}

/** One wish in four steps; a step is left only when it is whole. */
export function SectionSteps({ round, form, first, onChange, onDone }: SectionStepsProps) {
  const step = useSignal<Step>(first)
  const tried = useSignal(false)
  const head = useRef<HTMLHeadingElement>(null)
  const at = STEPS.indexOf(step.value)
  const faults = tried.value ? faultsAt(sectionFaults(form, round), step.value) : {}
  useEffect(() => {
    head.current?.focus()
    head.current?.scrollIntoView({ block: 'nearest' })
  }, [step.value])
  const turn = (to: Step | undefined): void => {
    tried.value = false
    if (to) step.value = to
    else onDone()
  }
  const next = (): void => {
    if (Object.keys(faultsAt(sectionFaults(form, round), step.value)).length > 0) tried.value = true
    else turn(STEPS[at + 1])
  }
  const set = (part: Partial<SectionForm>): void => onChange({ ...form, ...part })
  return (
    <section class="card stack season-steps" aria-labelledby="season-step">
      <div>
        <p class="small faint">{t('step', { step: at + 1 })}</p>
        <h2 id="season-step" ref={head} tabIndex={-1}>
          {t(`step-${step.value}`)}
        </h2>
        <div class="step-dots" aria-hidden="true">
          {STEPS.map((one, index) => (
            <i key={one} class={index <= at ? 'on' : undefined} />
          ))}
        </div>
      </div>
      {step.value === 'what' && <What round={round} form={form} faults={faults} set={set} />}
      {step.value === 'when' && <When round={round} form={form} faults={faults} set={set} />}
      {step.value === 'where' && (
        <SpaceRanking
          spaces={spacesNow().filter(({ id }) => round.spaceIds.includes(id))}
          headcount={Number(form.headcount) || 0}
          chosen={form.spaceIds}
          onChange={(spaceIds) => set({ spaceIds: [...spaceIds] })}
        />
      )}
      {step.value === 'likes' && <Likes form={form} faults={faults} set={set} />}
      <div class="row season-turn">
        {at > 0 && <Button onClick={() => turn(STEPS[at - 1])}>{t('before')}</Button>}
        <Button look="primary" onClick={next}>
          {t(at === STEPS.length - 1 ? 'done' : 'next')}
        </Button>
      </div>
    </section>
  )
}

interface StepProps {
  readonly form: SectionForm
  readonly faults: SectionFaults
  readonly set: (part: Partial<SectionForm>) => void
}

function What({ round, form, faults, set }: StepProps & { readonly round: RoundWire }) {
  const lengths = lengthsOf(round.gridMinutes).map((count) => ({
    value: String(count),
    label: t('minutes', { count }),
  }))
  const most = Math.min(7, new Set(round.windows.map(({ weekday }) => weekday)).size)
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        fault={faults.title}
        value={form.title}
        onInput={(title) => set({ title })}
      />
      <TextField
        label={t('headcount')}
        numeric
        maxLength={5}
        fault={faults.headcount}
        value={form.headcount}
        onInput={(headcount) => set({ headcount })}
      />
      <Choice
        legend={t('times')}
        value={String(form.timesAWeek)}
        onChoose={(value) => set({ timesAWeek: Number(value) })}
        options={Array.from({ length: most }, (_, index) => ({
          value: String(index + 1),
          label: t('timesOf', { count: index + 1 }),
        }))}
      />
      <fieldset class="field">
        <legend>{t('length')}</legend>
        <div class="form-pair">
          <SelectField
            label={t('least')}
            value={String(form.minMinutes)}
            options={lengths}
            onChoose={(value) =>
              set({ minMinutes: Number(value), maxMinutes: Math.max(Number(value), form.maxMinutes) })
            }
          />
          <SelectField
            label={t('most')}
            fault={faults.length}
            value={String(form.maxMinutes)}
            options={lengths}
            onChoose={(value) => set({ maxMinutes: Number(value) })}
          />
        </div>
      </fieldset>
      <details open={form.features.length > 0}>
        <summary>{t('features')}</summary>
        <div class="feature-ticks">
          {Object.keys(FEATURES).map((key) => (
            <label key={key} class="tick">
              <input
                type="checkbox"
                checked={form.features.includes(key)}
                onChange={(event) =>
                  set({
                    features: event.currentTarget.checked
                      ? [...form.features, key]
                      : form.features.filter((one) => one !== key),
                  })
                }
              />
              <span>{nameIn(featureNames([key]))}</span>
            </label>
          ))}
        </div>
      </details>
    </>
  )
}

function When({ round, form, faults, set }: StepProps & { readonly round: RoundWire }) {
  const brush = useSignal<TimeRank>('primary')
  const step = Math.max(30, round.gridMinutes)
  const cells = paintedOf(
    form.times.map(({ rank, ...span }) => ({ ...span, value: rank })),
    step,
  )
  return (
    <>
      <p class="small faint">{t('whenHint')}</p>
      <Choice
        legend={t('brush')}
        value={brush.value}
        onChoose={(value) => (brush.value = value)}
        options={(['primary', 'secondary'] as const).map((value) => ({ value, label: rounds(value) }))}
      />
      {faults.times && (
        <p class="field" role="alert">
          <span class="fault">
            <Icon of={iconWarning} />
            <span>{faults.times}</span>
          </span>
        </p>
      )}
      <WeekPaint
        label={t('step-when')}
        step={step}
        hours={hoursOf(round.windows)}
        cells={cells}
        brushes={(['primary', 'secondary'] as const).map((value) => ({
          value,
          label: rounds(value),
          mark: rounds(`${value}Mark`),
        }))}
        brush={brush.value}
        allowed={(cell) => within(round.windows, cell, step)}
        onPaint={(painted) =>
          set({ times: spansOf(painted, step).map(({ value, ...span }) => ({ ...span, rank: value })) })
        }
      />
    </>
  )
}

function Likes({ form, faults, set }: StepProps) {
  return (
    <>
      <div>
        {(['sameSpace', 'sameTime', 'apart'] as const).map((key) => (
          <label key={key} class="tick">
            <input
              type="checkbox"
              checked={form[key]}
              onChange={(event) => set({ [key]: event.currentTarget.checked })}
            />
            <span>{t(key)}</span>
          </label>
        ))}
      </div>
      <div class="form-pair">
        <TextField
          label={t('firstDay')}
          type="date"
          fault={faults.dates}
          value={form.from}
          onInput={(from) => set({ from })}
        />
        <TextField label={t('lastDay')} type="date" value={form.until} onInput={(until) => set({ until })} />
      </div>
    </>
  )
}
