import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkInText } from '@gongyue/shared/domain/check-in-code.ts'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import { FACILITY, spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { place } from './desk.ts'
import { expectSound, openLivePalace, TODAY, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const PHONE = { viewport: 'phone' } as const

/** A table of today, from half past ten: the door is open to it at ten. */
async function booked(title: string, space: string, from = '10:30', until = '11:30', date = TODAY) {
  await palace.pool.query(
    `delete from claims where space_id = any (select b.space_id from space_atoms a join space_atoms b using (facility_id, atom_id)
       where a.space_id = $1) and held && tstzrange($2, $3)`,
    [spaceOf(space).id, `${date}T${from}:00+08:00`, `${date}T${until}:00+08:00`],
  )
  const lines = [{ space, start: `${date}T${from}:00+08:00`, end: `${date}T${until}:00+08:00` }]
  const order = await place(palace, 'desk', { title, headcount: 4, lines })
  const reservation = order.lines[0]?.reservation
  if (!reservation) throw new Error(`${title} was meant to be confirmed`)
  return reservation
}

async function attendance(id: string): Promise<AttendanceWire> {
  return (await (await palace.as('desk')).get<AttendanceWire>(`/reservations/${id}/attendance`)).body
}

/** As a hand scanner types: faster than anybody. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((digits) => {
    for (const key of [...Array.from(digits), 'Enter'])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, text)
}

describe('the door at the desk', () => {
  test('six digits, the head-count, one key: checked in, and taken back', async () => {
    const { id, code } = await booked('签到一', 'table-tennis-01')
    const page = await palace.open(DESK, '/check-in', 'desk')
    await page.getByLabel('签到码或姓名').fill(code)
    await page.getByRole('heading', { name: '签到一' }).waitFor()
    await page.getByRole('button', { name: '多一人' }).click()
    expect(await page.getByRole('group', { name: '到场人数' }).getByText('到 5 人').count()).toBe(1)
    await screenshot(page, 'check-in-card')
    await expectSound(page)
    await page.getByRole('button', { name: '确认签到' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('“签到一” 已签到，到 5 人').waitFor()
    expect(await attendance(id)).toMatchObject({ state: 'in-use', present: 5 })
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('heading', { name: '签到一' }).waitFor()
    expect(await attendance(id)).toMatchObject({ state: 'confirmed', present: null })
    await page.close()
  })

  test('by pinyin of the name', async () => {
    await booked('济宁秧歌队', 'table-tennis-02')
    const page = await palace.open(DESK, '/check-in', 'desk')
    await page.getByLabel('签到码或姓名').fill('yangge')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '济宁秧歌队' }).waitFor()
    await page.close()
  })

  test('a code of another day says for which day and room it is; one of another palace, that it is', async () => {
    const { code } = await booked('明天的', 'table-tennis-03', '15:00', '16:00', '2026-12-03')
    const page = await palace.open(DESK, '/check-in', 'desk')
    await page.getByRole('heading', { name: '签到', exact: true }).waitFor()
    await scan(page, checkInText({ facilityId: FACILITY.id, day: '2026-12-03', code }))
    await page.getByRole('alert').getByText('“明天的”订的是 12月3日 周四 15:00').waitFor()
    expect(await page.getByRole('button', { name: '确认签到' }).count()).toBe(0)
    await scan(page, checkInText({ facilityId: 'another', day: TODAY, code }))
    await page.getByRole('alert').getByText('这个二维码属于另一家文化宫').waitFor()
    await page.close()
  })

  test('at the door of one room only its own are let in: another room, yesterday, a name, and used twice', async () => {
    const mine = await booked('本桌的', 'table-tennis-06')
    const other = await booked('邻桌的', 'table-tennis-11')
    const past = await booked('过了的', 'table-tennis-06', '15:00', '16:00', '2026-12-03')
    await palace.pool.query(`update reservations set day = '2026-12-01', starts_at = starts_at - interval '2 days',
      ends_at = ends_at - interval '2 days', held_from = held_from - interval '2 days', held_until = held_until - interval '2 days'
      where reservation_id = '${past.id}'`)
    const page = await palace.open(DESK, '/check-in?space=table-tennis-06', 'desk')
    const alert = page.getByRole('alert')
    await page.getByRole('heading', { name: '签到 · 乒乓球馆 6 号台' }).waitFor()
    await page.getByRole('button', { name: /本桌的/ }).waitFor()
    expect(await page.getByRole('button', { name: /邻桌的/ }).count()).toBe(0)
    const text = (day: string, code: string) => checkInText({ facilityId: FACILITY.id, day, code })
    await scan(page, text(TODAY, other.code))
    await alert.getByText('“邻桌的”订的是乒乓球馆 11 号台，不是乒乓球馆 6 号台。请指引到乒乓球馆 11 号台。').waitFor()
    expect(await page.getByRole('button', { name: '确认签到' }).count()).toBe(0)
    await expectSound(page)
    await screenshot(page, 'check-in-wrong-room')
    await scan(page, text('2026-12-01', past.code))
    await alert.getByText('“过了的”订的是 12月1日 周二 15:00').waitFor()
    await page.getByLabel('签到码或姓名').fill('邻桌的')
    await page.keyboard.press('Enter')
    await alert.getByText('请指引到乒乓球馆 11 号台').waitFor()
    await scan(page, text(TODAY, mine.code))
    await page.getByRole('button', { name: '确认签到' }).click()
    await alert.getByText('“本桌的” 已签到').waitFor()
    await scan(page, text(TODAY, mine.code))
    await alert.getByText(/“本桌的”已于 .* 10:00 签到，经办：/).waitFor()
    expect([await attendance(mine.id), await attendance(other.id)]).toMatchObject([
      { state: 'in-use' },
      { state: 'confirmed' },
    ])
    await page.close()
  })

  test('a code used before says when and by whom', async () => {
    const { id, code } = await booked('用过的', 'table-tennis-04')
    await (await palace.as('desk')).post(`/reservations/${id}/check-in`, {})
    const page = await palace.open(DESK, '/check-in', 'desk')
    await page.getByLabel('签到码或姓名').fill(code)
    await page
      .getByRole('alert')
      .getByText(/“用过的”已于 12月2日 周三 10:00 签到，经办：/)
      .waitFor()
    await page.close()
  })

  test.each([{ dark: false }, { dark: true }, { large: true }])('reads well %o', async (look) => {
    const page = await palace.open({ ...PHONE, ...look }, '/check-in', 'desk')
    await page.getByRole('button', { name: '查找' }).waitFor()
    await page.waitForLoadState('networkidle')
    await expectSound(page)
    await screenshot(page, `check-in-phone-${Object.keys(look)[0]}-${String(Object.values(look)[0])}`)
    await page.close()
  })
})

test('without a camera the six digits are offered, and the page is sound', async () => {
  for (const dark of [false, true]) {
    const page = await palace.open({ ...PHONE, dark }, '/check-in/camera', 'desk')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toMatch(/六位数字/)
    await expectSound(page)
    await screenshot(page, `check-in-camera-${dark ? 'dark' : 'light'}`)
    await page.close()
  }
})

test('the network is cut: the check-in is queued, survives a reload, is sent once when it is back, and shows on the board at once', async () => {
  const { id } = await booked('断网签到', 'table-tennis-05')
  const page = await palace.open(DESK, `/board?date=${TODAY}&block=${id}`, 'desk')
  const panel = page.getByRole('region', { name: '到场' })
  await panel.getByRole('button', { name: '签到' }).waitFor()
  const sent: string[] = []
  let cut = true
  await page.route('**/api/v1/reservations/*/check-in', async (route) => {
    if (cut) return await route.abort('internetdisconnected')
    sent.push(route.request().headers()['idempotency-key'] ?? '')
    return await route.continue()
  })
  await panel.getByRole('button', { name: '签到' }).click()
  await page.getByText('待发送 1 条').waitFor()
  expect(await attendance(id)).toMatchObject({ state: 'confirmed' })
  await screenshot(page, 'check-in-queued')
  await page.reload()
  await page.getByText('待发送 1 条').waitFor()
  cut = false
  await page.getByRole('button', { name: '现在发送' }).click()
  await page.getByText('待发送 1 条').waitFor({ state: 'detached' })
  await expect.poll(async () => (await attendance(id)).state).toBe('in-use')
  expect(sent.length).toBe(1)
  const { rows } = await palace.pool.query(`select 1 from audit_events where noun_id = $1 and action = 'check-in'`, [
    id,
  ])
  expect(rows.length).toBe(1)
  await page.close()
})

test('a scanner is heard on the board wherever the focus is', async () => {
  const { id, code } = await booked('看板扫码', 'table-tennis-06')
  const page = await palace.open(DESK, `/board?date=${TODAY}`, 'desk')
  await page.getByRole('grid').waitFor()
  await scan(page, checkInText({ facilityId: FACILITY.id, day: TODAY, code }))
  const sheet = page.getByRole('dialog', { name: '签到' })
  await sheet.getByRole('button', { name: '确认签到' }).click()
  await sheet.getByText('“看板扫码” 已签到，到 4 人').waitFor()
  expect(await attendance(id)).toMatchObject({ state: 'in-use' })
  await page.close()
})

test('a no-show is noted on the board, appealed, and the panel is sound in both themes', async () => {
  for (const dark of [false, true]) {
    const { id } = await booked(
      `未到场 ${String(dark)}`,
      dark ? 'table-tennis-07' : 'table-tennis-08',
      '10:00',
      '11:00',
    )
    const page = await palace.open({ ...DESK, dark }, `/board?date=${TODAY}&block=${id}`, 'desk')
    const panel = page.getByRole('region', { name: '到场' })
    await panel.getByRole('button', { name: '记未到场' }).waitFor()
    await expectSound(page)
    await screenshot(page, `check-in-panel-${dark ? 'dark' : 'light'}`)
    await panel.getByRole('button', { name: '记未到场' }).click()
    await panel.getByText('未到场记 1 分').waitFor()
    await panel.getByLabel('申诉理由').fill('闸机故障，人已到')
    await panel.getByRole('button', { name: '撤销未到场记录' }).click()
    await panel.getByText('未到场记录已撤销').waitFor()
    expect(await attendance(id)).toMatchObject({ state: 'no-show', points: 0 })
    await page.close()
  }
})
