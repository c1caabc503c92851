import type { SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconWarning } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { noticeFault, t } from '../../text/holidays.ts'
import { dayLabel } from '../../text/when.ts'
import type { HolidaysModel } from './model.ts'
import { countDays, type CheckedLine } from './notice.ts'

/** What each line says, and what is wrong with it, while it is typed. */
export function CheckedLines({ model }: { readonly model: HolidaysModel }) {
  const checked = model.checked.value
  const { year } = model.form.value
  const told = checked?.lines.filter(({ days, faults }) => days.length > 0 || faults.length > 0) ?? []
  const passed = (checked?.lines.length ?? 0) - told.length
  const elsewhere = checked?.days?.some(({ date }) => !date.startsWith(`${year}-`)) ?? false
  return (
    <div class="stack-s checked" aria-live="polite">
      <h2>{t('checkTitle')}</h2>
      {!checked && <p class="faint">{t('checkEmpty')}</p>}
      {checked &&
        (checked.days ? (
          <Notice tone={elsewhere ? 'warn' : 'good'} title={t('checkGood', countDays(checked.days))}>
            {elsewhere && <p>{t('otherYear')}</p>}
          </Notice>
        ) : (
          <Notice tone="warn" title={t('checkBad', { count: checked.faults })} />
        ))}
      <ol class="checked-lines small">
        {told.map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </ol>
      {passed > 0 && <p class="small faint">{t('passed', { count: passed })}</p>}
    </div>
  )
}

function Line({ line: { line, text, days, faults } }: { readonly line: CheckedLine }) {
  const isWrong = faults.length > 0
  return (
    <li class={isWrong ? 'wrong' : 'right'}>
      <Icon of={isWrong ? iconWarning : iconAccepted} />
      <div>
        <p class="checked-text">
          <span class="faint">{t('line', { line })}</span> {text.length > 60 ? `${text.slice(0, 60)}…` : text}
        </p>
        {faults.map((fault) => (
          <p key={JSON.stringify(fault)} class="checked-fault">
            {noticeFault(fault)}
          </p>
        ))}
        {!isWrong && days.length > 0 && <p>{daysText(days)}</p>}
      </div>
    </li>
  )
}

/** `休 1月1日 周四 – 1月3日 周六；班 1月4日 周日`. */
function daysText(days: readonly SpecialDay[]): string {
  const free = days.filter(({ kind }) => kind === 'legal-holiday')
  const worked = days.filter(({ kind }) => kind === 'make-up-workday')
  const first = free[0]
  const last = free.at(-1)
  const parts = [
    first && last ? `${t('free')} ${dayLabel(first.date)}${last === first ? '' : ` – ${dayLabel(last.date)}`}` : '',
    worked.length > 0 ? `${t('worked')} ${worked.map(({ date }) => dayLabel(date)).join('、')}` : '',
  ]
  return parts.filter(Boolean).join('；')
}
