import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, PASSWORD, signIn, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

test('a wrong password is told with the way out, and the account stays filled in', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/')
  await signIn(page, 'branch', 'nonsense')
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain(
    '账号或密码不对。请检查大小写后再试；忘记密码请联系管理员。',
  )
  expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('branch')
  await expectSound(page)
  await page.close()
})

test('a tap on a demo account fills it in; with the password the branch officer is on the order page', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/')
  await page.getByRole('button', { name: '基层工会 branch', exact: true }).click()
  expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('branch')
  await screenshot(page, 'sign-in-phone')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '预约场地' }).waitFor()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/order')
  await page.close()
})

test('the front desk starts at the board', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/')
  await signIn(page, 'desk')
  await page.getByRole('link', { name: '看板', exact: true }).first().waitFor()
  // the frame is drawn a moment before the address turns
  await expect.poll(() => new URL(page.url()).pathname).toBe('/board')
  await page.close()
})

test('signing out ends the session on the server', async () => {
  await palace.endSessions()
  const page = await palace.open({ viewport: 'phone' }, '/order', 'branch')
  await page.getByRole('button', { name: '设置' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('账号', { exact: true }).waitFor()
  await page.reload()
  await page.getByLabel('账号', { exact: true }).waitFor()
  expect((await palace.pool.query('select from sessions')).rowCount).toBe(0)
  await page.close()
})

test('language, theme and type are chosen in the settings, told by <html>, and kept', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/')
  await page.getByRole('button', { name: '设置' }).click()
  await page.getByRole('radio', { name: '深色' }).check()
  await page.getByRole('radio', { name: '大字' }).check()
  await page.getByRole('radio', { name: 'English' }).check()
  await page.keyboard.press('Escape')
  await page.reload()
  await page.getByLabel('Account', { exact: true }).waitFor()
  const html = page.locator('html')
  expect([
    await html.getAttribute('lang'),
    await html.getAttribute('data-theme'),
    await html.getAttribute('data-size'),
  ]).toEqual(['en', 'dark', 'large'])
  await expectSound(page)
  await page.close()
})

test.each([false, true])('the sign-in page is sound (dark: %s)', async (dark) => {
  const page = await palace.open({ viewport: 'desktop', dark }, '/')
  await page.getByRole('heading', { name: '演示账号' }).waitFor()
  await expectSound(page)
  await page.close()
})
