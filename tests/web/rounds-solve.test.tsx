import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { RunCard } from '../../web/src/pages/round/solve/RunCard.tsx'
import { sampled } from '../../web/src/pages/round/solve/RunChart.tsx'
import { percentText, shareOfBest, watchOf } from '../../web/src/pages/round/solve/watch.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { runWire } from './round-wires.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test.each([
  [1200, 1188, '99.0 %'],
  [1000, 999.9, '99.9 %'],
  [0, 0, '100.0 %'],
  [500, 500, '100.0 %'],
])('a plan of cost %d over a bound of %d is %s of what is possible', (cost, bound, text) => {
  expect(percentText(shareOfBest(cost, bound) ?? -1)).toBe(text)
})

test('nothing is claimed while no bound is known', () => {
  expect([shareOfBest(1200, null), shareOfBest(null, 1000)]).toEqual([null, null])
})

test('a curve as a table has its first and its last point, and few between', () => {
  const points = Array.from({ length: 500 }, (_, at) => at)
  expect([sampled(points).length, sampled(points)[0], sampled(points).at(-1)]).toEqual([20, 0, 499])
  expect(sampled([1, 2])).toEqual([1, 2])
})

function card(run: RunWire) {
  const done = { onStop: vi.fn(), onContinue: vi.fn(), onShow: vi.fn(), onPins: vi.fn() }
  render(<RunCard run={run} lost={false} busy={false} {...done} />)
  return done
}

describe('a run', () => {
  test('under way says how far and how good it is, and can be stopped', () => {
    const { onStop } = card(runWire({ bound: 1287 }))
    const bar = screen.getByRole('progressbar', { name: '进度' })
    expect(bar.getAttribute('value')).toBe('40')
    const figures = [...document.querySelectorAll('.figures > div')].map(({ textContent }) => textContent)
    expect(figures).toEqual([
      '未排2 / 4 次',
      '最好可能的99.0 %',
      '总代价1300',
      '硬性 · 未满足 · 偏好0 · 2 · 300',
      '每秒尝试2,400,000',
    ])
    screen.getByRole('button', { name: '停下，用现在的方案' }).click()
    expect(onStop).toHaveBeenCalledOnce()
    expect(screen.queryByRole('button', { name: '查看方案' })).toBeNull()
  })

  test('has its curve as a picture with a name, and as a table', () => {
    card(runWire())
    expect(screen.getByRole('img', { name: '总代价与未排次数随时间的变化' })).toBeTruthy()
    const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows).toEqual([
      ['0.1', '2600', '3'],
      ['1.2', '1300', '2'],
    ])
  })

  test('that failed names what contradicts, and leads to it', () => {
    const { onPins } = card(
      runWire({
        ...{ state: 'failed', points: [], cost: null, score: null, unplaced: null },
        violations: [{ key: 'musts-contradict', params: { titles: '合唱、舞蹈' } }],
      }),
    )
    expect(
      screen.getByText('“必须满足”的申请互相矛盾，无法同时安排：合唱、舞蹈。去掉其中任意一项的“必须”即可'),
    ).toBeTruthy()
    screen.getByRole('button', { name: '到排定表处理' }).click()
    expect(onPins).toHaveBeenCalledOnce()
  })

  test('that is done shows its plan and can go on', () => {
    const { onShow, onContinue } = card(runWire({ state: 'done', planId: 'plan', phase: 'ended' }))
    screen.getByRole('button', { name: '查看方案' }).click()
    screen.getByRole('button', { name: '再求解 1 分钟' }).click()
    expect([onShow.mock.calls, onContinue.mock.calls]).toEqual([[['plan']], [[60]]])
  })
})

/** A stream that says some runs and ends. */
function streamOf(runs: readonly RunWire[]): Response {
  const text = ['retry: 2000\n\n: still here\n\n', ...runs.map((run) => `event: run\ndata: ${JSON.stringify(run)}\n\n`)]
  return new Response(text.join(''), { headers: { 'content-type': 'text/event-stream' } })
}

describe('a run that is watched', () => {
  test('comes further with the stream, and its end is told once', async () => {
    const end = runWire({ state: 'done', planId: 'plan', progress: 1 })
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => streamOf([runWire({ progress: 0.7 }), end])),
    )
    const watched = watchOf(runWire(), 1)
    const onEnd = vi.fn()
    watched.start(onEnd)
    await vi.waitFor(() => expect(onEnd.mock.calls).toEqual([[end]]))
    expect([watched.run.value.state, watched.lost.value]).toEqual(['done', false])
  })

  test('is asked for while the stream can not be had; a drop is told, and over when it is', async () => {
    const answers = [
      () => Promise.reject(new TypeError('no network')),
      () => Promise.reject(new TypeError('no network')),
      () => Promise.resolve(streamOf([runWire({ progress: 0.8 })])),
      () => Promise.resolve(new Response(JSON.stringify(runWire({ state: 'stopped', planId: 'plan' })))),
    ]
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => await (answers.shift() ?? (() => Promise.reject(new Error('asked again'))))()),
    )
    const watched = watchOf(runWire(), 1)
    const lost: boolean[] = []
    watched.lost.subscribe((now) => void lost.push(now))
    const onEnd = vi.fn()
    watched.start(onEnd)
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce())
    expect(lost).toEqual([false, true, false])
    expect(watched.run.value.state).toBe('stopped')
  })

  test('an older word of the stream is not taken for a newer one', async () => {
    const { points } = runWire()
    const older = runWire({ points: points.slice(0, 1), cost: 9999 })
    const end = runWire({ state: 'done' })
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => streamOf([older, end])),
    )
    const watched = watchOf(runWire(), 1)
    const costs: (number | null)[] = []
    watched.run.subscribe(({ cost }) => void costs.push(cost))
    const onEnd = vi.fn()
    watched.start(onEnd)
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce())
    expect(costs).not.toContain(9999)
  })
})
