import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { t } from '../../../text/round-solve.ts'

const WIDE = 640
const TALL = 200
const LEFT = 56
const RIGHT = 44
const TOP = 12
const BOTTOM = 24

/** Cost and unplaced over time: two lines, told apart by dash as well as colour; the same as a table below. */
export function RunChart({ run }: { readonly run: Pick<RunWire, 'points' | 'bound' | 'seconds' | 'asked'> }) {
  const { points, bound } = run
  if (points.length === 0) return null
  const lastSecond = Math.max(points[points.length - 1]?.seconds ?? 0, 0.001)
  const costs = points.map(({ cost }) => cost)
  const low = Math.min(...costs, bound ?? Infinity)
  const high = Math.max(...costs, low + 1)
  const most = Math.max(1, ...points.map(({ unplaced }) => unplaced))
  const x = (seconds: number): number => LEFT + (seconds / lastSecond) * (WIDE - LEFT - RIGHT)
  const y = (share: number): number => TOP + (1 - share) * (TALL - TOP - BOTTOM)
  const costY = (cost: number): number => y((cost - low) / (high - low))
  const steps = (at: (point: (typeof points)[number]) => number): string =>
    points
      .map(
        (point, index) =>
          `${index === 0 ? `M${x(point.seconds)}` : `H${x(point.seconds)}V`}${index === 0 ? ' ' : ''}${at(point)}`,
      )
      .join('')
  const last = points[points.length - 1]
  return (
    <figure class="run-chart">
      <svg viewBox={`0 0 ${WIDE} ${TALL}`} role="img" aria-label={t('chart')}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line class="chart-line" x1={LEFT} x2={WIDE - RIGHT} y1={y(share)} y2={y(share)} />
            <text x={LEFT - 6} y={y(share) + 4} text-anchor="end">
              {Math.round(low + share * (high - low))}
            </text>
            <text x={WIDE - RIGHT + 6} y={y(share) + 4}>
              {Math.round(share * most)}
            </text>
          </g>
        ))}
        <text x={LEFT} y={TALL - 6}>
          0
        </text>
        <text x={WIDE - RIGHT} y={TALL - 6} text-anchor="end">
          {lastSecond.toFixed(lastSecond < 10 ? 1 : 0)} s
        </text>
        {bound !== null && <line class="chart-bound" x1={LEFT} x2={WIDE - RIGHT} y1={costY(bound)} y2={costY(bound)} />}
        <path class="chart-unplaced" d={steps(({ unplaced }) => y(unplaced / most))} />
        <path class="chart-cost" d={steps(({ cost }) => costY(cost))} />
      </svg>
      <figcaption class="row small">
        <span class="chart-key cost">
          {t('cost')} {last?.cost}
        </span>
        <span class="chart-key unplaced">
          {t('unplaced')} {last?.unplaced}
        </span>
      </figcaption>
      <details class="small">
        <summary>{t('chartTable')}</summary>
        <table class="class-table">
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('cost')}</th>
              <th scope="col">{t('unplaced')}</th>
            </tr>
          </thead>
          <tbody>
            {sampled(points).map(({ seconds, cost, unplaced }) => (
              <tr key={seconds}>
                <td>{seconds.toFixed(1)}</td>
                <td>{cost}</td>
                <td>{unplaced}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** So many rows at most: nobody reads five hundred. */
const ROWS = 20

/** Points evenly taken, the last one always. */
export function sampled<T>(points: readonly T[]): readonly T[] {
  if (points.length <= ROWS) return points
  return Array.from({ length: ROWS }, (_, at) => points[Math.round((at * (points.length - 1)) / (ROWS - 1))]).filter(
    (point) => point !== undefined,
  )
}
