import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { book } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const ROOM = 'classroom-203'
const NEW = `/series/new?space=${spaceOf(ROOM).id}&start=2026-12-14T10:00&end=2026-12-14T11:30&people=20`

/** Five Mondays at ten, of which the second is somebody else's. */
async function typeClass(page: Page, title: string): Promise<void> {
  await page.getByLabel('活动', { exact: true }).fill(title)
  await page.getByLabel('共几次').fill('5')
}

describe('a series', () => {
  test('is checked while it is typed, placed without the date that is taken, changed from a date on with the difference shown, and given back in part', async () => {
    await book(palace, {
      title: '已有会议',
      headcount: 10,
      lines: [{ space: ROOM, start: '2026-12-21T10:00:00+08:00', end: '2026-12-21T11:00:00+08:00' }],
    })
    const page = await palace.open(DESK, NEW, 'coordinator')
    await typeClass(page, '书法进阶班')
    const check = page.getByRole('region', { name: '逐日核对' })
    await check.getByText('4 次可订，1 次冲突').waitFor()
    const rows = check.locator('.series-dates > li')
    expect((await rows.nth(1).innerText()).replaceAll(/\s+/g, ' ')).toContain('12月21日 周一 10:00–11:30 冲突')
    await screenshot(page, 'series-new')
    // All or nothing says that it would be nothing.
    await check.getByRole('radio', { name: '全部可订才提交' }).check()
    await check.getByText('有 1 次订不上').waitFor()
    await check.getByRole('radio', { name: '自动调整' }).check()
    await check.getByText('5 次可订，其中 1 次自动调整').waitFor()
    await screenshot(page, 'series-new-repair')
    await check.getByRole('radio', { name: '跳过并记住' }).check()
    await check.getByRole('button', { name: '提交，订 4 次' }).click()
    await page.getByRole('heading', { name: '书法进阶班', level: 1 }).waitFor()
    await page.getByText('4 次已订，1 次未订上').waitFor()
    await screenshot(page, 'series-page')

    // From the third Monday on an hour later.
    await page.getByRole('button', { name: '修改', exact: true }).last().click()
    await page.getByRole('radio', { name: '此次及以后' }).check()
    await page.getByLabel('从哪一次起').selectOption('2026-12-28')
    await page.getByLabel('开始时间').fill('11:00')
    const diff = page.getByRole('region', { name: '改动对照' })
    await diff.getByText('3 次移动').waitFor()
    const first = diff.locator('tbody tr').first()
    expect(await first.locator('td').allInnerTexts()).toEqual([
      '12月28日 周一 10:00–11:30',
      '12月28日 周一 11:00–12:30',
    ])
    await screenshot(page, 'series-diff')
    await diff.getByRole('button', { name: '确认修改' }).click()
    await page.getByText('由之前的系列拆分而来').waitFor()
    expect((await page.locator('.series-dates > li').first().innerText()).replaceAll(/\s+/g, ' ')).toContain(
      '12月28日 周一 11:00–12:30 已订',
    )

    // The last one is given back.
    await page.getByRole('button', { name: '取消 1月11日 周一' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '取消这 1 次' }).click()
    await page.getByText('2 次已订，1 次已取消').waitFor()

    // The term shows all of it, the lost ones struck out.
    await page.getByRole('link', { name: '学期表' }).first().click()
    await page.getByLabel('学期', { exact: true }).selectOption({ label: '2026 年第二期' })
    const grid = page.getByRole('region', { name: '学期表' })
    await grid.getByText('书法进阶班').first().waitFor()
    await page.getByLabel('单位或活动').fill('书法进阶')
    expect((await grid.locator('.term-entry').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      '周一 10:00 书法进阶班',
      '周一 10:00 书法进阶班 未订上',
      '周一 11:00 书法进阶班',
      '周一 11:00 书法进阶班 未公布',
      '周一 11:00 书法进阶班 已取消 · 未公布',
    ])
    await page.getByLabel('单位或活动').fill('')
    await screenshot(page, 'term')
    await page.getByLabel('场地').selectOption(spaceOf(ROOM).id)
    await screenshot(page, 'term-room')
    await page.getByRole('radio', { name: '周历' }).check()
    await page.locator('.fc-timegrid, .reservation-calendar .entry').first().waitFor()
    await screenshot(page, 'term-week')
    await page.close()
  })

  test('who is overtaken while changing it is told what changed, and keeps what was typed', async () => {
    const page = await palace.open(DESK, NEW.replaceAll('2026-12-14', '2026-12-29'), 'coordinator')
    await typeClass(page, '早读班')
    await page.getByRole('button', { name: '提交，订 5 次' }).click()
    await page.getByText('5 次已订').waitFor()
    const id = new URL(page.url()).pathname.split('/').pop() ?? ''
    await page.getByRole('button', { name: '修改', exact: true }).last().click()
    const manager = await palace.as('manager')
    const given = await manager.post(`/series/${id}/cancellation`, { scope: 'this', key: '2027-01-05' })
    expect(given.status).toBe(200)
    await page.getByLabel('活动', { exact: true }).fill('晨读班')
    await page.getByText('1月5日 周二：已订 → 已取消').waitFor()
    expect(await page.getByLabel('活动', { exact: true }).inputValue()).toBe('晨读班')
    await page.getByText('4 次不变，1 次单独改过、保留').waitFor()
    await page.getByRole('button', { name: '确认修改' }).click()
    await page.getByRole('heading', { name: '晨读班', level: 1 }).waitFor()
    await page.close()
  })
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (name, look) => {
  test('term grid and editor are sound, on a desk and on a phone', async () => {
    for (const viewport of ['desktop', 'phone'] as const) {
      const page = await palace.open({ viewport, ...look }, NEW, 'coordinator')
      await typeClass(page, '合唱班')
      await page.locator('.series-dates > li').first().waitFor()
      await expectSound(page)
      await screenshot(page, `series-new-${viewport}-${name}`)
      await page.goto(`${palace.url}/term`)
      await page.locator('.term-entry').first().waitFor()
      await expectSound(page)
      await screenshot(page, `term-${viewport}-${name}`)
      await page.locator('.term-entry').first().click()
      await page.getByRole('button', { name: '修改', exact: true }).last().click()
      await page.getByLabel('开始时间').waitFor()
      await page.getByLabel('开始时间').fill('08:30')
      await page.locator('.series-diff').waitFor()
      await expectSound(page)
      await screenshot(page, `series-edit-${viewport}-${name}`)
      await page.close()
    }
  })
})
