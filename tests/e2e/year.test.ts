import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FiguresWire } from '@gongyue/shared/api/reports.ts'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { book } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

const LAST_YEAR = 'from=2025-01-01&until=2025-12-31'

test('S14 the figures of a year: every kind, and each number opens its records', async () => {
  const told = (await (await palace.as('manager')).get<FiguresWire>(`/reports/figures?${LAST_YEAR}`)).body
  const page = await palace.open({ viewport: 'desktop' }, '/figures', 'manager')
  await page.locator('input[value=last-year]').check()
  const kinds = page.getByRole('region', { name: '分类' })
  const classes = kinds.locator('tr').filter({ hasText: '公益培训班' })
  await classes.getByRole('button', { name: '104', exact: true }).waitFor()
  await expectSound(page)
  await screenshot(page, 'figures')
  const heads = told.kinds.find(({ kind }) => kind === 'class')?.onSite ?? 0
  await classes.getByRole('button', { name: heads.toLocaleString('zh-CN'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(`现场人次 ${heads.toLocaleString('zh-CN')}`).waitFor()
  expect(await dialog.locator('li').count()).toBe(100)
  await dialog.getByRole('button', { name: '再显示一些' }).click()
  await dialog.locator('li').nth(150).waitFor()
  await expectSound(page)
  await page.keyboard.press('Escape')
  await page.getByLabel('审核人').fill('李主任')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载 .xlsx').click()])
  expect(download.suggestedFilename()).toBe('工作数据 2025-01-01 2025-12-31.xlsx')
  await page.close()
})

test('S14 the figures on a phone, in the dark, in large type', async () => {
  for (const look of [{ viewport: 'phone', dark: true } as const, { viewport: 'phone', large: true } as const]) {
    const page = await palace.open(look, '/figures', 'manager')
    await page.locator('input[value=last-year]').check()
    await page.getByText('公益培训班').first().waitFor()
    await expectSound(page)
    await screenshot(page, look.dark ? 'figures-phone-dark' : 'figures-phone-large')
    await page.close()
  }
})

test('S9 an event of the city’s union takes a room: whoever stood there moves with a plan, and a letter asks their consent', async () => {
  const { blockId } = await book(palace, {
    title: '工会合唱排练',
    headcount: 40,
    lines: [{ space: 'classroom-204', start: '2026-12-10T14:00:00+08:00', end: '2026-12-10T16:00:00+08:00' }],
  })
  const page = await palace.open({ viewport: 'desktop' }, '/closures', 'manager')
  await page.locator('input[value=priority]').check()
  await page.getByLabel('场地', { exact: true }).selectOption(spaceOf('classroom-204').id)
  await page.getByLabel('活动名称').fill('全市劳模座谈会')
  await page.getByLabel('主办单位').fill('济宁市总工会')
  await page.locator('.organiser-found').getByRole('button').first().click()
  await page.getByLabel('人数').fill('60')
  await page.getByLabel('开始日期').fill('2026-12-10')
  await page.getByLabel('开始时间').fill('14:00')
  await page.getByLabel('结束日期').fill('2026-12-10')
  await page.getByLabel('结束时间').fill('17:00')
  await page.getByLabel('原因').fill('全市劳模座谈会')
  await page.locator('.impact-hits').getByText('工会合唱排练').waitFor()
  await page.getByRole('button', { name: '拟定调整方案' }).click()
  await page.getByRole('button', { name: /采用此方案：方案一/ }).click()
  await page.getByText(/^已采用方案一/).waitFor()
  await page.locator('.letter').first().waitFor()
  const { rows } = await palace.pool.query(
    `select r.title, r.state from reservations r where r.day = '2026-12-10' and r.space_id = $1 and r.starts_at >= '2026-12-10T14:00:00+08:00'
       and r.state = 'confirmed'`,
    [spaceOf('classroom-204').id],
  )
  expect(rows).toEqual([{ title: '全市劳模座谈会', state: 'confirmed' }])
  const moved = await palace.pool.query('select space_id, starts_at from reservations where reservation_id = $1', [
    blockId,
  ])
  expect(moved.rows[0]).not.toEqual({
    space_id: spaceOf('classroom-204').id,
    starts_at: Date.parse('2026-12-10T14:00:00+08:00'),
  })
  await page.close()
})
