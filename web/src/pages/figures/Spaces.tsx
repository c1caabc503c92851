import type { FiguresWire } from '@gongyue/shared/api/reports.ts'
import { furtherFigureNames, furtherValue } from '@gongyue/shared/i18n/figures.ts'
import { t } from '../../text/figures.ts'
import { locale, nameIn } from '../../text/locale.ts'
import type { FiguresModel } from './model.ts'
import { Bar, Figure, hoursText, percentText } from './numbers.tsx'

/** How much of its real opening hours each space was used, and in the hours when workers are free. */
export function Spaces({
  model,
  figures: { spaces },
}: {
  readonly model: FiguresModel
  readonly figures: FiguresWire
}) {
  const rows = spaces.filter(({ openMinutes, sessions }) => openMinutes > 0 || sessions > 0)
  return (
    <section class="card figures-table" aria-label={t('spaces')}>
      <h2>{t('spaces')}</h2>
      <div class="figures-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('space')}</th>
              <th scope="col" class="number">
                {t('sessions')}
              </th>
              <th scope="col" class="number">
                {t('onSite')}
              </th>
              <th scope="col">{t('use')}</th>
              <th scope="col">{t('offUse')}</th>
              <th scope="col" class="number wide-only">
                {t('used')}
              </th>
              <th scope="col" class="number wide-only">
                {t('open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.spaceId}>
                <th scope="row">{nameIn(row.name)}</th>
                {(['sessions', 'onSite'] as const).map((measure) => (
                  <td key={measure} class="number">
                    <Figure
                      model={model}
                      value={row[measure]}
                      title={t('recordsOf', { row: nameIn(row.name), what: t(measure) })}
                      words={{ spaceId: row.spaceId }}
                    />
                  </td>
                ))}
                <Share used={row.usedMinutes} open={row.openMinutes} tone="accent" />
                <Share used={row.offUsedMinutes} open={row.offOpenMinutes} tone="info" />
                <td class="number wide-only faint">{row.openMinutes === 0 ? '–' : hoursText(row.usedMinutes)}</td>
                <td class="number wide-only faint">{row.openMinutes === 0 ? '–' : hoursText(row.openMinutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Share({
  used,
  open,
  tone,
}: {
  readonly used: number
  readonly open: number
  readonly tone: 'accent' | 'info'
}) {
  return (
    <td class="figures-share">
      {percentText(used, open)}
      {open > 0 && <Bar share={used / open} tone={tone} />}
    </td>
  )
}

/** What a review tells beside sessions and heads. */
export function Further({ figures: { further } }: { readonly figures: FiguresWire }) {
  return (
    <section class="card figures-further" aria-label={t('further')}>
      <h2>{t('further')}</h2>
      <dl>
        {further.map(({ figure, value }) => {
          const { name, unit } = furtherFigureNames[figure]
          return (
            <div key={figure}>
              <dt>{nameIn(name)}</dt>
              <dd>
                <b>{furtherValue(figure, value).toLocaleString(locale.value)}</b>{' '}
                <span class="faint small">{nameIn(unit)}</span>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
