import { useSignal } from '@preact/signals'
import { spacesNow } from '../../app/spaces.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconWarning } from '../../components/icons.ts'
import { SpaceTicks } from '../../rounds/SpaceTicks.tsx'
import { paintedBetween, spansOf, type Painted } from '../../rounds/week-cells.ts'
import { WeekPaint } from '../../rounds/WeekPaint.tsx'
import { t } from '../../text/rounds.ts'
import { readRoundForm, regridded, windowStep, type RoundFaults, type RoundForm as Form } from './draft.ts'
import type { RoundDraftWire } from '@gongyue/shared/api/rounds.ts'

interface RoundFormProps {
  readonly title: string
  readonly save: string
  readonly first: Form
  readonly timeZone: string
  readonly onClose: () => void
  readonly onSave: (draft: RoundDraftWire) => Promise<Failing | null>
}

/** Hours that a house is open at most, for windows. */
const HOURS = { from: 480, until: 1320 } as const

/** A round: when, where, and what of the week is given out. */
export function RoundForm({ title, save, first, timeZone, onClose, onSave }: RoundFormProps) {
  const form = useSignal(first)
  const faults = useSignal<RoundFaults>({})
  const set = (part: Partial<Form>): void => {
    form.value = { ...form.value, ...part }
    if (Object.keys(faults.value).length > 0) {
      const read = readRoundForm(form.value, timeZone)
      faults.value = read.kind === 'wanting' ? read.faults : {}
    }
  }
  const { name, summary, from, until, opensAt, closesAt, spaceIds, cells, grid, partyHours } = form.value
  const wrong = faults.value
  const step = windowStep(grid)
  const hours = spansOf(cells, step).reduce((sum, span) => sum + span.until - span.from, 0) / 60
  return (
    <FormDialog
      title={title}
      save={save}
      onClose={onClose}
      onSave={async () => {
        const read = readRoundForm(form.value, timeZone)
        if (read.kind === 'draft') return await onSave(read.draft)
        faults.value = read.faults
        return 'stay'
      }}
    >
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        fault={wrong.name}
        value={name}
        onInput={(text) => set({ name: text })}
      />
      <div class="form-pair">
        <TextField
          label={t('from')}
          type="date"
          fault={wrong.from}
          value={from}
          onInput={(day) => set({ from: day })}
        />
        <TextField
          label={t('until')}
          type="date"
          fault={wrong.until}
          value={until}
          onInput={(day) => set({ until: day })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={t('opensAt')}
          type="datetime-local"
          fault={wrong.opensAt}
          value={opensAt}
          onInput={(text) => set({ opensAt: text })}
        />
        <TextField
          label={t('closesAt')}
          type="datetime-local"
          fault={wrong.closesAt}
          value={closesAt}
          onInput={(text) => set({ closesAt: text })}
        />
      </div>
      <section class="stack-s" aria-label={t('spaces')}>
        <h3>
          {t('spaces')} <span class="faint small">{t('chosenSpaces', { count: spaceIds.length })}</span>
        </h3>
        <Fault text={wrong.spaceIds} />
        <SpaceTicks spaces={spacesNow()} chosen={spaceIds} onChange={(ids) => set({ spaceIds: ids })} />
      </section>
      <section class="stack-s" aria-label={t('windows')}>
        <h3>
          {t('windows')} <span class="faint small">{t('weekHours', { hours })}</span>
        </h3>
        <p class="small faint">{t('windowsHint')}</p>
        <div class="row">
          {PRESETS.map(({ word, days, span }) => (
            <Button
              key={word}
              onClick={() => set({ cells: days === null ? new Map() : withPreset(cells, days, span, step) })}
            >
              {t(word)}
            </Button>
          ))}
        </div>
        <Fault text={wrong.cells} />
        <WeekPaint
          label={t('windows')}
          step={step}
          hours={HOURS}
          cells={cells}
          brushes={[{ value: 'window', label: t('paintWindow'), mark: '' }]}
          brush="window"
          onPaint={(painted) => set({ cells: painted })}
        />
      </section>
      <div class="form-pair">
        <SelectField
          label={t('grid')}
          value={grid}
          onChoose={(value) => set(regridded(form.value, value === '15' || value === '60' ? value : '30'))}
          options={['15', '30', '60'].map((value) => ({ value, label: t('minutes', { count: value }) }))}
        />
        <TextField
          label={t('partyCap')}
          hint={t('partyCapHint')}
          numeric
          fault={wrong.partyHours}
          value={partyHours}
          onInput={(text) => set({ partyHours: text })}
        />
      </div>
      <Field label={t('summary')} hint={t('summaryHint')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            maxLength={1000}
            value={summary}
            onInput={(event) => set({ summary: event.currentTarget.value })}
          />
        )}
      </Field>
    </FormDialog>
  )
}

const PRESETS = [
  { word: 'presetEvenings', days: [1, 5], span: [1110, 1260] },
  { word: 'presetWeekend', days: [6, 7], span: [540, 1260] },
  { word: 'presetClear', days: null, span: [0, 0] },
] as const

function withPreset(
  cells: Painted<'window'>,
  [first, last]: readonly [1 | 6, 5 | 7],
  [from, until]: readonly [number, number],
  step: number,
): Painted<'window'> {
  const start = Math.floor(from / step) * step
  const corner = { weekday: last, minute: until - step }
  return paintedBetween(cells, { weekday: first, minute: start }, corner, 'window', step, () => true)
}

function Fault({ text }: { readonly text: string | undefined }) {
  if (!text) return null
  return (
    <p class="field" role="alert">
      <span class="fault">
        <Icon of={iconWarning} />
        <span>{text}</span>
      </span>
    </p>
  )
}
