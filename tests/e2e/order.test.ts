import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, signIn, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

const PHONE = { viewport: 'phone' } as const

/** Goes to a space on a day of the strip, told as a reader hears it: `12月3日 周四`. */
async function goTo(page: Page, day: string, space: string): Promise<void> {
  await page.getByRole('radio', { name: day }).check()
  await page.getByRole('button', { name: space }).click()
  await page.locator('.cell').first().waitFor()
}

/** The first slot that the sample leaves free, in the hours when classrooms are confirmed at once. */
function freeSlot(page: Page) {
  return page.locator('.cell.is-free').first()
}

/** Fills in what every order needs. */
async function fillIn(page: Page, title: string): Promise<void> {
  await page.getByLabel('活动名称').fill(title)
  for (const tick of await page.getByRole('checkbox', { name: /已阅读并同意/ }).all()) await tick.check()
}

const submit = (page: Page) => page.locator('.submit-bar').getByRole('button')

async function ordersNamed(title: string): Promise<number> {
  const { rows } = await palace.pool.query<{ count: number }>(
    'select count(*)::int as count from orders where title = $1',
    [title],
  )
  return rows[0]?.count ?? 0
}

test('S1 a table for tomorrow evening, on a phone, in one screen', async () => {
  const page = await palace.open(PHONE, '/', 'branch')
  await goTo(page, '12月3日 周四', '乒乓球台（12 张）')
  await page.getByRole('button', { name: /^19:30.*余/ }).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await expectSound(page)
  await screenshot(page, 'readme-order')
  await page.getByRole('button', { name: '乒乓球活动' }).click()
  await page.getByRole('checkbox', { name: /已阅读并同意/ }).check()
  await submit(page).click()
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  await page.getByRole('img', { name: /的二维码$/ }).waitFor()
  expect(await page.locator('.code-digits').textContent()).toMatch(/^\d{3} \d{3}$/)
  await expectSound(page)
  await screenshot(page, 'order-placed')
  await page.close()
  expect(await ordersNamed('乒乓球活动')).toBeGreaterThan(0)
})

test('the theatre for tomorrow is refused with every reason; an alternative is one tap, and waits for the palace', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月3日 周四', '职工剧场')
  await page.getByRole('button', { name: /^19:00/ }).click()
  const sheet = page.getByRole('dialog', { name: '为什么不能约' })
  await sheet.getByText(/^职工剧场须提前 3 天/).waitFor()
  await sheet.getByText(/现在最早可约 12月5日 周六/).waitFor()
  await expectSound(page)
  await screenshot(page, 'order-why')
  await sheet
    .getByRole('button', { name: /^就约这个/ })
    .first()
    .click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByText('可以申请，提交后由文化宫工作人员审批。').waitFor()
  await fillIn(page, '改到别处的演出')
  await submit(page).click()
  await page.getByRole('heading', { name: '申请已提交' }).waitFor()
  await page.close()
  expect(await ordersNamed('改到别处的演出')).toBe(1)
})

test('too many people is told while typing, with what to do instead', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月15日 周二', '职工技能培训教室 203')
  await freeSlot(page).click()
  await page.getByLabel('人数').fill('75')
  await page.getByText('职工技能培训教室 203最多容纳 30 人，申请人数为 75 人').waitFor()
  const [first] = await page.locator('.alternatives > li').allTextContents()
  await page
    .getByRole('button', { name: /^就约这个/ })
    .first()
    .click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  expect(first).toContain('12月15日 周二')
  expect(await page.getByLabel('人数').inputValue()).toBe('75')
  await page.close()
})

test('a double tap on the last button makes one order', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月9日 周三', '职工技能培训教室 204')
  await freeSlot(page).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await fillIn(page, '双击测试')
  await submit(page).dblclick()
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  await page.close()
  expect(await ordersNamed('双击测试')).toBe(1)
})

test('a reply that was lost on the way does not become a second order', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月10日 周四', '职工技能培训教室 204')
  await freeSlot(page).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await fillIn(page, '断网测试')
  // The server gets the order, the phone never hears of it.
  await page.route('**/api/v1/orders', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await submit(page).click()
  await page.getByText(/网络不通，没有收到答复/).waitFor()
  await page.unroute('**/api/v1/orders')
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  await page.close()
  expect(await ordersNamed('断网测试')).toBe(1)
})

test('a slot lost at the last moment: all reasons, what instead, and nothing typed is lost', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月15日 周二', '职工技能培训教室 204')
  await freeSlot(page).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await fillIn(page, '抢先一步')
  await page.getByLabel('说明（选填）').fill('需要投影')
  const [, from, until] = /(\d\d:\d\d)–(\d\d:\d\d)/.exec((await page.locator('.basket').textContent()) ?? '') ?? []
  const rival = await palace.as('branch2')
  const { parties } = (await rival.get<{ parties: readonly { id: string }[] }>('/session')).body
  const reply = await rival.post<OrderWire>('/orders', {
    title: '别家的培训',
    headcount: 30,
    partyId: parties[0]?.id,
    lines: [
      {
        kind: 'space',
        spaceId: spaceOf('classroom-204').id,
        start: `2026-12-15T${from}:00+08:00`,
        end: `2026-12-15T${until}:00+08:00`,
      },
    ],
  })
  expect(reply.status).toBe(201)
  await submit(page).click()
  await page.getByText(/职工技能培训教室 204在 .* 已有安排/).waitFor()
  expect(await page.getByLabel('活动名称').inputValue()).toBe('抢先一步')
  expect(await page.getByLabel('说明（选填）').inputValue()).toBe('需要投影')
  await expectSound(page)
  await screenshot(page, 'order-refused')
  await page
    .getByRole('button', { name: /^就约这个/ })
    .first()
    .click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await submit(page).click()
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  await page.close()
  expect(await ordersNamed('抢先一步')).toBe(1)
})

test('two lines in one order: what is direct is confirmed, the rest waits', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月8日 周二', '职工技能培训教室 204')
  await freeSlot(page).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await page.getByRole('button', { name: '再加一项' }).click()
  await page.getByRole('button', { name: /^音乐舞蹈排练厅 B/ }).click()
  await freeSlot(page).click()
  await page.getByText('可以预约：标“直接确认”的立即生效，其余等待审批。').waitFor()
  await fillIn(page, '两项')
  await submit(page).click()
  await page.getByRole('heading', { name: '已提交，部分已确认' }).waitFor()
  expect(await page.locator('.placed-line .chip').allTextContents()).toEqual(
    ['已确认', '待审批'].map((word) => expect.stringContaining(word)),
  )
  await page.close()
})

test('a session that ends in the middle: sign in again, and the draft is still there', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await goTo(page, '12月14日 周一', '职工技能培训教室 204')
  await freeSlot(page).click()
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await fillIn(page, '登录过期测试')
  await palace.endSessions()
  // The stream of changes ends with the session: the page may say so before the finger is down.
  await submit(page)
    .or(page.getByText(/登录已过期/))
    .first()
    .click()
  await page.getByText(/登录已过期/).waitFor()
  await signIn(page, 'branch')
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  expect(await page.getByLabel('活动名称').inputValue()).toBe('登录过期测试')
  await submit(page).click()
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  await page.close()
  expect(await ordersNamed('登录过期测试')).toBe(1)
})

test('by keyboard alone', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/order', 'branch')
  await page.getByText('乒乓球台（12 张）').waitFor()
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab')
      const label = await page.evaluate(() => {
        const at = document.activeElement
        return (at?.getAttribute('aria-label') ?? at?.closest('label')?.textContent ?? at?.textContent ?? '').trim()
      })
      if (name.test(label)) return
    }
    throw new Error(`no way to ${name} by Tab`)
  }
  await tabTo(/今天/)
  for (let days = 0; days < 13; days += 1) await page.keyboard.press('ArrowRight')
  await page.getByRole('radio', { name: '12月15日 周二', checked: true }).waitFor()
  await tabTo(/^职工技能培训教室 204/)
  await page.keyboard.press('Enter')
  await page.locator('.cell.is-free').first().waitFor()
  await tabTo(/可约$/)
  await page.keyboard.press('Space')
  await page.getByText('可以预约，提交后立即确认。').waitFor()
  await tabTo(/^移除/)
  await page.getByLabel('活动名称').waitFor()
  await tabTo(/^重复预约/)
  await page.keyboard.press('Tab')
  await page.keyboard.type('键盘预约')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '预约成功' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('预约成功')
  await page.close()
})

test('the chosen day is readable whatever sets it apart: axe cannot see through the radio button over it', async () => {
  const page = await palace.open(PHONE, '/order', 'branch')
  await page.getByRole('radio', { name: '12月5日 周六 休' }).check()
  const chosen = page.locator('.date.chosen')
  const colours = await chosen.locator('span').evaluateAll((spans) => spans.map((one) => getComputedStyle(one).color))
  const ground = await chosen.evaluate((one) => getComputedStyle(one).backgroundColor)
  expect([...new Set(colours), ground]).toEqual(['rgb(250, 248, 245)', 'rgb(33, 29, 24)'])
  await page.close()
})

test.each([
  { viewport: 'phone', dark: true },
  { viewport: 'phone', large: true },
  { viewport: 'phone', locale: 'en' },
  { viewport: 'desktop' },
  { viewport: 'desktop', dark: true },
] as const)('the order page is sound: %j', async (look) => {
  const page = await palace.open(look, '/order', 'branch2')
  await page.locator('.room.free').first().waitFor()
  await expectSound(page)
  await page.locator('.space-card').first().click()
  await page.locator('.cell.is-free').last().click()
  await page.locator('.verdict .notice').waitFor()
  await expectSound(page)
  await page.close()
})
