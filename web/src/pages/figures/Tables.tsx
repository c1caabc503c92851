import { signal } from '@preact/signals'
import type { FiguresWire, FigureSumWire } from '@gongyue/shared/api/reports.ts'
import { figureKindNames } from '@gongyue/shared/i18n/figures.ts'
import { Button } from '../../components/Button.tsx'
import { t } from '../../text/figures.ts'
import { nameIn } from '../../text/locale.ts'
import type { FiguresModel, RowWords } from './model.ts'
import { Bar, Figure, hoursText } from './numbers.tsx'

interface Props {
  readonly model: FiguresModel
  readonly figures: FiguresWire
}

interface Row {
  readonly key: string
  readonly name: string
  readonly sum: FigureSumWire
  readonly words: RowWords
}

interface TableProps {
  readonly model: FiguresModel
  readonly title: string
  readonly heading: string
  readonly rows: readonly Row[]
  readonly total?: FigureSumWire
}

const MEASURES = ['sessions', 'programmes', 'onSite', 'online'] as const

function classOf(measure: (typeof MEASURES)[number]): string {
  return measure === 'programmes' ? 'number wide-only' : 'number'
}

/** Sums by one word: each number opens its records, heads are drawn as bars against the largest. */
function SumTable({ model, title, heading, rows, total }: TableProps) {
  const most = Math.max(1, ...rows.map(({ sum }) => sum.onSite))
  return (
    <section class="card figures-table" aria-label={title}>
      <h2>{title}</h2>
      <div class="figures-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{heading}</th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" class={classOf(measure)}>
                  {t(measure)}
                </th>
              ))}
              <th scope="col" class="number wide-only">
                {t('hours')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, sum, words }) => (
              <tr key={key}>
                <th scope="row">
                  {name}
                  <Bar share={sum.onSite / most} />
                </th>
                {MEASURES.map((measure) => (
                  <td key={measure} class={classOf(measure)}>
                    <Figure
                      model={model}
                      value={sum[measure]}
                      title={t('recordsOf', { row: name, what: t(measure) })}
                      words={words}
                    />
                  </td>
                ))}
                <td class="number wide-only faint">{hoursText(sum.minutes)}</td>
              </tr>
            ))}
          </tbody>
          {total && (
            <tfoot>
              <tr>
                <th scope="row">{t('total')}</th>
                {MEASURES.map((measure) => (
                  <td key={measure} class={classOf(measure)}>
                    <Figure model={model} value={total[measure]} title={t(measure)} words={{}} />
                  </td>
                ))}
                <td class="number wide-only">{hoursText(total.minutes)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </section>
  )
}

export function Kinds({ model, figures }: Props) {
  const rows = figures.kinds.map(({ kind, ...sum }) => ({
    ...{ key: kind, name: nameIn(figureKindNames[kind]), sum, words: { kind } },
  }))
  const sorted = rows.toSorted((a, b) => b.sum.onSite - a.sum.onSite || b.sum.sessions - a.sum.sessions)
  return <SumTable model={model} title={t('kinds')} heading={t('kind')} rows={sorted} total={figures.total} />
}

export function Counties({ model, figures }: Props) {
  const rows = figures.counties.map(({ partyId, name, ...sum }) => ({
    ...{ key: partyId ?? 'none', name: name || t('noCounty'), sum, words: { countyId: partyId ?? 'none' } },
  }))
  return <SumTable model={model} title={t('counties')} heading={t('county')} rows={rows} />
}

/** So many are shown before somebody asks for all. */
const FIRST = 12
const all = signal(false)

export function Parties({ model, figures: { parties } }: Props) {
  const shown = all.value ? parties : parties.slice(0, FIRST)
  const rows = shown.map((sum) => ({ key: sum.partyId, name: sum.name, sum, words: { partyId: sum.partyId } }))
  return (
    <div>
      <SumTable model={model} title={t('parties')} heading={t('party')} rows={rows} />
      {parties.length > shown.length && (
        <div class="screen-only">
          <Button wide onClick={() => (all.value = true)}>
            {t('allParties', { count: parties.length })}
          </Button>
        </div>
      )}
    </div>
  )
}
