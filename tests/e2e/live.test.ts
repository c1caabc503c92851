import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { screenshot } from '../support/browser.ts'
import { orderAs, place } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DATE = '2026-12-18'
const at = (clock: string) => `${DATE}T${clock}:00+08:00`

async function openBoard(user: string): Promise<Page> {
  const page = await palace.open({ viewport: 'desktop' }, `/board?date=${DATE}`, user)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.locator('.board-age').getByText('实时', { exact: true }).waitFor()
  return page
}

const block = (page: Page, name: string) => page.getByRole('gridcell', { name })

const wish = (title: string, start: string, end: string) => ({
  title,
  headcount: 30,
  lines: [{ space: 'rehearsal-b', start: at(start), end: at(end) }],
})

test('what happens at one desk is seen at the other, and by the branch it concerns', async () => {
  const [one, other] = [await openBoard('desk'), await openBoard('manager')]
  const order = await place(palace, 'branch', wish('实时合唱排练', '09:00', '11:00'))
  await Promise.all([one, other].map(async (page) => await block(page, '待审 实时合唱排练').waitFor()))
  const branch = await palace.open({ viewport: 'phone' }, `/orders/${order.id}`, 'branch')
  await branch.getByText('待审批').first().waitFor()
  await block(one, '待审 实时合唱排练').click()
  await one.getByRole('complementary', { name: '实时合唱排练' }).getByRole('button', { name: '接受' }).click()
  await other.getByRole('gridcell', { name: /^实时合唱排练/ }).waitFor()
  expect(await block(other, '待审 实时合唱排练').count()).toBe(0)
  const { lines } = await orderAs(palace, 'branch', order.id)
  const code = lines[0]?.reservation?.code ?? ''
  await branch
    .locator('.code-digits')
    .getByText(`${code.slice(0, 3)} ${code.slice(3)}`)
    .waitFor()
  await Promise.all([one.close(), other.close(), branch.close()])
})

test('a desk that is busy with a booking is named on it at the others', async () => {
  const order = await place(palace, 'branch', wish('两台同看的申请', '17:00', '18:00'))
  const [one, other] = [await openBoard('desk'), await openBoard('manager')]
  await block(one, '待审 两台同看的申请').click()
  const name = (await palace.as('desk').then((desk) => desk.get<SessionWire>('/session'))).body.user.name
  const chip = other.locator(`[data-others="${order.lines[0]?.id}"]`)
  await chip.getByText(name, { exact: true }).waitFor()
  await block(other, `${name} 正在编辑`).waitFor()
  await screenshot(other, 'board-presence')
  await expectSound(other)
  await block(other, '待审 两台同看的申请').click()
  await other.locator('.board-others').getByText(`${name} 正在编辑`).waitFor()
  await one.keyboard.press('Escape')
  await chip.waitFor({ state: 'detached' })
  await Promise.all([one.close(), other.close()])
})

test('after a drop of the network the board has what happened meanwhile', async () => {
  const page = await openBoard('desk')
  await page.context().setOffline(true)
  await page.getByText('离线，显示').waitFor()
  await place(palace, 'branch', wish('断网时的申请', '13:00', '14:00'))
  await palace.pool.query('update reservations set title = title')
  expect(await block(page, '待审 断网时的申请').count()).toBe(0)
  await page.context().setOffline(false)
  await block(page, '待审 断网时的申请').waitFor()
  await page.locator('.board-age').getByText('实时', { exact: true }).waitFor()
  await page.close()
})

test('the queue grows by itself', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/queue', 'desk')
  await page.locator('.queue-groups').waitFor()
  await place(palace, 'branch', wish('自己出现的申请', '15:00', '16:00'))
  await page.getByRole('heading', { name: '自己出现的申请' }).waitFor()
  await page.close()
})
