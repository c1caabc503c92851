import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

test('a screen is added, its address opens the wall, and switching it off darkens it', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/screens', 'manager')
  await page.getByRole('heading', { name: '一楼大厅 LED 屏' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'screens')
  await page.getByRole('button', { name: '添加屏幕' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('请填写名称').waitFor()
  await page.getByLabel('名称').fill('书屋门厅')
  await page.getByLabel('职工书屋').check()
  await expectSound(page)
  await screenshot(page, 'screens-form')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  const address = await page.getByLabel('屏幕地址').first().inputValue()
  await page.getByRole('img', { name: '屏幕地址' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'screens-address')
  await page.getByRole('button', { name: '完成' }).click()

  const wall = await palace.open({ viewport: 'desktop' }, new URL(address).pathname + new URL(address).hash)
  await wall.locator('.wall-clock').waitFor()
  await page.getByRole('button', { name: '停用“书屋门厅”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click()
  await page.getByText('停用', { exact: false }).first().waitFor()
  await wall.evaluate(() => window.dispatchEvent(new Event('online')))
  await wall.getByRole('heading', { name: '此屏幕已停用' }).waitFor()
  await wall.close()
  await page.close()
})

test('times of the duty mail are set and kept', async () => {
  const page = await palace.open({ viewport: 'phone', dark: true }, '/screens', 'manager')
  await page.getByLabel('发送时间').first().waitFor()
  expect(await page.getByLabel('发送时间').first().inputValue()).toBe('07:00')
  await page.getByRole('button', { name: '添加时间' }).click()
  await page.getByLabel('发送时间').last().fill('21:15')
  await page.getByLabel('收件人').last().fill('a@example.org，b@example.org')
  await expectSound(page)
  await screenshot(page, 'screens-phone-dark')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存，屏幕会自动更新').waitFor()
  const { body } = await (await palace.as('manager')).get<{ items: { addresses: string[] }[] }>('/duty-mails')
  expect(body.items.at(-1)).toEqual({ time: '21:15', daysAhead: 0, addresses: ['a@example.org', 'b@example.org'] })
  await page.close()
})

test('S11 today’s programme is copied as text, and names no branch', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/programme', 'desk')
  const text = await page.getByLabel('今日场馆安排文本').inputValue()
  expect(text.split('\n')[0]).toBe('【今日场馆安排】济宁市工人文化宫 12月2日 周三')
  expect(text).toContain('智能手机课堂（退休职工）')
  expect(text).not.toMatch(/已预约|洸桥|138/)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: '复制全文' }).click()
  await page.getByText('已复制，可以粘贴了').waitFor()
  expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(text)
  await expectSound(page)
  await screenshot(page, 'programme')
  await page.close()
})

test('an officer subscribes to their own bookings, and takes the address back', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/orders', 'branch')
  await page.getByRole('button', { name: '订阅' }).click()
  await page.getByRole('button', { name: '生成地址' }).click()
  const address = await page.getByRole('textbox', { name: '把我的预约订阅到手机日历' }).inputValue()
  expect((await fetch(address)).status).toBe(200)
  await expectSound(page)
  await screenshot(page, 'subscribe-phone')
  await page.getByRole('button', { name: /停用.*生成的地址/ }).click()
  await page.getByRole('button', { name: '生成地址' }).waitFor()
  expect((await fetch(address)).status).toBe(404)
  await page.close()
})

test('the code on a door leads to its room', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/order?space=classroom-204', 'branch')
  await page.getByRole('radio', { name: /204/ }).or(page.getByText('职工技能培训教室 204')).first().waitFor()
  await page.locator('.cell').first().waitFor()
  await screenshot(page, 'order-from-door')
  expect(await page.evaluate(() => document.body.textContent)).toContain('204')
  await page.close()
})
