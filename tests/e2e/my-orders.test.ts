import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { axe, screenshot } from '../support/browser.ts'
import type { Client } from '../support/house.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
  // Something for every view of the calendar, also for the three days of the phone.
  await placed('branch', '明天的', [{ ...ROOM, date: '2026-12-03' }])
}, 120_000)
afterAll(async () => await palace.close())

const PHONE = { viewport: 'phone' } as const

/** A space on a day; the hour is the first that the sample leaves free. */
interface Wanted {
  readonly space: string
  readonly date: string
}

/** Places an order as this user, who acts for one party. */
async function placed(user: string, title: string, wanted: readonly Wanted[]): Promise<OrderWire> {
  const api = await palace.as(user)
  return await send(user, title, await Promise.all(wanted.map(async (one) => await firstFree(api, one))))
}

type Line = AlternativeWire['lines'][number]

async function send(user: string, title: string, lines: readonly Line[]): Promise<OrderWire> {
  const api = await palace.as(user)
  const { parties } = (await api.get<SessionWire>('/session')).body
  const { items } = (await api.get<{ items: readonly SpaceWire[] }>('/spaces')).body
  const conditions = Object.fromEntries(
    items.flatMap(({ id, conditions: asked }) =>
      asked && lines.some(({ spaceId }) => spaceId === id) ? [[id, asked.version] as const] : [],
    ),
  )
  const reply = await api.post<OrderWire>('/orders', {
    title,
    headcount: 20,
    partyId: parties[0]?.id,
    conditions,
    lines,
  })
  if (reply.status !== 201) throw new Error(`an order was meant to be placed: ${reply.text}`)
  return reply.body
}

/** In the hours when classrooms are confirmed at once. */
async function firstFree(api: Client, { space, date }: Wanted): Promise<Line> {
  const { body } = await api.post<{ items: readonly AlternativeWire[] }>('/availability', {
    durationMinutes: 60,
    headcount: 20,
    spaceCodes: [space],
    windows: [{ start: `${date}T08:30:00+08:00`, end: `${date}T17:30:00+08:00` }],
    limit: 1,
  })
  const line = body.items[0]?.lines[0]
  if (!line) throw new Error(`${space} has no free hour on ${date}`)
  return line
}

const ROOM: Wanted = { space: 'classroom-204', date: '2026-12-15' }
const HALL: Wanted = { space: 'rehearsal-b', date: '2026-12-15' }

test('what is confirmed shows its code as digits and as a picture', async () => {
  const order = await placed('branch', '看码', [ROOM])
  const code = order.lines[0]?.reservation?.code ?? ''
  const page = await palace.open(PHONE, '/orders', 'branch')
  await page.getByRole('link', { name: /看码/ }).click()
  await page.getByRole('img', { name: `预约码 ${code} 的二维码` }).waitFor()
  expect(await page.locator('.code-digits').textContent()).toBe(`${code.slice(0, 3)} ${code.slice(3)}`)
  expect(await page.locator('.particulars').textContent()).toContain(order.reference)
  await expectSound(page)
  await page.close()
})

test('partly accepted cannot be overlooked: on top of the list, with a banner, line by line, with the reason', async () => {
  const order = await placed('branch2', '部分通过的活动', [ROOM, HALL])
  const desk = await palace.as('desk')
  const pending = order.lines.filter(({ state }) => state === 'pending').map(({ id }) => id)
  const decided = await desk.post(`/orders/${order.id}/decisions`, {
    lineIds: pending,
    decision: 'decline',
    reasonCode: 'priority-event',
    reason: '市总工会当天有演出',
  })
  expect(decided.status).toBe(200)
  const page = await palace.open(PHONE, '/orders', 'branch2')
  await page.getByRole('heading', { name: /需要您留意/ }).waitFor()
  const first = page.locator('.order-card').first()
  expect(await first.locator('.partly').textContent()).toContain('部分通过：1 项未通过，1 项已通过')
  expect((await first.locator('.order-card-line .chip').allTextContents()).map((text) => text.trim())).toEqual([
    '已确认',
    '未通过',
  ])
  await expectSound(page)
  await screenshot(page, 'my-orders')
  await first.click()
  await page.locator('.decline-reason').getByText('原因：有优先保障的活动。市总工会当天有演出').waitFor()
  await expectSound(page)
  await screenshot(page, 'order-detail')
  await page.close()
})

test('cancelling asks first; afterwards the time is free for others', async () => {
  const order = await placed('branch', '要取消的', [ROOM])
  const page = await palace.open(PHONE, `/orders/${order.id}`, 'branch')
  await page.getByRole('button', { name: '取消整个预约' }).click()
  const dialog = page.getByRole('dialog', { name: '确定取消吗？' })
  await dialog.getByRole('button', { name: '不取消' }).click()
  await page.getByText('已确认').waitFor()
  await page.getByRole('button', { name: '取消整个预约' }).click()
  await expectSound(page)
  await dialog.getByLabel('取消原因（选填）').fill('活动改期')
  await dialog.getByRole('button', { name: '确定取消' }).click()
  await page.getByText('已取消，时段已让出。').waitFor()
  await page.locator('.detail-line').getByText('已取消').waitFor()
  expect(await page.getByRole('button', { name: '取消整个预约' }).count()).toBe(0)
  await page.close()
  const given = order.lines.map(({ kind, spaceId, start, end }) => ({ kind, spaceId, start, end }))
  const [taken] = (await send('branch2', '接着约的', given)).lines
  expect(taken?.state).toBe('accepted')
})

test('one line of several can be given back', async () => {
  const order = await placed('branch', '退一项', [
    { ...ROOM, date: '2026-12-14' },
    { ...HALL, date: '2026-12-14' },
  ])
  const page = await palace.open(PHONE, `/orders/${order.id}`, 'branch')
  await page.getByRole('button', { name: /^取消这一项：音乐舞蹈排练厅 B/ }).click()
  await page.getByRole('button', { name: '确定取消' }).click()
  await page.locator('.detail-line').getByText('已撤回').waitFor()
  expect((await page.locator('.detail-line .chip').allTextContents()).map((text) => text.trim())).toEqual([
    '已确认',
    '已撤回',
  ])
  await page.close()
})

test("another branch's order, and what is no order at all, are not found", async () => {
  const order = await placed('branch', '别家的', [{ ...ROOM, date: '2026-12-10' }])
  const page = await palace.open(PHONE, `/orders/${order.id}`, 'branch2')
  await page.getByText('没有找到这个预约').waitFor()
  await expectSound(page)
  await page.goto(`${palace.url}/orders/no-such-order`)
  await page.getByText('没有找到这个预约').waitFor()
  await page.getByRole('link', { name: '返回我的预约' }).click()
  await page.getByRole('heading', { name: '我的预约' }).waitFor()
  await page.close()
})

test('the calendar lists the coming days on a phone; a tap opens the order', async () => {
  const order = await placed('branch', '日历里的', [{ ...ROOM, date: '2026-12-09' }])
  const page = await palace.open(PHONE, '/orders', 'branch')
  await page.getByRole('radio', { name: '日历' }).check()
  await page.getByText(/日历里的 · 职工技能培训教室 204/).click()
  await page.getByRole('heading', { name: '日历里的' }).waitFor()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/orders/${order.id}`)
  await page.close()
})

test.each([
  [{ viewport: 'phone', dark: true }, '日历', ['日程', '三天', '月']],
  [{ viewport: 'desktop' }, '日历', ['月', '周', '日程']],
  [{ viewport: 'desktop', dark: true, locale: 'en' }, 'Calendar', ['Month', 'Week', 'List']],
] as const)('every view of the calendar is sound: %j', async (look, calendar, views) => {
  const page = await palace.open(look, '/orders', 'branch')
  await page.getByRole('radio', { name: calendar }).check()
  for (const view of views) {
    await page.getByRole('radio', { name: view, exact: true }).last().check()
    await page.locator('.entry').first().waitFor()
    // The library draws its entries unseen to measure them, some frames after the choice.
    await expect.poll(async () => await axe(page), { timeout: 20_000, interval: 300 }).toEqual([])
    await expectSound(page)
  }
  await page.close()
})

test.each([
  { viewport: 'phone', dark: true, large: true },
  { viewport: 'desktop', locale: 'en' },
] as const)('the list and an order are sound: %j', async (look) => {
  const page = await palace.open(look, '/orders', 'branch')
  await page.locator('.order-card').first().waitFor()
  await expectSound(page)
  await page.locator('.order-card').first().click()
  await page.locator('.particulars').waitFor()
  await expectSound(page)
  await page.close()
})
