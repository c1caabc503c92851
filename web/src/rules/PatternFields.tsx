import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconClose, iconMore } from '../components/icons.ts'
import { t } from '../text/rules.ts'
import { DayList } from './DayList.tsx'
import type { RuleDraft, RuleGap } from './draft.ts'
import { Ticks } from './Ticks.tsx'
import { WEEKDAYS, weekdayWord } from './weekdays.ts'
import { monthDayWords, nthWords, NTHS } from './words.ts'

export interface PatternFieldsProps {
  readonly draft: RuleDraft
  readonly onChange: (change: Partial<RuleDraft>) => void
  /** What to say of a gap; nothing while it is too early to say so. */
  readonly faultOf: (...gaps: readonly RuleGap[]) => string | false
}

const MONTH_DAYS: readonly number[] = Array.from({ length: 31 }, (_, index) => index + 1)

/** What the chosen kind of coming back asks for. */
export function PatternFields({ draft, onChange, faultOf }: PatternFieldsProps) {
  const { kind, every } = draft
  const label = kind === 'daily' ? t('everyDays') : kind === 'weekly' ? t('everyWeeks') : t('everyMonths')
  const odd = draft.days.filter((day) => day < -1)
  return (
    <>
      {kind !== 'workdays' && kind !== 'dates' && (
        <Field label={label} hint={kind === 'weekly' ? t('everyHint') : undefined} fault={faultOf('every')}>
          {(control) => (
            <input
              {...control}
              class="input rule-number"
              inputMode="numeric"
              maxLength={2}
              value={every}
              onInput={(event) => onChange({ every: event.currentTarget.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
      )}
      {kind === 'weekly' && (
        <Ticks
          legend={t('weekdays')}
          options={WEEKDAYS.map((value) => ({ value, label: weekdayWord(value) }))}
          chosen={draft.weekdays}
          fault={faultOf('weekdays')}
          onChange={(weekdays) => onChange({ weekdays })}
        />
      )}
      {kind === 'monthly-by-date' && (
        <Ticks
          legend={t('days')}
          options={[...MONTH_DAYS, -1, ...odd].map((value) => ({
            value,
            label: value > 0 ? String(value) : monthDayWords(value),
          }))}
          chosen={draft.days}
          fault={faultOf('days')}
          onChange={(days) => onChange({ days })}
        />
      )}
      {kind === 'monthly-by-weekday' && <OnFields draft={draft} onChange={onChange} faultOf={faultOf} />}
      {kind === 'dates' && (
        <DayList
          label={t('addDay')}
          days={draft.dates}
          fault={faultOf('dates')}
          onChange={(dates) => onChange({ dates })}
        />
      )}
    </>
  )
}

/** The second Tuesday, the last Friday. */
function OnFields({ draft: { on }, onChange, faultOf }: PatternFieldsProps) {
  const fault = faultOf('on')
  const put = (at: number, nth: number, weekday: Weekday): void =>
    onChange({ on: on.map((one, index) => (index === at ? { nth, weekday } : one)) })
  return (
    <fieldset class="field">
      <legend>{t('on')}</legend>
      {on.map(({ nth, weekday }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two rows may say the same while one of them is being changed
        <div key={at} class="rule-add">
          <select
            class="input"
            aria-label={t('nth')}
            value={nth}
            onChange={(event) => put(at, Number(event.currentTarget.value), weekday)}
          >
            {NTHS.map((value) => (
              <option key={value} value={value}>
                {t(`nth-${value}`)}
              </option>
            ))}
          </select>
          <select
            class="input"
            aria-label={t('weekday')}
            value={weekday}
            // one of the options below
            onChange={(event) => put(at, nth, Number(event.currentTarget.value) as Weekday)}
          >
            {WEEKDAYS.map((value) => (
              <option key={value} value={value}>
                {weekdayWord(value)}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button square"
            aria-label={t('remove', { day: nthWords({ nth, weekday }) })}
            onClick={() => onChange({ on: on.filter((_, index) => index !== at) })}
          >
            <Icon of={iconClose} />
          </button>
        </div>
      ))}
      {fault && <span class="fault">{fault}</span>}
      <div>
        <Button icon={iconMore} onClick={() => onChange({ on: [...on, { nth: -1, weekday: 5 }] })}>
          {t('addOn')}
        </Button>
      </div>
    </fieldset>
  )
}
