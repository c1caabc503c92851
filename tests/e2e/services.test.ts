import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 240_000)
afterAll(async () => await palace.close())

test('S2: a branch orders from the menu, an officer sends a crew, the party sees who comes', async () => {
  const branch = await palace.open({ viewport: 'phone' }, '/menu', 'branch')
  await branch.getByRole('button', { name: '点这项：心理减压工作坊' }).click()
  const form = branch.getByRole('dialog')
  await form.getByLabel('开始时间').fill('2026-12-15T14:00')
  await form.getByLabel('人数').fill('30')
  await form.getByLabel('县（市、区）').selectOption('微山县')
  await form.getByLabel('详细地址').fill('夏镇街道 1 号')
  await form.getByLabel('现场联系人').fill('老刘')
  await form.getByRole('button', { name: '放进清单' }).click()
  const basket = branch.getByRole('region', { name: '清单' })
  // nobody has driven there yet: the reason, and who can help
  await basket.getByText('还没有登记任城区到微山县的路程时间').waitFor()
  await basket.getByRole('button', { name: '移除：心理减压工作坊' }).click()
  await branch.getByRole('button', { name: '点这项：心理减压工作坊' }).click()
  await form.getByLabel('开始时间').fill('2026-12-15T14:00')
  await form.getByLabel('人数').fill('30')
  await form.getByRole('radio', { name: '常去的地点' }).check()
  await form.getByLabel('地点', { exact: true }).selectOption({ label: '兴隆煤矿文体中心（兴隆庄镇矿区路 6 号）' })
  await form.getByRole('button', { name: '放进清单' }).click()
  await basket.getByText('可以提交').waitFor()
  await expectSound(branch)
  await basket.getByLabel('这次活动叫什么').fill('给矿工减减压')
  await basket.getByRole('button', { name: '提交订单' }).click()
  await basket.getByText(/已提交，订单号 2026-/).waitFor()

  const desk = await palace.open({ viewport: 'desktop' }, '/dispatch', 'coordinator')
  await desk.getByRole('button', { name: '后一周' }).click()
  await desk.getByRole('button', { name: '后一周' }).click()
  await desk.getByRole('button', { name: '派人：心理减压工作坊' }).click()
  const sending = desk.getByRole('dialog')
  await expect.poll(async () => await sending.getByRole('checkbox', { name: /宁心语/ }).isChecked()).toBe(true)
  await sending.getByRole('button', { name: '派人' }).click()
  await desk.getByText('已安排，已通知对方').waitFor()

  await branch.reload()
  await branch.getByText('宁心语 前来，13:45 到达').waitFor()
})

test('S2: a wish is answered with an offer that is taken; what was given is judged', async () => {
  const branch = await palace.open({ viewport: 'desktop', dark: true }, '/menu', 'branch')
  await branch.getByRole('button', { name: /^就这样定：心理减压工作坊/ }).waitFor()
  await expectSound(branch)
  await branch.getByRole('button', { name: /^就这样定：心理减压工作坊/ }).click()
  await branch.getByText(/已定下，订单号 2026-/).waitFor()
  const other = await palace.open({ viewport: 'phone' }, '/menu', 'branch2')
  await other.getByRole('button', { name: '评价：文艺小分队' }).click()
  await other.getByRole('dialog').getByRole('radio', { name: '4 星' }).check()
  await other.getByRole('dialog').getByRole('button', { name: '发送' }).click()
  await other.getByText('您的评价：4 星').waitFor()
})

test('S2: two visits in one direction are joined; management keeps the ways', async () => {
  const desk = await palace.open({ viewport: 'desktop', dark: true }, '/dispatch', 'coordinator')
  await desk.getByRole('button', { name: '后一周' }).click()
  await desk.getByRole('button', { name: /^就这样走：劳模宣讲/ }).waitFor()
  await expectSound(desk)
  await desk.getByRole('button', { name: /^就这样走：劳模宣讲/ }).click()
  await desk.getByText('已拼好，已通知对方').waitFor()
  await desk.getByText(/接着上一场直接过去/).waitFor()
  const manager = await palace.open({ viewport: 'desktop' }, '/services', 'manager')
  await manager.getByRole('heading', { name: '车辆和器材' }).waitFor()
  await expectSound(manager)
  const way = manager.getByLabel('任城区到微山县的分钟数')
  await way.fill('70')
  await way.press('Tab')
  await manager.getByText('已保存').waitFor()
})
