import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { sessionState } from '../../web/src/app/session.ts'
import { GroupCard } from '../../web/src/pages/queue/GroupCard.tsx'
import { createQueueModel } from '../../web/src/pages/queue/model.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { at } from './board-day.ts'
import { entry, loser, ok, orderWire, problem, serverOf, spacesWire, violation, type Answer } from './board-server.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(cleanup)

function signInAs(role: Role): void {
  sessionState.value = {
    kind: 'signed-in',
    session: {
      user: { id: 'u', username: 'desk', name: '前台' },
      facility: { id: 'f', code: 'jining', name: { 'zh-CN': '文化宫', en: 'palace' }, timeZone: 'Asia/Shanghai' },
      roles: [role],
      parties: [],
      csrfToken: '',
    },
  }
}

async function showGroup(items: readonly ReturnType<typeof entry>[], answers: readonly Answer[] = []) {
  const rest = [...answers]
  const server = serverOf({
    'GET /queue': () => ok({ items }),
    'GET /spaces': () => spacesWire(),
    'POST /orders/:id/decisions': () => rest.shift() ?? ok(orderWire('a')),
  })
  const model = createQueueModel({ send: server.send, clock: () => at('10:00') })
  await model.refresh()
  const [group] = model.shown.value
  if (!group) throw new Error('a group was expected')
  render(<GroupCard group={group} model={model} asked={null} />)
  return { sent: () => server.of('/orders/:id/decisions').map(({ params, body }) => [params?.['id'], body]) }
}

const rest = async () => await new Promise((resolve) => setTimeout(resolve))

describe('rivals', () => {
  test('stand side by side, each with who, how many, what for and since when', async () => {
    signInAs('front-desk')
    await showGroup([entry('a', ['b']), entry('b', ['a'])])
    expect(screen.getByRole('region', { name: '2 项申请争用同一场地、同一时间' })).toBeTruthy()
    const cards = screen.getAllByRole('article')
    expect(cards.map((card) => card.querySelector('h3')?.textContent)).toEqual(['title a', 'title b'])
    const facts = [...(cards[0]?.querySelectorAll('dl > div') ?? [])].map((fact) => fact.textContent)
    expect(facts).toEqual([
      '单位party of a · 基层工会 · officer',
      '人数10 人（可容纳 30 人）',
      '用途purpose',
      '提交时间12月4日 周五 08:00 · 最先提交',
      '使用情况本月没有使用',
    ])
    expect(within(cards[0] as HTMLElement).getByText('已等 2 小时')).toBeTruthy()
  })

  test('the button says that another will be declined, names it, and only then does it', async () => {
    signInAs('front-desk')
    const { sent } = await showGroup(
      [entry('a', ['b']), entry('b', ['a'])],
      [problem('would-displace', 409, { competitors: [loser('b')] })],
    )
    const card = within(screen.getAllByRole('article')[0] as HTMLElement)
    // Before anything is pressed.
    expect(card.getByText('接受后将落选：party of b《title b》')).toBeTruthy()
    fireEvent.click(card.getByRole('button', { name: '接受（将拒绝另 1 项）' }))
    await rest()
    const warning = within(card.getByRole('alert'))
    const title = warning.getByText('接受后，以下 1 项申请将被拒绝')
    await waitFor(() => expect(document.activeElement === title).toBe(true))
    expect(warning.getByRole('listitem').textContent).toBe('title bparty of b · 12月4日 周五 18:00–20:00 · 2026-000002')
    fireEvent.click(warning.getByRole('button', { name: '接受，并拒绝这 1 项' }))
    await rest()
    expect(sent()).toEqual([
      ['a', { lineIds: ['line-a'], decision: 'accept' }],
      ['a', { lineIds: ['line-a'], decision: 'accept', displace: true }],
    ])
  })
})

describe('broken rules', () => {
  test('that this officer may set aside want a reason first', async () => {
    signInAs('front-desk')
    const { sent } = await showGroup([entry('a', [], [violation('notice', { params: {} })])])
    fireEvent.click(screen.getByRole('button', { name: '接受' }))
    await rest()
    expect(sent()).toEqual([])
    const reason = screen.getByLabelText('豁免理由（记入记录）')
    expect(reason.getAttribute('aria-invalid')).toBe('true')
    fireEvent.input(reason, { target: { value: '领导已同意' } })
    fireEvent.click(screen.getByRole('button', { name: '接受' }))
    await rest()
    expect(sent()).toEqual([
      ['a', { lineIds: ['line-a'], decision: 'accept', waivers: [{ constraint: 'notice', reason: '领导已同意' }] }],
    ])
  })

  test('that only management may set aside leave the desk nothing to accept', async () => {
    signInAs('front-desk')
    await showGroup([entry('a', [], [violation('closure', { waivableBy: 'manager' })])])
    expect(screen.queryByRole('button', { name: '接受' })).toBeNull()
    expect(screen.getByText('只有管理人员可以豁免')).toBeTruthy()
    cleanup()
    signInAs('manager')
    await showGroup([entry('a', [], [violation('closure', { waivableBy: 'manager' })])])
    expect(screen.getByRole('button', { name: '接受' })).toBeTruthy()
  })
})

describe('declining', () => {
  test('takes a reason from the list', async () => {
    signInAs('front-desk')
    const { sent } = await showGroup([entry('a')])
    fireEvent.click(screen.getByRole('button', { name: '拒绝…' }))
    await rest()
    expect(screen.getAllByRole('radio')).toHaveLength(7)
    fireEvent.click(screen.getByRole('radio', { name: '场地检修' }))
    fireEvent.click(screen.getByRole('button', { name: '拒绝申请' }))
    await rest()
    expect(sent()).toEqual([['a', { lineIds: ['line-a'], decision: 'decline', reasonCode: 'maintenance' }]])
  })

  test('for another reason wants a sentence', async () => {
    signInAs('front-desk')
    const { sent } = await showGroup([entry('a')])
    fireEvent.click(screen.getByRole('button', { name: '拒绝…' }))
    await rest()
    fireEvent.click(screen.getByRole('radio', { name: '其他原因' }))
    fireEvent.click(screen.getByRole('button', { name: '拒绝申请' }))
    await rest()
    expect(sent()).toEqual([])
    fireEvent.input(screen.getByLabelText('补充说明（必填）'), { target: { value: '请改到周日' } })
    fireEvent.click(screen.getByRole('button', { name: '拒绝申请' }))
    await rest()
    expect(sent()).toEqual([
      ['a', { lineIds: ['line-a'], decision: 'decline', reasonCode: 'other', reason: '请改到周日' }],
    ])
  })
})
