import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { STRATEGIES } from '@gongyue/shared/api/repairs.ts'
import { createRepairModel } from '../../web/src/repairs/model.ts'
import { RepairPanel } from '../../web/src/repairs/RepairPanel.tsx'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { changeReason, planNumber, strategyName, tallyText, weightWord } from '../../web/src/text/repairs.ts'
import { ok, problem, serverOf, type Answer } from './board-server.ts'
import { change, place, plan, repairWire } from './repair-wires.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(cleanup)

const PLANS = [
  plan([change('a')], { cost: 10, parts: [{ key: 'people', cost: 10, count: 1 }] }),
  plan([change('a'), change('b', { consent: true, partyId: 'other', title: '让一让' })], {
    strategy: 'with-others',
    cost: 40,
    parts: [
      { key: 'makes-room', cost: 24, count: 1 },
      { key: 'people', cost: 16, count: 2 },
    ],
  }),
  plan([change('a', { kind: 'cancel', to: null })], { strategy: 'cancel', cost: 120 }),
]

async function show(answer: Answer) {
  const server = serverOf({
    'POST /repairs': () => ok(repairWire(PLANS), 201),
    'POST /repairs/:id/application': () => answer,
  })
  const model = createRepairModel({ send: server.send, clock: () => 0 })
  await model.workOut({ kind: 'closure', closureId: 'closure-1' })
  render(<RepairPanel model={model} />)
  return { server, model }
}

test('plans stand in the order of the server, the first is suggested, and each says whom it disturbs', async () => {
  await show(ok(null))
  const cards = screen.getAllByRole('article')
  expect(cards.map((card) => card.querySelector('h3')?.textContent)).toEqual([
    '变动最小',
    '请较小的预约让一让',
    '全部取消',
  ])
  expect(cards.map((card) => within(card).queryAllByText('推荐').length)).toEqual([1, 0, 0])
  const second = within(cards[1] as HTMLElement)
  expect(second.getByText('调整 2 场')).toBeTruthy()
  expect(second.getByText('通知 40 人 · 2 家单位')).toBeTruthy()
  expect(second.getByText('须征得 1 家单位同意')).toBeTruthy()
  const costs = [...(cards[1]?.querySelectorAll('.plan-costs li') ?? [])].map((part) => part.textContent)
  expect(costs).toEqual(['主要 牵动其他单位 1 处', '其次 受影响的人数 2 处'])
  expect(cards.map((card) => card.querySelector<HTMLElement>('.plan-bar span')?.style.width)).toEqual([
    '8%',
    '33%',
    '100%',
  ])
})

test('a change is read as before and after; what is given up says so', async () => {
  await show(ok(null))
  const items = screen.getAllByRole('article').map((card) => card.querySelector('.change')?.textContent ?? '')
  expect(items[0]).toContain('12月5日 周六 19:00–20:30')
  expect(items[2]).toContain('取消')
})

test('when the world moved on it says that nothing was done, what is different, and shows the new plans', async () => {
  const current = repairWire([plan([change('a', { to: place('third', '2026-12-06') }), change('c')])], { version: 2 })
  const { server } = await show(problem('plans-changed', 409, { current }))
  fireEvent.click(screen.getByRole('button', { name: '采用此方案：方案二，请较小的预约让一让' }))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('情况已有变化，没有作任何更改')
  expect(alert.textContent).toContain('新受影响：title c')
  expect(alert.textContent).toContain('不再受影响：让一让')
  expect(screen.getAllByRole('article')).toHaveLength(1)
  expect(server.of('/repairs/:id/application').map(({ body }) => body)).toEqual([{ plan: 1, version: 1 }])
})

test('words of both languages: every strategy, the weights, and the sums', () => {
  expect(STRATEGIES.map(strategyName).every((name) => /\p{Script=Han}/u.test(name))).toBe(true)
  expect([weightWord(0, 0.3), weightWord(1, 0.3), weightWord(2, 0.1)]).toEqual(['主要', '其次', '少许'])
  expect(tallyText([change('a'), change('b', { kind: 'cancel', to: null })])).toBe('调整 1 场 · 取消 1 场')
  expect([planNumber(1), changeReason({ key: 'makes-room', params: {} })]).toEqual([
    '方案二',
    '为其他安排腾出时段，须征得同意',
  ])
  chooseLocale('en')
  expect([planNumber(1), strategyName('cancel'), tallyText([change('a')])]).toEqual([
    'Plan 2',
    'all given up',
    '1 moved',
  ])
  expect(STRATEGIES.map(strategyName).some((name) => /\p{Script=Han}/u.test(name))).toBe(false)
})
