import { useRef } from 'preact/hooks'
import { DateStrip } from '../../components/DateStrip.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconCalendar } from '../../components/icons.ts'
import { t } from '../../text/order.ts'
import { addDays } from '../../text/when.ts'
import type { OrderModel } from './model.ts'

/** The farthest day the calendar offers; a space's own horizon is told by its cells. */
const FARTHEST_DAYS = 365

/** The next two weeks to tap, and any later day from the phone's own calendar. */
export function DayPicker({ model }: { readonly model: OrderModel }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <section class="step" aria-labelledby="step-day">
      <h2 id="step-day" class="unseen">
        {t('stepDay')}
      </h2>
      <div class="step-head">
        <h1>{t('title')}</h1>
        <label class="other-day">
          <Icon of={iconCalendar} />
          <span>{t('otherDay')}</span>
          <input
            ref={input}
            type="date"
            min={model.today}
            max={addDays(model.today, FARTHEST_DAYS)}
            value={model.date.value}
            onClick={() => openCalendar(input.current)}
            onChange={(event) => {
              const { value, min, max } = event.currentTarget
              if (value >= min && value <= max) model.chooseDate(value)
            }}
          />
        </label>
      </div>
      <DateStrip
        days={model.days.value}
        today={model.today}
        value={model.date.value}
        onChoose={(day) => model.chooseDate(day)}
      />
    </section>
  )
}

/** Where the engine can, a tap anywhere on the label opens the calendar, not only one on its tiny picture. */
function openCalendar(input: HTMLInputElement | null): void {
  try {
    if (input && 'showPicker' in input) input.showPicker()
  } catch {
    // shown by the engine itself, or not allowed in a frame
  }
}
