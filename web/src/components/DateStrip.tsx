import { useEffect, useId, useRef } from 'preact/hooks'
import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import { t } from '../text/booking.ts'
import { dayLabel, monthName, weekdayName, type Day } from '../text/when.ts'
import './date-strip.css'

export interface StripDay {
  readonly date: Day
  readonly kind: DayKind
  readonly name: string | null
  readonly announced: boolean
}

export interface DateStripProps {
  readonly days: readonly StripDay[]
  readonly today: Day
  readonly value: Day
  readonly onChoose: (day: Day) => void
}

/** Days side by side, to be swiped: weekday, date, and what sets the day apart. Radio buttons, so arrows move the choice. */
export function DateStrip({ days, today, value, onChoose }: DateStripProps) {
  const name = useId()
  const chosen = useRef<HTMLLabelElement>(null)
  useEffect(() => {
    const label = chosen.current
    const strip = label?.parentElement
    if (label && strip)
      strip.scrollLeft = label.offsetLeft - strip.offsetLeft - (strip.clientWidth - label.clientWidth) / 2
  }, [value, days.length])
  return (
    <fieldset class="date-strip-field">
      <legend class="unseen">{t('chooseDay')}</legend>
      <div class="date-strip">
        {days.map((day, index) => {
          const remark = remarkOf(day)
          const first = index === 0 || day.date.endsWith('-01')
          return (
            <label
              key={day.date}
              ref={day.date === value ? chosen : null}
              class={`date${day.date === value ? ' chosen' : ''}${isRest(day) ? ' rest' : ''}`}
            >
              <input
                type="radio"
                name={name}
                value={day.date}
                checked={day.date === value}
                aria-label={[dayLabel(day.date), day.date === today ? t('today') : '', remark?.long ?? '']
                  .filter(Boolean)
                  .join(' ')}
                onChange={() => onChoose(day.date)}
              />
              <span class="date-week">{day.date === today ? t('today') : weekdayName(day.date)}</span>
              <span class="date-number">{Number(day.date.slice(8, 10))}</span>
              <span class="date-remark">{remark?.short ?? (first ? monthName(day.date) : '')}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function isRest({ kind }: StripDay): boolean {
  return kind === 'weekend' || kind === 'legal-holiday'
}

function remarkOf({ kind, name, announced }: StripDay): { readonly short: string; readonly long: string } | null {
  if (kind === 'legal-holiday') return { short: name ?? t('dayRest'), long: `${t('dayRest')} ${name ?? ''}` }
  if (kind === 'make-up-workday') return { short: t('dayWork'), long: `${t('dayWork')} ${name ?? ''}` }
  if (!announced) return { short: t('dayNotAnnounced'), long: t('dayNotAnnouncedHint') }
  return kind === 'weekend' ? { short: t('dayRest'), long: t('dayRest') } : null
}
