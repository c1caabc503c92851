import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { ReservationWire } from '@gongyue/shared/api/reservations.ts'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { NOTICE_2026 } from '../shared/support/notice-2026.ts'
import { book } from './desk.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

/** A quiet Thursday, eight days ahead. */
const DAY = '2026-12-10'
const DESK = { viewport: 'desktop' } as const

async function conflicts(): Promise<readonly ConflictWire[]> {
  return (await (await palace.as('coordinator')).get<{ items: ConflictWire[] }>('/conflicts')).body.items
}

async function reservation(id: string): Promise<ReservationWire> {
  return (await (await palace.as('desk')).get<ReservationWire>(`/reservations/${id}`)).body
}

test('a conflict is opened with the keys alone and solved in one press; its message goes to the outbox', async () => {
  const broken = (await conflicts()).find(({ kind }) => kind === 'broken')
  const [id = ''] = broken?.reservationIds ?? []
  const before = await reservation(id)
  const page = await palace.open(DESK, '/conflicts', 'coordinator')
  await page.locator('.conflict.kind-broken').first().waitFor()
  await expectSound(page)
  await screenshot(page, 'conflicts')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /采用此方案：方案一/ }).waitFor()
  expect(await page.locator('.plan').count()).toBeGreaterThan(1)
  await expectSound(page)
  await screenshot(page, 'conflict-plans')
  await page.getByRole('button', { name: /采用此方案：方案一/ }).click()
  await page.getByText(/^已采用方案一/).waitFor()
  await page.locator('.letter').first().waitFor()
  await expectSound(page)
  await screenshot(page, 'conflict-applied')
  const letter = page.locator('.letter').first()
  await letter.getByRole('button', { name: '修改' }).click()
  await letter.getByLabel('邮箱').fill('zhao@example.org')
  await letter.getByLabel('标题').fill('教室调整')
  await letter.getByRole('button', { name: '保存修改' }).click()
  await letter.getByRole('button', { name: '放入发件箱' }).click()
  await letter.getByText('已放入发件箱').waitFor()
  const { rows } = await palace.pool.query(`select recipient, subject from mail_outbox where subject = '教室调整'`)
  expect(rows).toEqual([{ recipient: 'zhao@example.org', subject: '教室调整' }])
  const after = await reservation(id)
  expect([after.spaceId, after.start]).not.toEqual([before.spaceId, before.start])
  expect((await conflicts()).filter(({ kind }) => kind === 'broken')).toEqual([])
  await page.close()
})

test('a closure tells whom it hits as it is typed, is applied with its plan, and stands on the board; then it is taken back', async () => {
  const { blockId } = await book(palace, {
    title: '停用前的排练',
    headcount: 12,
    lines: [{ space: 'classroom-204', start: `${DAY}T09:00:00+08:00`, end: `${DAY}T10:30:00+08:00` }],
  })
  const room = spaceOf('classroom-204')
  const page = await palace.open(DESK, '/closures', 'manager')
  await page.getByLabel('场地', { exact: true }).selectOption(room.id)
  await page.getByLabel('开始日期').fill(DAY)
  await page.getByLabel('结束日期').fill(DAY)
  await page.getByLabel('结束时间').fill('12:00')
  await page.locator('.impact-hits').getByText('停用前的排练').waitFor()
  await page.getByRole('button', { name: '拟定调整方案' }).click()
  await page.getByText('请写明原因（至少两个字）').waitFor()
  await page.getByLabel('原因').fill('更换投影')
  await page.getByRole('button', { name: '拟定调整方案' }).click()
  await page.getByRole('button', { name: /采用此方案：方案一/ }).click()
  await page.getByText(/^已采用方案一/).waitFor()
  await page.locator('.closure').filter({ hasText: '更换投影' }).getByText('没有预约受影响').waitFor()
  await expectSound(page)
  await screenshot(page, 'closure-applied')
  const { body } = await (await palace.as('desk')).get<BoardWire>(`/board?date=${DAY}`)
  expect(body.closures.filter(({ spaceIds }) => spaceIds.includes(room.id)).map(({ reason }) => reason)).toEqual([
    '更换投影',
  ])
  expect(body.blocks.filter(({ id }) => id === blockId).map(({ spaceId }) => spaceId)).not.toContain(room.id)
  const board = await palace.open(DESK, `/board?date=${DAY}`, 'desk')
  await board.getByText('更换投影').first().waitFor()
  await board.close()
  await page.getByRole('button', { name: '撤回此方案' }).click()
  await page.getByText('已撤回，预约回到原来的安排').waitFor()
  expect(await reservation(blockId)).toMatchObject({ spaceId: room.id, start: `${DAY}T09:00:00+08:00` })
  await page.locator('.closure').filter({ hasText: '更换投影' }).waitFor({ state: 'detached' })
  await page.close()
})

test('S15 opening when workers are free follows the holiday notice: one with a slip is not written; put right it is looked at first, and then the year is announced', async () => {
  const text = NOTICE_2026.replaceAll('2026年', '2027年').replaceAll(/（[^）]*）/g, '')
  const page = await palace.open(DESK, '/holidays?year=2027', 'manager')
  const year = page.locator('.year').filter({ hasText: '2027' })
  await year.getByText('未公布').waitFor()
  await page.getByLabel('通知原文').fill(text.replace('共3天。1月4日', '共4天。1月4日'))
  await page.getByText('写明共 4 天，实际读到 3 天，请核对起止日期').waitFor()
  expect(await page.getByRole('button', { name: '写入 2027 年安排' }).count()).toBe(0)
  await expectSound(page)
  await screenshot(page, 'notice-fault')
  await page.getByLabel('通知原文').fill(text)
  await page.getByText('全部读懂：放假 33 天，调休上班 6 天').waitFor()
  await page.getByRole('button', { name: '写入 2027 年安排' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'notice-diff')
  const hit = await page.getByText(/场预约会落在闭馆时间/).count()
  await page.getByRole('button', { name: '写入 2027 年安排' }).click()
  await page.getByText('2027 年安排已写入').waitFor()
  await year.getByText('已公布').waitFor()
  if (hit > 0) {
    await page.getByRole('link', { name: /到“冲突”处理/ }).click()
    await page.locator('.conflict.kind-broken').first().waitFor()
  }
  expect((await conflicts()).filter(({ kind }) => kind === 'unannounced')).toEqual([])
  await page.close()
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (name, look) => {
  test('the three pages are sound on a phone', async () => {
    for (const [address, ready] of [
      ['/conflicts', '.conflict'],
      ['/closures', '.closure'],
      ['/holidays', '.year'],
    ] as const) {
      const page = await palace.open({ viewport: 'phone', ...look }, address, 'manager')
      await page.locator(ready).first().waitFor()
      await expectSound(page)
      await screenshot(page, `planner${address.replace('/', '-')}-phone-${name}`)
      await page.close()
    }
  })
})

test('the desk sees what is shut and may not shut anything; the notice is the management’s', async () => {
  const page = await palace.open(DESK, '/closures', 'desk')
  await page.locator('.closure').first().waitFor()
  expect(await page.getByRole('button', { name: '拟定调整方案' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: '恢复开放' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: '节假日' }).count()).toBe(0)
  await page.goto(`${palace.url}/holidays`)
  await page.getByText(/没有这项权限/).waitFor()
  await page.close()
})
