import { mkdir, writeFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, TODAY, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

/** What the printer would get: number of pages with the size of each in points, and the file itself. */
async function printed(page: Page, name: string): Promise<{ readonly sizes: readonly (readonly [number, number])[] }> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false })
  await mkdir('.test/screens', { recursive: true })
  await writeFile(`.test/screens/${name}.pdf`, bytes)
  return { sizes: pageSizes(bytes) }
}

/** Chromium writes a page's box plainly, or inside packed object streams. */
function pageSizes(bytes: Buffer): readonly (readonly [number, number])[] {
  const texts = [bytes.toString('latin1')]
  for (const { index, 0: head } of texts[0]?.matchAll(/\/ObjStm[^]*?stream\r?\n/g) ?? []) {
    try {
      texts.push(inflateSync(bytes.subarray(index + head.length)).toString('latin1'))
    } catch {
      // not packed this way
    }
  }
  return texts.flatMap((text) =>
    [...text.matchAll(/\/Type\s*\/Page\b[^]*?\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
      ([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))] as const,
    ),
  )
}

const A4 = [595, 842] as const
const A4_LYING = [842, 595] as const

async function open(query: string, user = 'desk'): Promise<Page> {
  const page = await palace.open({ viewport: 'desktop' }, `/print?${query}`, user)
  await page.locator('.paper').first().waitFor()
  return page
}

test('the day of each room: a page for each, upright A4, with its bookings', async () => {
  const page = await open(`kind=day&date=${TODAY}`)
  const sheets = await page.locator('.paper').count()
  const rows = await page.locator('.paper tbody tr').count()
  expect(sheets).toBeGreaterThan(3)
  const { sizes } = await printed(page, 'print-day')
  // no room of this day has more than a page holds, but for the gym
  expect(sizes.length).toBeGreaterThanOrEqual(sheets)
  expect(sizes.length).toBeLessThanOrEqual(sheets + 2)
  expect(sizes.every((size) => size.join() === A4.join())).toBe(true)
  await page.getByRole('radio', { name: '紧凑' }).check({ force: true })
  expect(await page.locator('.paper tbody tr').count()).toBe(rows)
  const compact = await printed(page, 'print-compact')
  expect(compact.sizes.length).toBeLessThan(sizes.length)
  await expectSound(page)
  await screenshot(page, 'print-page')
  await page.close()
})

test('one room: one page, and what shares an atom with it', async () => {
  const page = await open(`kind=day&date=${TODAY}&space=classroom-201`)
  expect(await page.locator('.paper h2').textContent()).toBe('职工技能培训教室 201 12月2日 周三')
  expect(await page.locator('.paper').textContent()).toContain('智能手机课堂（退休职工）')
  expect((await printed(page, 'print-room')).sizes).toEqual([A4])
  await page.close()
})

test('the week of a room lies on its side, on one page', async () => {
  const page = await open(`kind=week&date=${TODAY}&space=classroom-203`)
  expect(await page.locator('.paper thead th').count()).toBe(8)
  expect(await page.locator('.paper').textContent()).toContain('书法（行书）研修班')
  expect((await printed(page, 'print-week')).sizes).toEqual([A4_LYING])
  await screenshot(page, 'print-week')
  await page.close()
})

test('the duty list: in the order of the work', async () => {
  const page = await open(`kind=duty&date=${TODAY}`)
  const starts = await page.locator('.paper tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const cells = [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')
      return cells[0] || cells[1] || ''
    }),
  )
  expect(starts.length).toBeGreaterThan(5)
  expect(starts).toEqual(starts.toSorted())
  expect(await page.locator('.paper').textContent()).toContain('场预约')
  expect((await printed(page, 'print-duty')).sizes.every((size) => size.join() === A4.join())).toBe(true)
  await screenshot(page, 'print-duty')
  await page.close()
})

test('the sign-in sheet: what is on, the code, and as many lines as asked for', async () => {
  const page = await palace.open({ viewport: 'desktop' }, `/print?kind=sign-in&date=${TODAY}`, 'desk')
  const choice = page.getByLabel('预约', { exact: true })
  await choice.locator('option').nth(1).waitFor({ state: 'attached' })
  const label = await choice.locator('option', { hasText: '智能手机课堂' }).first().textContent()
  await choice.selectOption({ label: label ?? '' })
  await page.locator('.paper .check-in-code svg').waitFor()
  await page.getByLabel('空行数').fill('45')
  await page.getByLabel('空行数').blur()
  expect(await page.locator('.paper-lines tbody tr').count()).toBe(45)
  const { sizes } = await printed(page, 'print-sign-in')
  expect(sizes).toEqual([A4, A4, A4].slice(0, sizes.length))
  expect(sizes.length).toBeGreaterThanOrEqual(2)
  await screenshot(page, 'print-sign-in')
  await page.reload()
  await page.locator('.paper .check-in-code svg').waitFor()
  await page.close()
})

test('the board leads here, with its day', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/board?date=2026-12-05', 'desk')
  await page.getByRole('link', { name: '打印' }).click()
  await page.locator('.print-choices').waitFor()
  expect(await page.getByLabel('日期').inputValue()).toBe('2026-12-05')
  await page.close()
})

test('in WeChat, where nothing prints, the way out is told', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/order', 'desk')
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 MicroMessenger/8.0.50' }),
  )
  await page.goto(`${palace.url}/print?kind=duty&date=${TODAY}`)
  await page.getByText('微信里不能打印').waitFor()
  expect(await page.getByRole('button', { name: '打印' }).count()).toBe(0)
  await expectSound(page)
  await page.close()
})
