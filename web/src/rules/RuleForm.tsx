import { lazily } from '../app/lazy.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { t } from '../text/rules.ts'
import { useSignal } from '@preact/signals'
import { DayList } from './DayList.tsx'
import { PATTERN_KINDS, readDraft, withEnding, withKind, type RuleDraft, type RuleGap } from './draft.ts'
import { PatternFields } from './PatternFields.tsx'
import { clockAfter } from './words.ts'
import './rules.css'

// Reading and writing RRULE needs tables of zones, which nobody else does.
const RruleField = lazily(() => import('./RruleField.tsx').then((one) => one.RruleField))

export interface RuleFormProps {
  readonly draft: RuleDraft
  readonly onChange: (draft: RuleDraft) => void
  /** Says what is missing; before somebody has tried to go on, only what is wrong with what was typed. */
  readonly strict: boolean
  /** The facility's zone. */
  readonly zone: string
}

/** When something comes back: the form of a rule. It holds nothing itself. */
export function RuleForm({ draft, onChange, strict, zone }: RuleFormProps) {
  const advanced = useSignal(false)
  const read = readDraft(draft)
  const gaps = read.kind === 'wanting' ? read.gaps : []
  const faultOf = (...wanted: readonly RuleGap[]): string | false => {
    const gap = gaps.find((one) => wanted.includes(one) && (strict || EARLY.includes(one)))
    return gap !== undefined && t(`gap-${gap}`)
  }
  const change = (part: Partial<RuleDraft>): void => onChange({ ...draft, ...part })
  const minutes = Number(draft.minutes)
  const end = minutes >= 1 && minutes <= 1440 && draft.time.length === 5 ? clockAfter(draft.time, minutes) : null
  return (
    <div class="rule-form stack">
      <Field label={t('kind')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={draft.kind}
            onChange={(event) => {
              const kind = PATTERN_KINDS.find((one) => one === event.currentTarget.value)
              if (kind) onChange(withKind(draft, kind))
            }}
          >
            {PATTERN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind-${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <PatternFields draft={draft} onChange={change} faultOf={faultOf} />
      <div class="rule-pair">
        <Field label={t('time')} fault={faultOf('time')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="time"
              value={draft.time}
              onInput={(event) => change({ time: event.currentTarget.value.slice(0, 5) })}
            />
          )}
        </Field>
        <Field label={t('minutes')} hint={end === null ? undefined : endWords(end)} fault={faultOf('minutes')}>
          {(control) => (
            <input
              {...control}
              class="input"
              inputMode="numeric"
              maxLength={4}
              value={draft.minutes}
              onInput={(event) => change({ minutes: event.currentTarget.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
      </div>
      {draft.kind !== 'dates' && <EndingFields {...{ draft, onChange, change, faultOf }} />}
      <Choice
        legend={t('holidays')}
        value={draft.onHolidays}
        onChoose={(onHolidays) => change({ onHolidays })}
        options={ON_HOLIDAYS.filter((one) => one !== 'add-at-end' || draft.ending === 'count').map((value) => ({
          value,
          label: t(`holidays-${value}`),
        }))}
      />
      {draft.onHolidays === 'add-at-end' && <p class="small faint">{t('addAtEndHint')}</p>}
      {draft.onHolidays !== 'keep' && (
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.moveToMakeUpDay}
            onChange={(event) => change({ moveToMakeUpDay: event.currentTarget.checked })}
          />
          <span>{t('makeUp')}</span>
        </label>
      )}
      {draft.kind !== 'dates' && (
        <DayList label={t('except')} days={draft.except} onChange={(except) => change({ except })} />
      )}
      <details open={advanced.value} onToggle={(event) => (advanced.value = event.currentTarget.open)}>
        <summary>{t('advanced')}</summary>
        {advanced.value && <RruleField draft={draft} zone={zone} onChange={onChange} />}
      </details>
    </div>
  )
}

const ON_HOLIDAYS = ['keep', 'skip', 'add-at-end'] as const satisfies readonly RuleDraft['onHolidays'][]

/** What is said while somebody types: only what can no longer become right by typing on. */
const EARLY: readonly RuleGap[] = ['until-before-start', 'needs-count']

interface EndingFieldsProps extends Pick<RuleFormProps, 'draft' | 'onChange'> {
  readonly change: (part: Partial<RuleDraft>) => void
  readonly faultOf: (...gaps: readonly RuleGap[]) => string | false
}

function EndingFields({ draft, onChange, change, faultOf }: EndingFieldsProps) {
  return (
    <>
      <Field label={t('from')} fault={faultOf('from')}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="date"
            value={draft.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="rule-pair">
        <Choice
          legend={t('ending')}
          value={draft.ending}
          onChoose={(ending) => onChange(withEnding(draft, ending))}
          options={(['count', 'until'] as const).map((value) => ({ value, label: t(`ending-${value}`) }))}
        />
        {draft.ending === 'count' ? (
          <Field label={t('sessions')} fault={faultOf('sessions')}>
            {(control) => (
              <input
                {...control}
                class="input"
                inputMode="numeric"
                maxLength={4}
                value={draft.sessions}
                onInput={(event) => change({ sessions: event.currentTarget.value.replace(/\D/g, '') })}
              />
            )}
          </Field>
        ) : (
          <Field label={t('until')} fault={faultOf('until', 'until-before-start', 'needs-count')}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="date"
                value={draft.until}
                onInput={(event) => change({ until: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
      </div>
    </>
  )
}

function endWords(end: string): string {
  return end.endsWith('+') ? t('endsNextDay', { time: end.slice(0, 5) }) : t('endsAt', { time: end })
}
