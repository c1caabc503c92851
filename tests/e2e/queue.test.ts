import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { orderAs, place, statesOf } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const at = (clock: string, date = '2026-12-17') => `${date}T${clock}:00+08:00`

describe('the queue', () => {
  test('of two that want the same, the desk is told who loses before it happens; then one is accepted, the other declined', async () => {
    const lines = [{ space: 'rehearsal-a', start: at('14:00'), end: at('16:00') }]
    const wins = await place(palace, 'branch', { title: '车间合唱团合练', headcount: 40, lines })
    const loses = await place(palace, 'branch2', { title: '太极拳队排练', headcount: 30, lines })
    const page = await palace.open(DESK, '/queue', 'desk')
    const card = page.getByRole('article', { name: '车间合唱团合练' })
    await card.waitFor()
    const both = page.getByRole('region').filter({ has: card })
    expect(await both.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['车间合唱团合练', '太极拳队排练'])
    await card.getByRole('button', { name: '接受（将拒绝另 1 项）' }).click()
    const warning = card.getByRole('alert')
    expect(await warning.locator('.losers-list').innerText()).toContain(
      `12月17日 周四 14:00–16:00 · ${loses.reference}`,
    )
    expect(await warning.getByText('太极拳队排练').count()).toBe(1)
    await screenshot(page, 'queue-warning')
    expect(statesOf(await orderAs(palace, 'branch2', loses.id))).toEqual(['placed', 'pending'])
    await warning.getByRole('button', { name: '接受，并拒绝这 1 项' }).click()
    await page.getByRole('status').getByText('已接受：车间合唱团合练，另有 1 项已拒绝').waitFor()
    await both.waitFor({ state: 'detached' })
    expect(statesOf(await orderAs(palace, 'branch', wins.id))).toEqual(['accepted', 'accepted'])
    const lost = await orderAs(palace, 'branch2', loses.id)
    expect([...statesOf(lost), lost.lines[0]?.reasonCode]).toEqual(['declined', 'declined', 'taken-by-other'])
    await page.close()
  })

  test('lines are decided one by one, with a reason', async () => {
    const order = await place(palace, 'branch', {
      title: '两次排练',
      headcount: 40,
      lines: [
        { space: 'rehearsal-b', start: at('09:00', '2026-12-22'), end: at('11:00', '2026-12-22') },
        { space: 'rehearsal-b', start: at('09:00', '2026-12-23'), end: at('11:00', '2026-12-23') },
      ],
    })
    const page = await palace.open(DESK, '/queue', 'desk')
    const card = page.getByRole('article', { name: '两次排练' })
    const first = card.getByRole('group', { name: '两次排练，12月22日 周二 09:00–11:00' })
    await first.getByRole('button', { name: '接受' }).click()
    await page.getByRole('status').getByText('已接受：两次排练').waitFor()
    await first.waitFor({ state: 'detached' })
    const second = card.getByRole('group', { name: '两次排练，12月23日 周三 09:00–11:00' })
    await second.getByRole('button', { name: '拒绝…' }).click()
    await second.getByRole('radio', { name: '场地检修' }).check()
    await second.getByLabel('补充说明（选填）').fill('地板翻新，可改到 25 日')
    await second.getByRole('button', { name: '拒绝申请' }).click()
    await card.waitFor({ state: 'detached' })
    const after = await orderAs(palace, 'branch', order.id)
    expect(statesOf(after)).toEqual(['partly-accepted', 'accepted', 'declined'])
    expect([after.lines[1]?.reasonCode, after.lines[1]?.reason]).toEqual(['maintenance', '地板翻新，可改到 25 日'])
    await page.close()
  })

  test('who comes late is shown what became of the request', async () => {
    const manager = await palace.as('manager')
    const order = await place(palace, 'branch', {
      title: '被人先办的排练',
      headcount: 40,
      lines: [{ space: 'rehearsal-b', start: at('09:00', '2026-12-24'), end: at('11:00', '2026-12-24') }],
    })
    const page = await palace.open(DESK, '/queue', 'desk')
    const card = page.getByRole('article', { name: '被人先办的排练' })
    await card.waitFor()
    await manager.post(`/orders/${order.id}/decisions`, { decision: 'decline', reasonCode: 'priority-event' })
    await card.getByRole('button', { name: '接受' }).click()
    const notice = page.getByRole('alert').filter({ hasText: '被人先办的排练' })
    await notice.getByText('这项申请刚刚已由他人处理，下面是最新状态。').waitFor()
    expect(await notice.locator('.chip').allInnerTexts()).toEqual(['未通过'])
    await notice.getByRole('button', { name: '知道了' }).click()
    await notice.waitFor({ state: 'detached' })
    await page.close()
  })

  test('what a closure has caught, management accepts with a reason on the record; the desk cannot', async () => {
    const desk = await palace.open(DESK, '/queue', 'desk')
    await desk.getByRole('button', { name: /^不合规定/ }).click()
    const caught = desk.getByRole('article').first()
    await caught.getByText('只有管理人员可以豁免').waitFor()
    expect(await caught.getByRole('button', { name: '接受' }).count()).toBe(0)
    const id = (await caught.getAttribute('id'))?.replace('order-', '') ?? ''
    await desk.close()
    const page = await palace.open(DESK, `/queue?order=${id}`, 'manager')
    const card = page.locator(`#order-${id}`)
    await card.getByLabel('豁免理由（记入记录）').fill('检修已改期，书面确认')
    await card.getByRole('button', { name: '接受' }).click()
    await card.waitFor({ state: 'detached' })
    const order = await orderAs(palace, 'manager', id)
    expect(order.lines.map(({ state, waivers }) => [state, waivers])).toEqual([
      ['accepted', [{ constraint: 'closure', reason: '检修已改期，书面确认' }]],
    ])
    await page.close()
  })
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (_, look) => {
  test('the queue is sound, open forms included, on a desk and on a phone', async () => {
    for (const viewport of ['desktop', 'phone'] as const) {
      const page = await palace.open({ viewport, ...look }, '/queue', 'desk')
      await page.getByRole('button', { name: '拒绝…' }).first().click()
      await page.getByLabel('补充说明（选填）').waitFor()
      await expectSound(page)
      await page.close()
    }
  })
})
