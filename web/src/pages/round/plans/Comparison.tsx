import type { compareSeasonPlans as compareContract } from '@gongyue/shared/api/runs.ts'
import type { Static } from 'typebox'
import { Chip } from '../../../components/Chip.tsx'
import { placeWords } from '../../../rounds/week-time.ts'
import { nameIn } from '../../../text/locale.ts'
import { t as grid } from '../../../text/round-grid.ts'
import { t } from '../../../text/round-solve.ts'
import { signed } from '../grid/words.ts'

export type ComparisonWire = Static<(typeof compareContract)['replies'][200]>

/** Two plans side by side: what each rule costs, who gains and loses, what moves. */
export function Comparison({ comparison }: { readonly comparison: ComparisonWire }) {
  const { one, other, rules, parties, changes } = comparison
  const moved = parties
    .filter((party) => party.one !== party.other)
    .toSorted((a, b) => a.other - a.one - (b.other - b.one))
  return (
    <div class="stack">
      <section class="stack-s" aria-labelledby="compare-rules">
        <h3 id="compare-rules">{t('rules')}</h3>
        <div class="class-scroll">
          <table class="class-table">
            <thead>
              <tr>
                <th scope="col">{t('rule')}</th>
                <th scope="col">{t('level')}</th>
                <th scope="col" class="number">
                  {t('one')} {one.name}
                </th>
                <th scope="col" class="number">
                  {t('other')} {other.name}
                </th>
                <th scope="col" class="number">
                  {t('difference')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.constraint}>
                  <th scope="row">{nameIn(rule.name)}</th>
                  <td>{t(`level-${rule.level}`)}</td>
                  <td class="number">{rule.one}</td>
                  <td class="number">{rule.other}</td>
                  <Difference by={rule.other - rule.one} />
                </tr>
              ))}
              <tr>
                <th scope="row" colSpan={2}>
                  {t('total')}
                </th>
                <td class="number">{one.cost}</td>
                <td class="number">{other.cost}</td>
                <Difference by={other.cost - one.cost} />
              </tr>
            </tbody>
          </table>
        </div>
      </section>
      <section class="stack-s" aria-labelledby="compare-parties">
        <h3 id="compare-parties">{t('parties')}</h3>
        {moved.length === 0 ? (
          <p class="faint">{t('noChanges')}</p>
        ) : (
          <ul class="party-changes">
            {moved.map(({ partyId, partyName, asked, one: before, other: after }) => (
              <li key={partyId}>
                <span>{partyName}</span>
                <span class="faint">
                  {before} → {after} / {asked}
                </span>
                <Chip tone={after > before ? 'good' : 'warn'}>
                  {after > before ? t('gains', { count: after - before }) : t('loses', { count: before - after })}
                </Chip>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="stack-s" aria-labelledby="compare-changes">
        <h3 id="compare-changes">{t('changes', { count: changes.length })}</h3>
        {changes.length > 0 && (
          <div class="class-scroll">
            <table class="class-table">
              <tbody>
                {changes.map(({ sectionId, nth, title, partyName, one: before, other: after }) => (
                  <tr key={`${sectionId} ${nth}`}>
                    <th scope="row">
                      {title} <span class="faint small">{grid('nth', { nth: nth + 1 })}</span>
                      <br />
                      <span class="small faint">{partyName}</span>
                    </th>
                    <td>{before ? placeWords(before) : t('nowhere')}</td>
                    <td aria-hidden="true">→</td>
                    <td>{after ? placeWords(after) : t('nowhere')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  )
}

function Difference({ by }: { readonly by: number }) {
  return <td class={`number${by < 0 ? ' better' : by > 0 ? ' worse' : ''}`}>{by === 0 ? t('same') : signed(by)}</td>
}
