import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicyWire } from '@gongyue/shared/api/policy.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
let page: Page

beforeAll(async () => {
  palace = await openLivePalace()
  page = await palace.open({ viewport: 'desktop' }, '/policy', 'manager')
})
afterAll(async () => await palace.close())

test('numbers are tried on last month, saved as a version, and two who save at once are told of each other', async () => {
  const answer = page.getByLabel('答复时限（工作日）')
  await answer.fill('3')
  // nobody may have any table: every booking of one would have been refused
  await page.getByRole('spinbutton', { name: '最多' }).last().fill('0')
  await page.getByRole('button', { name: '先试算' }).click()
  await page.getByText(/近 30 天的 \d+ 个预约中，有 \d+ 个会被拒绝/).waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await expectSound(page)
  // somebody else is a moment quicker
  const admin = await palace.as('admin')
  const { body } = await admin.get<PolicyWire>('/policies')
  const theirs = { ...body.numbers, holdMinutes: 25 }
  const headers = { 'if-match': `"${body.version}"`, 'idempotency-key': 'theirs-first' }
  expect((await admin.post('/policies', theirs, headers)).status).toBe(201)
  await page.getByRole('button', { name: '保存为新的一版' }).click()
  await page.getByText('别人刚保存了第 2 版').waitFor()
  expect(await answer.inputValue()).toBe('3')
  await page.getByRole('button', { name: '改用对方那一版' }).click()
  await page.getByText('现行第 2 版').waitFor()
  await answer.fill('4')
  await page.getByRole('button', { name: '保存为新的一版' }).click()
  await page.getByText('现行第 3 版').waitFor()
  await page.getByText('答复时限（工作日）：2 → 4').waitFor()
  await page.getByText('临时保留（分钟）：15 → 25').waitFor()
})

test('on a phone in the dark all of it fits', async () => {
  const phone = await palace.open({ viewport: 'phone', dark: true }, '/policy', 'manager')
  await phone.getByText('现行第 3 版').waitFor()
  await expectSound(phone)
})
