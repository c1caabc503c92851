import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Look } from '../support/browser.ts'
import { book } from './desk.ts'
import { blockOf, carry, pointOf, standing } from './hand.ts'
import { expectSound, NOW, openLivePalace, signIn, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK: Look = { viewport: 'desktop' }

async function openDay(date: string, look: Look = DESK): Promise<Page> {
  const page = await palace.open(look, `/board?date=${date}`, 'desk')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.waitForSelector('[role=grid] [role=row]')
  return page
}

/** A day of its own for a test, with nothing on it: none meets what the sample or another test left. */
async function emptyDay(date: string): Promise<string> {
  await palace.pool.query(
    `with gone as (
       update reservations set state = 'cancelled' where day = $1 and state <> 'cancelled' returning reservation_id
     ) update claims set status = 'released' where reservation_id in (select reservation_id from gone)`,
    [date],
  )
  return date
}

async function standAt(date: string, title: string, space: string, from: string, until: string, headcount = 12) {
  const at = (clock: string) => `${date}T${clock}:00+08:00`
  const { blockId } = await book(palace, { title, headcount, lines: [{ space, start: at(from), end: at(until) }] })
  return blockId
}

const bar = (page: Page) => page.locator('.act-bar')
const card = (page: Page) => page.locator('[data-drag-card]')

describe('with the mouse', () => {
  test('a booking dragged to another room is there for everybody, and comes back with Ctrl+Z, and goes again with Ctrl+Y', async () => {
    const day = await emptyDay('2026-12-14')
    const id = await standAt(day, '插花分享会', 'classroom-203', '10:00', '11:30')
    const [page, other] = await Promise.all([openDay(day), openDay(day)])
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '12:30'))
    await card(page).getByText('可以放在这里').waitFor()
    await page.mouse.up()
    await bar(page).getByText('已移到 护理实训室 206 12:00–13:30：插花分享会').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 12:00–13:30 confirmed')
    await expect
      .poll(async () => await blockOf(other, '插花分享会').getAttribute('aria-label'))
      .toContain('12:00–13:30')
    await page.keyboard.press('Control+z')
    await bar(page).getByText('已撤销：').waitFor()
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:30 confirmed')
    await page.keyboard.press('Control+y')
    await bar(page).getByText('已重做：').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 12:00–13:30 confirmed')
    await Promise.all([page.close(), other.close()])
  })

  test('over a conflict every reason is told while dragging; the drop says who is there and where else it fits', async () => {
    const day = await emptyDay('2026-12-15')
    const id = await standAt(day, '剪纸体验', 'classroom-203', '10:00', '11:30')
    await standAt(day, '护理复训', 'classroom-206', '10:00', '12:00')
    const page = await openDay(day)
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '10:45'))
    await card(page).getByText('不能放在这里').waitFor()
    await card(page)
      .getByText(/护理实训室 206在.*已有安排/)
      .waitFor()
    expect(await page.locator('.carried').getAttribute('class')).toContain('nobody')
    await page.mouse.up()
    const panel = page.getByRole('complementary')
    await panel.getByText('这样放不下，已放回原处').waitFor()
    await panel.getByRole('button', { name: /护理复训/ }).waitFor()
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:30 confirmed')
    await panel
      .getByRole('button', { name: /^就约这个/ })
      .first()
      .click()
    await bar(page).waitFor()
    expect(await standing(palace, id)).not.toBe('classroom-203 10:00–11:30 confirmed')
    await page.close()
  })

  test('both ends can be pulled, and not to nothing', async () => {
    const day = await emptyDay('2026-12-16')
    const id = await standAt(day, '书法练习', 'classroom-203', '10:00', '11:30')
    const page = await openDay(day)
    const core = async () => {
      const box = await blockOf(page, '书法练习').locator('.block-core').boundingBox()
      if (!box) throw new Error('the block is not drawn')
      return { left: { x: box.x + 3, y: box.y + 8 }, right: { x: box.x + box.width - 3, y: box.y + 8 } }
    }
    await carry(page, (await core()).right, await pointOf(page, 'classroom-203', '13:02'))
    await page.mouse.up()
    await expect.poll(async () => await standing(palace, id)).toBe('classroom-203 10:00–13:00 confirmed')
    await carry(page, (await core()).left, await pointOf(page, 'classroom-203', '09:02'))
    await page.mouse.up()
    await expect.poll(async () => await standing(palace, id)).toBe('classroom-203 09:00–13:00 confirmed')
    await carry(page, (await core()).right, await pointOf(page, 'classroom-203', '06:15'))
    await page.mouse.up()
    await expect.poll(async () => await standing(palace, id)).toMatch(/^classroom-203 09:00–(09:30|10:00) confirmed$/)
    await page.close()
  })

  test('let go outside, or given up with Escape, it is put back and says so', async () => {
    const day = await emptyDay('2026-12-17')
    const id = await standAt(day, '太极小组', 'classroom-203', '10:00', '11:30')
    const page = await openDay(day)
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), { x: 700, y: 30 })
    await card(page).getByText('松开则放回原处').waitFor()
    await page.mouse.up()
    await page.getByText('没有放在场地上，已放回原处').first().waitFor()
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '15:00'))
    await page.keyboard.press('Escape')
    await page.getByText('已放回原处', { exact: true }).first().waitFor()
    await page.mouse.up()
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:30 confirmed')
    expect(await page.locator('.carried').count()).toBe(0)
    expect(await page.getByRole('complementary').count()).toBe(0)
    await page.close()
  })

  test('free time that is drawn over becomes a booking for a party found by its initials; undo cancels it', async () => {
    const page = await openDay(await emptyDay('2026-12-18'))
    await carry(page, await pointOf(page, 'classroom-205', '14:05'), await pointOf(page, 'classroom-205', '15:50'))
    await page.mouse.up()
    const dialog = page.getByRole('dialog', { name: '新建预约' })
    await dialog.getByText('14:00–16:00').waitFor()
    await dialog.getByRole('combobox').fill('恒岱')
    await dialog.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('活动').fill('点心试做')
    await dialog.getByLabel('人数').fill('12')
    await page.keyboard.press('Enter')
    await bar(page).getByText('已预约 面点烹饪实训室 205 14:00–16:00：点心试做').waitFor()
    await blockOf(page, '点心试做').waitFor()
    await bar(page).getByRole('button', { name: '撤销' }).click()
    await bar(page).getByText('已撤销').waitFor()
    await blockOf(page, '点心试做').waitFor({ state: 'detached' })
    await page.close()
  })

  test('with Ctrl it is copied', async () => {
    const day = await emptyDay('2026-12-21')
    const id = await standAt(day, '手语课', 'classroom-203', '10:00', '11:00')
    const page = await openDay(day)
    await page.keyboard.down('Control')
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-203', '14:30'))
    await page.locator('.carried.copy').waitFor()
    await page.mouse.up()
    await page.keyboard.up('Control')
    await bar(page).getByText('已复制到 职工技能培训教室 203 14:00–15:00：手语课').waitFor()
    await expect.poll(async () => await page.locator('[data-row] [data-block]', { hasText: '手语课' }).count()).toBe(2)
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:00 confirmed')
    await page.close()
  })

  test('what is put down makes room, and all is saved as one act that one undo takes back', async () => {
    const day = await emptyDay('2026-12-22')
    const [one, two] = await Promise.all([
      standAt(day, '甲班培训', 'classroom-203', '10:00', '11:00'),
      standAt(day, '乙班培训', 'classroom-206', '10:00', '11:00'),
    ])
    const page = await openDay(day)
    const lane = { x: 500, y: 888 }
    await carry(page, await pointOf(page, 'classroom-206', '10:30'), lane)
    await card(page).getByText('暂存区').waitFor()
    await page.mouse.up()
    await page.getByRole('region', { name: '暂存区' }).waitFor()
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '10:30'))
    await card(page).getByText('可以放在这里').waitFor()
    await page.mouse.up()
    expect(await standing(palace, one)).toBe('classroom-203 10:00–11:00 confirmed')
    await page.getByText('有 1 处放不下').waitFor()
    const chip = await page.locator('[data-parked]').boundingBox()
    if (!chip) throw new Error('nothing is parked')
    await carry(page, { x: chip.x + 20, y: chip.y + 20 }, await pointOf(page, 'classroom-203', '10:02'))
    await page.mouse.up()
    await page.getByText('一起放得下').waitFor()
    await page.getByRole('button', { name: '一起保存' }).click()
    await bar(page).getByText('已一起保存 2 项调整').waitFor()
    expect([await standing(palace, one), await standing(palace, two)]).toEqual([
      'classroom-206 10:00–11:00 confirmed',
      'classroom-203 10:00–11:00 confirmed',
    ])
    await page.keyboard.press('Control+z')
    await bar(page).getByText('已撤销').waitFor()
    expect([await standing(palace, one), await standing(palace, two)]).toEqual([
      'classroom-203 10:00–11:00 confirmed',
      'classroom-206 10:00–11:00 confirmed',
    ])
    await page.close()
  })
})

describe('with keys', () => {
  test('the same: carried onto a conflict the reason is heard, dropped elsewhere it stands, undone it is back', async () => {
    const day = await emptyDay('2026-12-23')
    const id = await standAt(day, '朗诵排练', 'classroom-203', '10:00', '11:00')
    await standAt(day, '烘焙考核', 'classroom-204', '10:00', '11:00')
    const page = await openDay(day)
    await blockOf(page, '朗诵排练').focus()
    await blockOf(page, '朗诵排练').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+ArrowDown')
    const said = page.locator('.board-scroll [aria-live=assertive]')
    await expect
      .poll(async () => await said.textContent())
      .toMatch(/^职工技能培训教室 204 10:00–11:00，不能放在这里：.*（共 \d 项）$/)
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Alt+ArrowRight')
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(async () => await said.textContent()).toContain('可以放在这里')
    await page.keyboard.press('Enter')
    await bar(page).getByText('已移到').waitFor()
    // Six quarters of an hour later, as the keys were pressed.
    expect(await standing(palace, id)).toBe('classroom-204 11:30–12:30 confirmed')
    await page.keyboard.press('Control+z')
    await bar(page).getByText('已撤销').waitFor()
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:00 confirmed')
    await page.close()
  })

  test('x on two changes their places, Shift+Alt stretches, p puts down, Escape puts back', async () => {
    const day = await emptyDay('2026-12-24')
    const [one, two] = await Promise.all([
      standAt(day, '象棋甲组', 'classroom-203', '10:00', '11:00'),
      standAt(day, '象棋乙组', 'classroom-206', '10:00', '11:00'),
    ])
    const page = await openDay(day)
    const stand = async (title: string) => {
      await blockOf(page, title).click()
      await page.keyboard.press('Escape')
    }
    await stand('象棋甲组')
    await page.keyboard.press('x')
    await stand('象棋乙组')
    await page.keyboard.press('x')
    await bar(page).getByText('已互换：象棋甲组 ⇄ 象棋乙组').waitFor()
    expect([await standing(palace, one), await standing(palace, two)]).toEqual([
      'classroom-206 10:00–11:00 confirmed',
      'classroom-203 10:00–11:00 confirmed',
    ])
    await stand('象棋甲组')
    await page.keyboard.press('Shift+Alt+ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(async () => await standing(palace, one)).toMatch(/^classroom-206 10:00–11:(15|30) confirmed$/)
    await stand('象棋乙组')
    await page.keyboard.press('p')
    await page.getByRole('region', { name: '暂存区' }).waitFor()
    await page.getByRole('button', { name: '全部放回' }).click()
    await page.getByRole('region', { name: '暂存区' }).waitFor({ state: 'detached' })
    await page.close()
  })
})

describe('with Shift', () => {
  test('dropped on another booking, both change their places in one act that one undo takes back', async () => {
    const day = await emptyDay('2027-01-06')
    const [one, two] = await Promise.all([
      standAt(day, '围棋甲组', 'classroom-203', '10:00', '11:00'),
      standAt(day, '围棋乙组', 'classroom-206', '14:00', '15:00'),
    ])
    const page = await openDay(day)
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '14:30'))
    await page.keyboard.down('Shift')
    await card(page).getByText('与“围棋乙组”互换').waitFor()
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await bar(page).getByText('已互换：围棋甲组 ⇄ 围棋乙组').waitFor()
    const places = async () => [await standing(palace, one), await standing(palace, two)]
    expect(await places()).toEqual(['classroom-206 14:00–15:00 confirmed', 'classroom-203 10:00–11:00 confirmed'])
    await page.keyboard.press('Control+z')
    await bar(page).getByText('已撤销').waitFor()
    expect(await places()).toEqual(['classroom-203 10:00–11:00 confirmed', 'classroom-206 14:00–15:00 confirmed'])
    await page.close()
  })
})

describe('when things go wrong', () => {
  test('two desks drag the same booking: the second is told who was quicker, and sees where it stands', async () => {
    const day = await emptyDay('2026-12-25')
    const id = await standAt(day, '瓷艺讲座', 'classroom-203', '10:00', '11:00')
    const [first, second] = await Promise.all([openDay(day), openDay(day)])
    // The second desk hears nothing meanwhile: as on a line that hangs.
    await second.route('**/api/v1/acts?dryRun=true', async (route) => await route.abort())
    await second.route('**/api/v1/acts', async (route) => {
      await carry(first, await pointOf(first, 'classroom-203', '10:30'), await pointOf(first, 'classroom-206', '10:30'))
      await first.mouse.up()
      await bar(first).getByText('已移到').waitFor()
      await route.continue()
    })
    await carry(
      second,
      await pointOf(second, 'classroom-203', '10:30'),
      await pointOf(second, 'classroom-203', '14:30'),
    )
    await second.mouse.up()
    await second
      .getByText(/“瓷艺讲座”刚被.*改过，已放回/)
      .first()
      .waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 10:00–11:00 confirmed')
    await expect.poll(async () => await blockOf(second, '瓷艺讲座').getAttribute('aria-label')).toContain('10:00–11:00')
    await Promise.all([first.close(), second.close()])
  })

  test('a session that ends mid-drag is renewed over the page, and then the edit is sent', async () => {
    const day = await emptyDay('2026-12-28')
    const id = await standAt(day, '消防演练', 'classroom-203', '10:00', '11:00')
    const page = await openDay(day)
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '10:30'))
    await palace.endSessions()
    await page.mouse.up()
    await page.getByText('登录已过期', { exact: false }).first().waitFor()
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:00 confirmed')
    await signIn(page, 'desk')
    await bar(page).getByText('已移到').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 10:00–11:00 confirmed')
    await page.close()
  })

  test('without a network the edit is kept and shown as unsent, and goes out when it is back', async () => {
    const day = await emptyDay('2026-12-29')
    const id = await standAt(day, '摄影沙龙', 'classroom-203', '10:00', '11:00')
    const page = await openDay(day)
    await page.context().setOffline(true)
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '10:30'))
    await page.mouse.up()
    await page.getByText('1 项改动还没有发出').waitFor()
    expect(await blockOf(page, '摄影沙龙').getAttribute('class')).toContain('sending')
    expect(await standing(palace, id)).toBe('classroom-203 10:00–11:00 confirmed')
    await page.context().setOffline(false)
    await bar(page).getByText('已移到').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 10:00–11:00 confirmed')
    await page.close()
  })

  test('a PC whose clock is ten minutes wrong shows the time of the house and moves bookings all the same', async () => {
    const page = await openDay('2026-12-02')
    await page.clock.setFixedTime(NOW + 600_000)
    await page.reload()
    await page.locator('.board-now i').waitFor()
    const now = await page.locator('.board-now b').textContent()
    expect(now).toBe('10:00')
    const day = await emptyDay('2027-01-05')
    const id = await standAt(day, '钟表修理班', 'classroom-203', '10:00', '11:00')
    await page.goto(new URL(`/board?date=${day}`, page.url()).href)
    await blockOf(page, '钟表修理班').waitFor()
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '14:30'))
    await page.mouse.up()
    await bar(page).getByText('14:00–15:00：钟表修理班').waitFor()
    expect(await standing(palace, id)).toBe('classroom-206 14:00–15:00 confirmed')
    await page.close()
  })
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (_, look) => {
  test('a drag, a question, the lane and the forms are sound', async () => {
    const day = await emptyDay({ light: '2026-12-21', dark: '2026-12-22', large: '2026-12-23' }[_])
    await standAt(day, '合唱指挥班', 'classroom-203', '10:00', '11:30')
    await standAt(day, '护理复训', 'classroom-206', '10:00', '12:00')
    const page = await openDay(day, { ...DESK, ...look })
    await carry(page, await pointOf(page, 'classroom-203', '10:30'), await pointOf(page, 'classroom-206', '10:45'))
    await card(page).getByText('不能放在这里').waitFor()
    await expectSound(page)
    await page.mouse.up()
    await page.getByText('这样放不下').first().waitFor()
    await expectSound(page)
    await blockOf(page, '合唱指挥班').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await page.getByRole('region', { name: '暂存区' }).waitFor()
    await expectSound(page)
    await page.keyboard.press('/')
    await page.getByRole('dialog', { name: '找预约' }).waitFor()
    await expectSound(page)
    await page.close()
  })
})
