import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconDown } from '../../../components/icons.ts'
import { readLedger } from '../../../rounds/routes.ts'
import { yearBefore } from '../../../rounds/year-before.ts'
import { t } from '../../../text/round.ts'
import type { RoundModel } from '../model.ts'
import { LEDGER_COLUMNS, ledgerLines, medianOf, sortedBy, type LedgerColumn, type LedgerEntry } from './ledger.ts'

/** Who had how much: this plan beside earlier seasons, as bars and as a table. */
export function LedgerTab({ model, round }: { readonly model: RoundModel; readonly round: RoundWire }) {
  const entries = useSignal<readonly LedgerEntry[]>([])
  const failing = useSignal<Failing | null>(null)
  const column = useSignal<LedgerColumn>('share')
  useEffect(() => {
    void call(readLedger, { query: yearBefore(round.from) }).then((reply) => {
      if (reply.kind === 'ok') entries.value = reply.body.items
      failing.value = reply.kind === 'ok' ? null : reply
    })
  }, [round.from])
  const plan = model.plan.value
  const lines = sortedBy(ledgerLines(entries.value, plan.kind === 'ready' ? plan.value.shares : []), column.value)
  const shares = lines.filter(({ share }) => share !== null)
  const median = medianOf(shares.map(({ share }) => share ?? 0))
  return (
    <div class="stack">
      <p class="small faint">{t('ledgerHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      {lines.length === 0 && <p class="faint">{t('ledgerEmpty')}</p>}
      {shares.length > 0 && (
        <figure class="stack-s">
          <figcaption>
            <h2>{t('bars')}</h2>
            {median !== null && <p class="small faint">{t('median', { value: percent(median) })}</p>}
          </figcaption>
          <ul class="ledger-bars">
            {sortedBy(shares, 'share').map(({ partyId, partyName, share, placed, asked }) => (
              <li key={partyId}>
                <span>{partyName}</span>
                <span class="ledger-bar" aria-hidden="true">
                  <i
                    style={`width:${(share ?? 0) * 100}%`}
                    class={median !== null && (share ?? 0) < median ? 'low' : undefined}
                  />
                  {median !== null && <b style={`left:${median * 100}%`} />}
                </span>
                <span class="small">
                  {percent(share ?? 0)} {t('shareOf', { placed, asked })}
                </span>
              </li>
            ))}
          </ul>
        </figure>
      )}
      {lines.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
        <div class="class-scroll" tabIndex={0} role="region" aria-label={t('tab-ledger')}>
          <table class="class-table ledger-table">
            <thead>
              <tr>
                <th scope="col">{t('party')}</th>
                {LEDGER_COLUMNS.map((one) => (
                  <th
                    key={one}
                    scope="col"
                    class="number"
                    aria-sort={one !== column.value ? 'none' : one === 'share' ? 'ascending' : 'descending'}
                  >
                    <button type="button" class="sort" onClick={() => (column.value = one)}>
                      {t(one)}
                      {one === column.value && <Icon of={iconDown} />}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.partyId}>
                  <th scope="row">{line.partyName}</th>
                  {LEDGER_COLUMNS.map((one) => (
                    <td key={one} class="number">
                      {one === 'share'
                        ? line.share === null
                          ? '—'
                          : `${percent(line.share)} (${t('shareOf', { placed: line.placed, asked: line.asked })})`
                        : figure(line[one])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function figure(value: number | null): string {
  return value === null ? '—' : String(Math.round(value * 10) / 10)
}
