import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { place } from './desk.ts'
import { standing } from './hand.ts'
import { openLivePalace, TODAY, type LivePalace } from './support.ts'

let palace: LivePalace
beforeAll(async () => {
  palace = await openLivePalace()
})
afterAll(async () => await palace.close())

/** A table of today, whoever had it before. */
async function booked(title: string, space: string, from: string, until: string): Promise<string> {
  const at = (clock: string) => `${TODAY}T${clock}:00+08:00`
  await palace.pool.query(
    `delete from claims where space_id = any (select b.space_id from space_atoms a join space_atoms b using (facility_id, atom_id)
       where a.space_id = $1) and held && tstzrange($2, $3)`,
    [spaceOf(space).id, at(from), at(until)],
  )
  const order = await place(palace, 'desk', {
    title,
    headcount: 4,
    lines: [{ space, start: at(from), end: at(until) }],
  })
  const id = order.lines[0]?.reservation?.id
  if (id === undefined) throw new Error(`${title} was meant to be confirmed`)
  return id
}

async function openAt(id: string): Promise<Page> {
  return await palace.open({ viewport: 'desktop' }, `/board?date=${TODAY}&block=${id}`, 'desk')
}

test('a check-in and a check-out on the board are taken back and done again by keys, the last first', async () => {
  const id = await booked('到场与撤销', 'table-tennis-01', '10:00', '11:30')
  const page = await openAt(id)
  const panel = page.getByRole('region', { name: '到场' })
  const bar = page.locator('.act-bar')
  const stands = () => standing(palace, id)
  await panel.getByRole('button', { name: '签到', exact: true }).click()
  await bar.getByText('“到场与撤销” 已签到，到 4 人').waitFor()
  await screenshot(page, 'board-door-undo')
  await panel.getByRole('button', { name: '签退' }).click()
  await bar.getByText('“到场与撤销” 已签退').waitFor()
  expect(await stands()).toMatch(/ ended$/)
  await page.keyboard.press('Control+z')
  await bar.getByText('已撤销：“到场与撤销” 已签退').waitFor()
  expect(await stands()).toBe('table-tennis-01 10:00–11:30 in-use')
  await page.keyboard.press('Control+z')
  await bar.getByText('已撤销：“到场与撤销” 已签到').waitFor()
  expect(await stands()).toBe('table-tennis-01 10:00–11:30 confirmed')
  await page.keyboard.press('Control+y')
  await bar.getByText('已重做：“到场与撤销” 已签到').waitFor()
  expect(await stands()).toBe('table-tennis-01 10:00–11:30 in-use')
  await page.close()
})

test('a no-show is taken back with its point; when its time has gone to others the undo says so', async () => {
  const id = await booked('未到场与撤销', 'table-tennis-02', '10:00', '12:00')
  const page = await openAt(id)
  const panel = page.getByRole('region', { name: '到场' })
  const bar = page.locator('.act-bar')
  await panel.getByRole('button', { name: '记未到场' }).click()
  await bar.getByRole('button', { name: '撤销' }).click()
  await bar.getByText('已撤销：“未到场与撤销” 已记为未到场').waitFor()
  expect(await standing(palace, id)).toBe('table-tennis-02 10:00–12:00 confirmed')
  await panel.getByRole('button', { name: '记未到场' }).click()
  await bar.getByText('“未到场与撤销” 已记为未到场').waitFor()
  await booked('后来的人', 'table-tennis-02', '10:30', '11:30')
  await page.keyboard.press('Control+z')
  await page
    .getByText(/撤销不了：.*释放的时间已被占用/)
    .first()
    .waitFor()
  expect(await standing(palace, id)).toBe('table-tennis-02 10:00–12:00 no-show')
  await page.close()
})
