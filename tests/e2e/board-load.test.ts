import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerFully, BLOCKS, FULL_DAY, ROOMS } from '../support/full-board.ts'
import { openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

// How long it takes is measured by `npm run bench` (tests/load/board-drag.ts).
test('forty rooms with six hundred blocks are drawn whole, on this day and the next, and keys walk over them', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/order', 'desk')
  await page.setViewportSize({ width: 1440, height: 900 })
  await answerFully(page, false)
  await page.goto(`${palace.url}/board?date=${FULL_DAY}`)
  const blocks = page.locator('[data-row] [data-block]')
  await blocks.nth(BLOCKS - 1).waitFor()
  expect(await page.getByRole('row').count()).toBe(ROOMS + 1)
  await page.keyboard.press(']')
  await page.getByRole('heading', { name: '12月5日 周六' }).waitFor()
  await blocks.nth(BLOCKS - 1).waitFor()
  await page.locator('[role=grid] [tabindex="0"]').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Home')
  for (let key = 0; key < 30; key += 1) await page.keyboard.press('ArrowRight')
  expect(await page.locator('[data-cursor]').getAttribute('aria-label')).toMatch(/^(教室 0|待审|职工)/)
  expect(await blocks.count()).toBe(BLOCKS)
  await page.close()
})
