import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { book } from './desk.ts'
import { pointOf, standing } from './hand.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

/** A day with nothing on it. */
async function emptyDay(date: string): Promise<string> {
  await palace.pool.query(
    `with gone as (
       update reservations set state = 'cancelled' where day = $1 and state <> 'cancelled' returning reservation_id
     ) update claims set status = 'released' where reservation_id in (select reservation_id from gone)`,
    [date],
  )
  return date
}

async function standAt(date: string, title: string, space: string, from: string, until: string) {
  const at = (clock: string) => `${date}T${clock}:00+08:00`
  const { blockId } = await book(palace, { title, headcount: 12, lines: [{ space, start: at(from), end: at(until) }] })
  return blockId
}

type Point = Awaited<ReturnType<typeof pointOf>>

/** A finger, as the browser hears it from the screen. */
async function finger(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 })
  return session
}

/** Rests a while, then goes over the glass in steps. */
async function carryByFinger(touch: CDPSession, page: Page, from: Point, to: Point): Promise<void> {
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
  await page.locator('.carrying').waitFor()
  for (let step = 1; step <= 8; step += 1) {
    const at = (a: number, b: number) => a + ((b - a) * step) / 8
    const point = { x: at(from.x, to.x), y: at(from.y, to.y) }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] })
  }
}

const lift = async (touch: CDPSession) =>
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })

async function openTablet(date: string): Promise<Page> {
  const page = await palace.open({ viewport: 'desktop' }, `/board?date=${date}`, 'desk')
  await page.setViewportSize({ width: 1180, height: 820 })
  await page.waitForSelector('[role=grid] [role=row]')
  return page
}

describe('on a tablet', () => {
  test('a finger that rests takes a booking to another room and hour', async () => {
    const day = await emptyDay('2026-12-14')
    const id = await standAt(day, '书法雅集', 'classroom-203', '10:00', '11:00')
    const page = await openTablet(day)
    const touch = await finger(page)
    const from = await pointOf(page, 'classroom-203', '10:30')
    await carryByFinger(touch, page, from, await pointOf(page, 'classroom-206', '13:30'))
    await page.locator('[data-drag-card]').getByText('可以放在这里').waitFor()
    await lift(touch)
    await page.locator('.act-bar').getByText('13:00–14:00：书法雅集').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 13:00–14:00 confirmed')
    await page.close()
  })

  test('a finger that rests on free time draws a booking; one that moves at once scrolls and draws nothing', async () => {
    const day = await emptyDay('2026-12-15')
    const page = await openTablet(day)
    const touch = await finger(page)
    const from = await pointOf(page, 'classroom-203', '14:00')
    const to = await pointOf(page, 'classroom-203', '15:50')
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [to] })
    await page.waitForTimeout(600)
    expect(await page.locator('.carrying').count()).toBe(0)
    await lift(touch)
    await carryByFinger(touch, page, from, to)
    await lift(touch)
    await page.getByText('14:00–16:00').first().waitFor()
    await page.close()
  })
})

describe('on a phone', () => {
  test('a booking is moved, lengthened, exchanged and taken back without dragging anything', async () => {
    const day = await emptyDay('2026-12-16')
    const one = await standAt(day, '合唱甲', 'classroom-203', '10:00', '11:00')
    const two = await standAt(day, '合唱乙', 'classroom-206', '14:00', '15:00')
    const page = await palace.open({ viewport: 'phone' }, `/board?date=${day}`, 'desk')
    const sheet = page.getByRole('dialog')
    const bar = page.locator('.act-bar')
    const open = async (title: string) =>
      await page
        .getByRole('button', { name: new RegExp(title) })
        .first()
        .click()
    await open('合唱甲')
    await screenshot(page, 'board-phone-arrange')
    await expectSound(page)
    await sheet.getByLabel('场地').selectOption(spaceOf('classroom-204').id)
    await sheet.getByLabel('开始').fill('12:00')
    await sheet.getByLabel('结束').fill('13:30')
    await sheet.getByRole('button', { name: '改到这里' }).click()
    await bar.getByText('12:00–13:30：合唱甲').waitFor()
    expect(await standing(palace, one)).toBe('classroom-204 12:00–13:30 confirmed')
    await open('合唱甲')
    await sheet.getByLabel('与另一项互换').selectOption({ label: '14:00–15:00 合唱乙' })
    await sheet.getByRole('button', { name: '互换', exact: true }).click()
    await bar.getByText('已互换：合唱甲 ⇄ 合唱乙').waitFor()
    expect([await standing(palace, one), await standing(palace, two)]).toEqual([
      'classroom-206 14:00–15:30 confirmed',
      'classroom-204 12:00–13:00 confirmed',
    ])
    await bar.getByRole('button', { name: '撤销' }).click()
    await bar.getByText('已撤销：').waitFor()
    expect(await standing(palace, one)).toBe('classroom-204 12:00–13:30 confirmed')
    await page.close()
  })

  test('what does not fit says why, and takes another place by one press', async () => {
    const day = await emptyDay('2026-12-17')
    const id = await standAt(day, '摄影课', 'classroom-203', '10:00', '11:00')
    await standAt(day, '占着的', 'classroom-206', '10:00', '11:00')
    const page = await palace.open({ viewport: 'phone' }, `/board?date=${day}`, 'desk')
    const sheet = page.getByRole('dialog')
    await page
      .getByRole('button', { name: /摄影课/ })
      .first()
      .click()
    await sheet.getByLabel('场地').selectOption(spaceOf('classroom-206').id)
    await sheet.getByRole('button', { name: '改到这里' }).click()
    await sheet.getByRole('button', { name: /占着的/ }).waitFor()
    await screenshot(page, 'board-phone-question')
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:00 confirmed')
    await page.close()
  })
})
