import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot, type Look } from '../support/browser.ts'
import { book, orderAs, place, statesOf } from './desk.ts'
import { blockOf, pointOf } from './hand.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK: Look = { viewport: 'desktop' }

/** The board of a day on which nothing stands. */
async function openDay(date: string, look: Look = DESK): Promise<Page> {
  await palace.pool.query(
    `with gone as (
       update reservations set state = 'cancelled' where day = $1 and state <> 'cancelled' returning reservation_id
     ) update claims set status = 'released' where reservation_id in (select reservation_id from gone)`,
    [date],
  )
  const page = await palace.open(look, `/board?date=${date}`, 'desk')
  if (look.viewport === 'desktop') await page.setViewportSize({ width: 1440, height: 900 })
  await page.waitForSelector('[role=grid] [role=row], .day-list')
  return page
}

const panel = (page: Page) => page.getByRole('dialog', { name: '新建预约' })
const card = (page: Page) => page.getByRole('dialog', { name: '预约好了' })
const bar = (page: Page) => page.locator('.act-bar')

/** Walks to a free cell and stays there: a click would already open it. */
async function standOn(page: Page, space: string, clock: string): Promise<void> {
  const { x, y } = await pointOf(page, space, clock)
  await page.mouse.click(x, y)
  await panel(page).waitFor()
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'detached' })
}

const focusedLabel = async (page: Page) => await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

describe('a walk-in', () => {
  test('Enter opens, Enter books; the code is shown, the board has the focus, and Ctrl+Z takes it back', async () => {
    const page = await openDay('2026-12-02')
    await standOn(page, 'table-tennis-03', '10:05')
    const cell = await focusedLabel(page)
    expect(cell).toBe('乒乓球馆 3 号台 10:00–10:15 · 空闲')
    await page.keyboard.press('Enter')
    await panel(page).getByText('10:00–11:00').waitFor()
    await screenshot(page, 'walk-in')
    await page.keyboard.press('Enter')
    await card(page).waitFor()
    await bar(page).getByText('已预约 乒乓球馆 3 号台 10:00–11:00：乒乓球').waitFor()
    const code = (await card(page).locator('.code-digits').textContent())?.replace(' ', '')
    expect(code).toMatch(/^\d{6}$/)
    const { rows } = await palace.pool.query(
      `select r.code, r.headcount, p.name, p.kind from reservations r join parties p using (facility_id, party_id)
       where r.space_id = $1 and r.day = '2026-12-02' and r.state = 'confirmed'`,
      [spaceOf('table-tennis-03').id],
    )
    expect(rows).toEqual([{ code, headcount: 2, name: '散客', kind: 'person' }])
    await screenshot(page, 'walk-in-booked')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=grid]') !== null)).toBe(true)
    await expectSound(page)
    await page.keyboard.press('Control+z')
    await bar(page).getByText('已撤销').waitFor()
    await card(page).waitFor({ state: 'detached' })
    await page.close()
  })

  test('a conflict tells who stands there and why, and what is free instead is taken with one press', async () => {
    const page = await openDay('2026-12-03')
    const title = '车间联谊赛'
    const lines = [{ space: 'table-tennis-05', start: '2026-12-03T18:30:00+08:00', end: '2026-12-03T20:00:00+08:00' }]
    await book(palace, { title, headcount: 4, lines })
    await blockOf(page, title).waitFor()
    await standOn(page, 'table-tennis-05', '17:35')
    await page.keyboard.press('Enter')
    await panel(page).getByText('17:30–18:30').waitFor()
    await panel(page).getByText('可用到 18:30').waitFor()
    await page.keyboard.press('Escape')
    await page.mouse.move(0, 0)
    const { x, y } = await pointOf(page, 'table-tennis-north', '19:05')
    await page.mouse.click(x, y)
    const why = page.getByRole('complementary', { name: '北半场' })
    await why.getByRole('button', { name: '仍要预约…' }).click()
    await panel(page).getByText('不能这样预约').waitFor()
    await panel(page)
      .getByRole('button', { name: new RegExp(title) })
      .waitFor()
    await screenshot(page, 'walk-in-conflict')
    await expectSound(page)
    // Enter goes to what is possible instead of booking what is not.
    await page.keyboard.press('Enter')
    await expect.poll(async () => await focusedLabel(page)).toMatch(/^就约这个 .*19:00–20:00 乒乓球馆 \d 号台$/)
    await page.keyboard.press('Enter')
    await panel(page).getByText('可以预约，立即生效').waitFor()
    await page.keyboard.press('Enter')
    await bar(page)
      .getByText(/^已预约 乒乓球馆 \d 号台 19:00–20:00：/)
      .waitFor()
    await page.close()
  })

  test('what staff may set aside is one press on a reason; who would lose is named first', async () => {
    const page = await openDay('2026-12-09')
    const theatre = { space: 'theatre', start: '2026-12-09T14:00:00+08:00', end: '2026-12-09T16:00:00+08:00' }
    const wish = { title: '合唱彩排', headcount: 60, lines: [theatre] }
    const rival = await place(palace, 'branch', wish)
    const { x, y } = await pointOf(page, 'theatre', '12:05')
    await page.mouse.click(x, y)
    await panel(page).getByRole('combobox').fill('任城区')
    await panel(page)
      .getByRole('option', { name: /^任城区总工会/ })
      .waitFor()
    await page.keyboard.press('Enter')
    await panel(page).getByText('可以预约，但会落选 1 项申请').waitFor()
    await panel(page).getByText('合唱彩排').waitFor()
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => await page.evaluate(() => document.activeElement?.textContent))
      .toBe('落选 1 项并预约')
    await screenshot(page, 'walk-in-displacing')
    await expectSound(page)
    await page.keyboard.press('Enter')
    await card(page).waitFor()
    expect(statesOf(await orderAs(palace, 'branch', rival.id))).toEqual(['declined', 'declined'])
    const room = await pointOf(page, 'rehearsal-a', '17:05')
    await page.getByRole('button', { name: '今天' }).click()
    await page.waitForFunction(() => location.search.includes('2026-12-02'))
    await page.mouse.click(room.x, room.y)
    await panel(page).getByText('要豁免 1 项规则').or(panel(page).getByText('已写明豁免理由')).waitFor()
    await page.keyboard.press('Enter')
    await panel(page).getByText('请点一个理由，或写一句').waitFor()
    await panel(page).getByRole('button', { name: '电话预约' }).click()
    await panel(page).getByText('已写明豁免理由，可以预约').waitFor()
    await screenshot(page, 'walk-in-waiver')
    await expectSound(page)
    await panel(page).getByRole('button', { name: '预约', exact: true }).click()
    await card(page).waitFor()
    await page.close()
  })
})

describe('who is new', () => {
  test('is taken down with a telephone; the same number again offers the one who is known', async () => {
    const page = await openDay('2026-12-04')
    await standOn(page, 'table-tennis-06', '14:05')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('combobox').fill('鲁平安')
    await panel(page).getByRole('option', { name: '新建个人“鲁平安”' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('13655550101')
    await screenshot(page, 'walk-in-person')
    await page.keyboard.press('Enter')
    await panel(page).getByText('136****0101').waitFor()
    await panel(page).getByText('可以预约，立即生效').waitFor()
    await page.keyboard.press('Enter')
    await card(page).getByText('鲁平安').waitFor()
    await standOn(page, 'table-tennis-07', '14:05')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('combobox').fill('鲁萍')
    await panel(page).getByRole('option', { name: '新建个人“鲁萍”' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('136 5555 0101')
    await page.keyboard.press('Enter')
    await panel(page).getByText('这个号码已经登记过，是这位吗？').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('是，就用 鲁平安')
    await expectSound(page)
    await page.keyboard.press('Enter')
    expect(await panel(page).getByRole('combobox').inputValue()).toBe('鲁平安')
    await panel(page).getByRole('button', { name: '显示号码' }).click()
    await panel(page).getByRole('button', { name: '电话确认预约' }).click()
    await panel(page).getByText('电话 13655550101').waitFor()
    await screenshot(page, 'walk-in-known')
    await page.keyboard.press('Escape')
    await standOn(page, 'table-tennis-08', '14:05')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('option', { name: '鲁平安' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await panel(page).getByRole('combobox').inputValue()).toBe('鲁平安')
    await page.close()
  })
})

describe('finding a place', () => {
  test('f tells what is free now, and a digit books it', async () => {
    const page = await openDay('2026-12-02')
    await page.locator('[role=grid] [tabindex="0"]').focus()
    await page.keyboard.press('f')
    const dialog = page.getByRole('dialog', { name: '现在可用' })
    await dialog.getByText('按数字键 1–6 立即预约（散客）').waitFor()
    await screenshot(page, 'walk-in-free-now')
    await expectSound(page)
    await page.keyboard.press('2')
    await bar(page).getByText('已预约 乒乓球馆 2 号台 10:00–11:00：乒乓球').waitFor()
    await card(page).waitFor()
    await page.close()
  })

  test('s finds a time; an offer stands on the board as a ghost and Enter books it', async () => {
    const page = await openDay('2026-12-02')
    await page.locator('[role=grid] [tabindex="0"]').focus()
    await page.keyboard.press('s')
    const finder = page.getByRole('dialog', { name: '找时间' })
    await finder.getByLabel('人数').fill('20')
    await finder.getByLabel('场地', { exact: true }).selectOption('kind classroom')
    await finder.getByRole('radio', { name: '明天' }).check()
    await finder.getByRole('radio', { name: '晚上' }).check()
    await finder.getByRole('button', { name: '找时间' }).click()
    await finder
      .getByRole('button', { name: /^看一看/ })
      .first()
      .waitFor()
    await screenshot(page, 'walk-in-find-time')
    await expectSound(page)
    await finder
      .getByRole('button', { name: /^看一看/ })
      .first()
      .click()
    await panel(page).getByText('12月3日 周四 18:00–20:00').waitFor()
    await page.locator('.carried.wished').waitFor()
    await panel(page).getByText('可以预约，立即生效').waitFor()
    await screenshot(page, 'walk-in-ghost')
    await page.keyboard.press('Escape')
    await finder.waitFor()
    await finder
      .getByRole('button', { name: /^看一看/ })
      .first()
      .click()
    await panel(page).getByText('可以预约，立即生效').waitFor()
    await page.keyboard.press('Enter')
    await card(page).waitFor()
    await page.close()
  })
})

describe('in every look', () => {
  test.each([
    ['dark', { viewport: 'desktop', dark: true }],
    ['large', { viewport: 'desktop', large: true }],
    ['phone', { viewport: 'phone' }],
    ['phone-dark', { viewport: 'phone', dark: true, large: true }],
  ] as const)('%s', async (name, look) => {
    const page = await openDay('2026-12-07', look)
    if (look.viewport === 'desktop') {
      const { x, y } = await pointOf(page, 'table-tennis-01', '15:05')
      await page.mouse.click(x, y)
    } else {
      const room = page.locator('.day-room', { hasText: '职工技能培训教室 204' })
      await room.locator('.day-free button').first().click()
    }
    await panel(page).getByText('可以预约，立即生效').waitFor()
    await screenshot(page, `walk-in-${name}`)
    await expectSound(page)
    await panel(page).getByRole('button', { name: '预约', exact: true }).click()
    await card(page).locator('.qr path').waitFor({ state: 'attached' })
    await screenshot(page, `walk-in-booked-${name}`)
    await expectSound(page)
    await page.keyboard.press('Escape')
    await card(page).waitFor({ state: 'detached' })
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: '找时间' }).waitFor()
    await screenshot(page, `walk-in-find-${name}`)
    await expectSound(page)
    await page.close()
  })
})
