import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshot, type Look } from '../support/browser.ts'
import { book, orderAs, place } from './desk.ts'
import { expectSound, openLivePalace, TODAY, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const DATE = '2026-12-17'
const at = (clock: string) => `${DATE}T${clock}:00+08:00`

async function openBoard(date: string, look: Look = DESK): Promise<Page> {
  const page = await palace.open(look, `/board?date=${date}`, 'desk')
  if (look.viewport === 'desktop') await page.setViewportSize({ width: 1440, height: 900 })
  await page.waitForSelector(look.viewport === 'desktop' ? '[role=grid] [role=row]' : '.day-room')
  return page
}

const focusedLabel = async (page: Page) => await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

describe('the board', () => {
  test('an order placed by a branch is seen by the desk, accepted there, and the branch reads so', async () => {
    const order = await place(palace, 'branch', {
      title: '看板验收合唱排练',
      headcount: 40,
      purpose: '迎新年合唱',
      lines: [{ space: 'rehearsal-b', start: at('09:00'), end: at('11:00') }],
    })
    expect(order.state).toBe('placed')
    const page = await openBoard(DATE)
    const asked = page.getByRole('gridcell', { name: '待审 看板验收合唱排练' })
    expect(await asked.getAttribute('class')).toContain('block request pending')
    await asked.click()
    const panel = page.getByRole('complementary', { name: '看板验收合唱排练' })
    await panel.getByText('迎新年合唱').waitFor()
    await panel.getByRole('button', { name: '接受' }).click()
    await page.getByRole('status').getByText('已接受：看板验收合唱排练').waitFor()
    const code = panel.locator('.board-facts-code')
    await code.waitFor()
    expect(await asked.count()).toBe(0)
    const stands = page.getByRole('gridcell', { name: '看板验收合唱排练' })
    expect(await stands.getAttribute('class')).toContain('block reservation confirmed')
    const after = await orderAs(palace, 'branch', order.id)
    expect([after.state, after.lines[0]?.reservation?.code]).toEqual(['accepted', await code.textContent()])
    await page.close()
  })

  test('the whole palace stands on one screen of 1440 × 900, the gym folded into its figures', async () => {
    const page = await openBoard(TODAY)
    const size = await page.evaluate(() => {
      const board = document.querySelector('.board-scroll')
      return [board?.scrollHeight === board?.clientHeight, board?.scrollWidth === board?.clientWidth]
    })
    expect(size).toEqual([true, true])
    expect(await page.getByRole('row').count()).toBe(31)
    expect(await page.getByRole('button', { name: '展开健身馆的 40 个部分' }).count()).toBe(1)
    await page.locator('.board-age').getByText('实时', { exact: true }).waitFor()
    expect(await page.locator('.board-now i').count()).toBe(1)
    await page.close()
  })

  test('rivals lie below each other, and the desk is told before it accepts one (the picture of the README)', async () => {
    const tonight = (start: string, end: string) => [
      { space: 'classroom-204', start: `${TODAY}T${start}:00+08:00`, end: `${TODAY}T${end}:00+08:00` },
    ]
    await place(palace, 'branch', {
      title: '职工急救知识培训',
      purpose: '年度安全培训，需要投影',
      headcount: 72,
      lines: tonight('18:30', '20:30'),
    })
    await place(palace, 'branch2', { title: '班组长座谈会', headcount: 45, lines: tonight('19:00', '20:30') })
    const page = await openBoard(TODAY)
    const tops = await page
      .locator('[data-block].request')
      .evaluateAll((blocks) => blocks.map((block) => (block as HTMLElement).style.getPropertyValue('--block-lane')))
    expect(tops).toEqual(['0', '1'])
    await page.getByRole('gridcell', { name: '待审 职工急救知识培训' }).click()
    const panel = page.getByRole('complementary', { name: '职工急救知识培训' })
    await panel.getByRole('button', { name: '接受（将拒绝另 1 项）' }).waitFor()
    await page.getByRole('link', { name: '待审批 15' }).waitFor()
    await screenshot(page, 'readme-board')
    await panel.getByRole('link', { name: '在待审批中比较' }).click()
    await page.locator('.queue-card.marked').getByRole('heading', { name: '职工急救知识培训' }).waitFor()
    await page.close()
  })

  test('the keyboard walks to a cell, is told why it is as it is, and comes back', async () => {
    const page = await openBoard(DATE)
    await page.locator('[role=grid] [tabindex="0"]').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Home')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('职工剧场600')
    await page.keyboard.press('ArrowRight')
    expect(await focusedLabel(page)).toBe('职工剧场 06:00–06:15 · 不开放')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: '职工剧场' })
    await panel.getByText('现在不能预约').waitFor()
    expect(await panel.locator('.board-why-rules li p').first().textContent()).toBe(
      '职工剧场在12月17日 周四的开放时间是 08:00–22:00，所选时段不在其内',
    )
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await focusedLabel(page)).toBe('职工剧场 06:00–06:15 · 不开放')
    await page.close()
  })

  test('keys turn the day, and the address keeps it', async () => {
    const page = await openBoard(DATE)
    await page.keyboard.press(']')
    await page.getByRole('heading', { name: '12月18日 周五' }).waitFor()
    await expect.poll(() => new URL(page.url()).search).toBe('?date=2026-12-18')
    await page.keyboard.press('[')
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: '12月2日 周三' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '看板快捷键' }).waitFor()
    await page.close()
  })

  test('without a network the day stays in sight with its age, and comes back by itself', async () => {
    const page = await openBoard(TODAY)
    const blocks = await page.locator('[data-block]').count()
    await page.context().setOffline(true)
    await page.getByText('离线，显示 10:00:00 的数据').waitFor()
    expect(await page.locator('[data-block]').count()).toBe(blocks)
    await page.context().setOffline(false)
    await page.locator('.board-age').getByText('实时', { exact: true }).waitFor()
    await page.close()
  })

  test('the day sheet is printed as plain tables', async () => {
    const page = await openBoard(TODAY)
    await page.emulateMedia({ media: 'print' })
    await page.locator('.sheet table').first().waitFor()
    expect(await page.locator('.sheet h1').textContent()).toBe('济宁市工人文化宫 场地日程 · 12月2日 周三')
    expect(await page.locator('.frame').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.locator('.sheet').waitFor({ state: 'detached' })
    await page.close()
  })

  test('on a phone it is a list by room, with the same bookings', async () => {
    const wide = await openBoard(TODAY)
    const ids = async (page: Page) =>
      await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-block]')].map((one) => one.dataset['block'] ?? '').toSorted(),
      )
    const phone = await openBoard(TODAY, { viewport: 'phone' })
    expect(await ids(phone)).toEqual(await ids(wide))
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await phone.locator('[data-block]').first().click()
    await phone.getByRole('dialog').getByText('人数').waitFor()
    await Promise.all([wide.close(), phone.close()])
  })
})

test('what is shown is in the address: range, room, zoom; a reload comes back to it', async () => {
  const page = await openBoard('2026-12-17')
  await page.keyboard.press('3')
  await expect.poll(() => new URL(page.url()).search).toBe('?date=2026-12-17&range=three')
  await expect
    .poll(async () => await page.locator('.board-head-day').allTextContents())
    .toEqual(['12月17日 周四', '12月18日 周五', '12月19日 周六'])
  await page.goto(`${palace.url}/board?date=2026-12-17&range=week&room=classroom-203&zoom=day`)
  await page.getByRole('rowheader', { name: '12月14日 周一' }).waitFor()
  expect(await page.getByRole('row').count()).toBe(8)
  await page.reload()
  await page.getByRole('rowheader', { name: '12月20日 周日' }).waitFor()
  expect(new URL(page.url()).search).toBe('?date=2026-12-17&range=week&room=classroom-203&zoom=day')
  await page.close()
})

test('the slash finds a booking by its pinyin and goes to its day', async () => {
  const lines = [{ space: 'classroom-203', start: '2026-12-20T10:00:00+08:00', end: '2026-12-20T11:00:00+08:00' }]
  const { blockId: id } = await book(palace, { title: '蜡染工坊', headcount: 12, lines })
  const page = await openBoard('2026-12-17')
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: '找预约' })
  await dialog.getByRole('combobox').fill('laran')
  await dialog.getByRole('option', { name: /蜡染工坊/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '12月20日 周日' }).waitFor()
  await page.getByRole('complementary', { name: '蜡染工坊' }).waitFor()
  expect(await page.locator('[data-cursor]').getAttribute('data-block')).toBe(id)
  await page.close()
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (_, look) => {
  test('the board, its panel and its list are sound', async () => {
    const page = await openBoard('2026-12-06', { ...DESK, ...look })
    await expectSound(page)
    await page.locator('[data-block]').first().click()
    await page.locator('.board-facts').waitFor()
    await expectSound(page)
    await page.close()
    const phone = await openBoard('2026-12-06', { viewport: 'phone', ...look })
    await expectSound(phone)
    await phone.close()
  })
})
