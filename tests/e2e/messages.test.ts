import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdf } from '../support/files.ts'
import { screenshot } from '../support/browser.ts'
import { orderAs, place, statesOf } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const PHONE = { viewport: 'phone' } as const
const at = (clock: string, date = '2026-12-17') => `${date}T${clock}:00+08:00`

test('an officer writes, the desk offers another time, the officer books it', async () => {
  const order = await place(palace, 'branch', {
    title: '读书分享会排练',
    headcount: 40,
    lines: [{ space: 'rehearsal-a', start: at('14:00'), end: at('16:00') }],
  })
  const phone = await palace.open(PHONE, `/orders/${order.id}`, 'branch')
  await phone.getByLabel('写留言').fill('能提前半小时进场吗？')
  await phone.getByRole('button', { name: '发送' }).click()
  await phone.locator('.thread-line').getByText('能提前半小时进场吗？').waitFor()
  // Who looks at the thread has read what comes; the officer goes elsewhere meanwhile.
  await phone.goto(`${palace.url}/orders`)

  const desk = await palace.open(DESK, '/queue', 'desk')
  const card = desk.getByRole('article', { name: '读书分享会排练' })
  await card.getByText('1 条未读').waitFor()
  await card.getByText('留言与材料').click()
  await card.locator('.thread-line').getByText('能提前半小时进场吗？').waitFor()
  await card.getByText('1 条未读').waitFor({ state: 'detached' })
  await card.getByRole('button', { name: '提议改期…' }).click()
  const offer = card.getByRole('button', { name: /^提议 / }).first()
  const what = (await offer.getAttribute('aria-label'))?.replace('提议 ', '') ?? ''
  await offer.click()
  await desk.getByRole('status').getByText('已发出改期建议').waitFor()
  await card.locator('.thread-offer').getByText(what).waitFor()
  await screenshot(desk, 'queue-thread')
  await desk.close()

  await phone
    .getByRole('link', { name: /读书分享会排练/ })
    .getByText('1 条未读')
    .waitFor()
  await phone.getByRole('link', { name: /读书分享会排练/ }).click()
  await phone.getByRole('link', { name: `按这个时间预约：${what}` }).click()
  await phone.getByText('可以申请，提交后由文化宫工作人员审批。').first().waitFor()
  expect(await phone.getByLabel('活动名称').inputValue()).toBe('读书分享会排练')
  await phone.close()
})

test('a real PDF is taken and can be kept by the desk; a lying one is refused with what is allowed; the sender takes one back', async () => {
  const order = await place(palace, 'branch', {
    title: '交材料的排练',
    headcount: 40,
    lines: [{ space: 'rehearsal-b', start: at('14:00'), end: at('16:00') }],
  })
  const page = await palace.open(PHONE, `/orders/${order.id}#files`, 'branch')
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name: '节目单.pdf', mimeType: 'application/pdf', buffer: pdf() })
  await page.getByRole('link', { name: '下载 节目单.pdf' }).waitFor()
  await input.setInputFiles({ name: '骗人.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
  await page
    .getByRole('alert')
    .getByText(/可以上传：pdf, jpg, png, webp, docx, xlsx/)
    .waitFor()
  expect(await page.locator('.attachment').count()).toBe(1)
  await input.setInputFiles({ name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) })
  await page.getByRole('alert').getByText('“空.pdf”是空文件，请重新选择。').waitFor()
  await screenshot(page, 'order-files')

  const desk = await palace.open(DESK, '/queue', 'desk')
  const card = desk.getByRole('article', { name: '交材料的排练' })
  await card.getByText('1 个文件').waitFor()
  await card.getByText('留言与材料').click()
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    card.getByRole('link', { name: '下载 节目单.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('节目单.pdf')
  expect(await card.getByRole('button', { name: '撤回 节目单.pdf' }).count()).toBe(0)
  await desk.close()

  await page.getByRole('button', { name: '撤回 节目单.pdf' }).click()
  await page.getByText('还没有材料').waitFor()
  await page.close()
})

test('three rivals stand side by side; who loses is named before anything is pressed, then one is accepted', async () => {
  const lines = [{ space: 'rehearsal-a', start: at('09:00'), end: at('11:00') }]
  const wins = await place(palace, 'branch', { title: '合唱团联排', headcount: 40, lines })
  const second = await place(palace, 'branch2', { title: '太极队联排', headcount: 30, lines })
  const whole = await place(palace, 'branch', {
    title: '全厅舞蹈联排',
    headcount: 90,
    lines: [{ space: 'rehearsal', start: at('10:00'), end: at('12:00') }],
  })
  const page = await palace.open(DESK, '/queue', 'desk')
  await page.getByRole('button', { name: /^有竞争/ }).click()
  const card = page.getByRole('article', { name: '合唱团联排' })
  await card.getByText('最先提交').waitFor()
  expect(await card.locator('.decision-losers').innerText()).toMatch(
    /^接受后将落选：.*《太极队联排》、.*《全厅舞蹈联排》$/,
  )
  await screenshot(page, 'queue-rivals')
  await card.getByRole('button', { name: '接受（将拒绝另 2 项）' }).click()
  await card.getByRole('button', { name: '接受，并拒绝这 2 项' }).click()
  await card.waitFor({ state: 'detached' })
  expect(statesOf(await orderAs(palace, 'branch', wins.id))).toEqual(['accepted', 'accepted'])
  for (const lost of [second, whole])
    expect(statesOf(await orderAs(palace, 'manager', lost.id))).toEqual(['declined', 'declined'])
  await page.close()
})

test('several are declined with one reason, and the branch reads the sentence that was shown', async () => {
  const orders = []
  for (const [title, start, end] of [
    ['周五排练', '08:30', '10:00'],
    ['周五加练', '10:30', '12:00'],
  ] as const) {
    const lines = [{ space: 'rehearsal-b', start: at(start, '2026-12-18'), end: at(end, '2026-12-18') }]
    orders.push(await place(palace, 'branch', { title, headcount: 40, lines }))
  }
  const page = await palace.open(DESK, '/queue', 'desk')
  for (const title of ['周五排练', '周五加练']) await page.getByRole('checkbox', { name: `选中 ${title}` }).check()
  const bar = page.getByRole('region', { name: '已选中 2 个订单' })
  await bar.getByRole('button', { name: '用同一原因拒绝…' }).click()
  await bar.getByRole('radio', { name: '场地检修' }).check()
  await bar.getByLabel('补充说明（选填）').fill('地板翻新，25 日后可约')
  await bar.getByText('未通过。原因：场地检修。地板翻新，25 日后可约').waitFor()
  await bar.getByRole('button', { name: '拒绝申请' }).click()
  await page.getByRole('status').getByText('已拒绝 2 个订单').waitFor()
  for (const { id } of orders) expect(statesOf(await orderAs(palace, 'branch', id))).toEqual(['declined', 'declined'])
  await page.close()
  const phone = await palace.open(PHONE, `/orders/${orders[0]?.id}`, 'branch')
  await phone.locator('.thread-line.system').getByText('原因：场地检修。地板翻新，25 日后可约').waitFor()
  await phone.close()
})

test('the queue is walked by keys: j and k through the cards, a to the button, d into the reasons', async () => {
  const page = await palace.open(DESK, '/queue', 'desk')
  const cards = page.locator('.queue-card')
  await cards.first().waitFor()
  const focused = async () => await page.evaluate(() => document.activeElement?.id ?? '')
  await page.keyboard.press('j')
  expect(await focused()).toBe(await cards.nth(0).getAttribute('id'))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  expect(await focused()).toBe(await cards.nth(1).getAttribute('id'))
  await page.keyboard.press('a')
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toMatch(/^接受/)
  await page.keyboard.press('d')
  await cards.nth(1).getByRole('radio').first().waitFor()
  await page.close()
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (name, look) => {
  test('queue with thread, order with files, and outbox are sound on a desk and on a phone', async () => {
    for (const viewport of ['desktop', 'phone'] as const) {
      const page = await palace.open({ viewport, ...look }, '/queue', 'desk')
      const card = page.getByRole('article', { name: '恒岱精工年度职工文艺汇演' })
      await card.getByText('留言与材料').click()
      await card.getByRole('link', { name: '下载 汇演节目单.pdf' }).waitFor()
      await card.getByText('节目单已上传').waitFor()
      // Half under the bar at the top a box is no target: looked at from where the page begins.
      await page.evaluate(() => window.scrollTo(0, 0))
      await expectSound(page)
      await screenshot(page, `queue-open-${viewport}-${name}`)
      const id = (await card.getAttribute('id'))?.replace('order-', '') ?? ''
      await page.close()
      const order = await palace.open({ viewport, ...look }, `/orders/${id}`, 'branch')
      await order.getByRole('link', { name: '下载 汇演节目单.pdf' }).waitFor()
      await order.getByText('节目单已上传').waitFor()
      await expectSound(order)
      await screenshot(order, `order-thread-${viewport}-${name}`)
      await order.close()
      const outbox = await palace.open({ viewport, ...look }, '/outbox', 'manager')
      await outbox.getByText('没有配置邮件服务器').waitFor()
      await outbox.getByText('550 5.1.1 mailbox unavailable').waitFor()
      await expectSound(outbox)
      await screenshot(outbox, `outbox-${viewport}-${name}`)
      await outbox.close()
    }
  })
})

test('the outbox puts a failed mail back into the queue', async () => {
  const page = await palace.open(DESK, '/outbox', 'manager')
  await page.getByRole('button', { name: /^发送失败/ }).click()
  await page.getByRole('button', { name: /^重新发送/ }).click()
  await page.getByRole('status').getByText('已放回队列，稍后发送').waitFor()
  await page.getByText('还没有邮件').waitFor()
  await page.close()
})
