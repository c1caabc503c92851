import { signal } from '@preact/signals'
import type { FiguresWire } from '@gongyue/shared/api/reports.ts'
import { Choice } from '../../components/Choice.tsx'
import { t } from '../../text/figures.ts'
import type { FiguresModel } from './model.ts'
import { Figure, numberText } from './numbers.tsx'

const MEASURES = ['sessions', 'onSite', 'online'] as const
const measure = signal<(typeof MEASURES)[number]>('onSite')

/** A column for each month; the number stands on it and opens its records, so that the picture is the table. */
export function Months({ model, figures }: { readonly model: FiguresModel; readonly figures: FiguresWire }) {
  const what = measure.value
  const months = monthsBetween(figures.from, figures.until).map((month) => ({
    month,
    value: figures.months.find((one) => one.month === month)?.[what] ?? 0,
  }))
  const most = Math.max(1, ...months.map(({ value }) => value))
  return (
    <section class="card figures-months" aria-label={t('months')}>
      <div class="row figures-months-head">
        <h2>{t('months')}</h2>
        <div class="screen-only">
          <Choice
            legend={t('measure')}
            quiet
            value={what}
            onChoose={(chosen) => (measure.value = chosen)}
            options={MEASURES.map((value) => ({ value, label: t(value) }))}
          />
        </div>
        <span class="print-only">{t(what)}</span>
      </div>
      <div class="figures-scroll">
        <table class="figures-columns" style={{ '--months': months.length }}>
          <thead>
            <tr>
              {months.map(({ month }) => (
                <th key={month} scope="col">
                  {t('monthName', { month: Number(month.slice(5)) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {months.map(({ month, value }) => (
                <td key={month}>
                  <span class="figures-column">
                    <Figure model={model} value={value} title={`${month} · ${t(what)}`} words={{ month }} />
                    <span aria-hidden="true" style={{ height: `${(value / most) * 9}rem` }} title={numberText(value)} />
                  </span>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** All months of a period, those without anything too. */
export function monthsBetween(from: string, until: string): readonly string[] {
  const months: string[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    if (name > until.slice(0, 7)) return months
    months.push(name)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
}
