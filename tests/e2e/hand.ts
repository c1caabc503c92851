import type { Locator, Page } from 'playwright-core'
import { spaceOf } from '../../scripts/seed/house.ts'
import type { LivePalace } from './support.ts'

/** A block by what is written on it. */
export function blockOf(page: Page, title: string): Locator {
  return page.locator('[data-row] [data-block]', { hasText: title }).first()
}

/** Where an instant of a space is on the screen: the middle of its row. */
export async function pointOf(
  page: Page,
  space: string,
  clock: string,
): Promise<{ readonly x: number; readonly y: number }> {
  const track = page.locator(`[data-row="${spaceOf(space).id}"] [data-track]`)
  await track.scrollIntoViewIfNeeded()
  const box = await track.boundingBox()
  const [from, until] = await page.evaluate(() => {
    const hours = [...document.querySelectorAll<HTMLElement>('.board-hour')]
    const minute = (text: string) => Number(text.slice(0, 2)) * 60
    const [first, second] = hours
    const per = Number.parseFloat(second?.style.left ?? '0') - Number.parseFloat(first?.style.left ?? '0')
    const start = minute(first?.textContent ?? '') - (Number.parseFloat(first?.style.left ?? '0') / per) * 60
    return [start, start + (100 / per) * 60]
  })
  if (!box || from === undefined || until === undefined) throw new Error(`the board shows no row of ${space}`)
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return { x: box.x + (box.width * (minutes - from)) / (until - from), y: box.y + Math.min(box.height / 2, 12) }
}

/** Takes hold of a point and goes to another; the button stays down. */
export async function carry(
  page: Page,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
}

/** How a reservation stands in the database: `classroom-203 10:00–11:30 confirmed`. */
export async function standing(palace: LivePalace, blockId: string): Promise<string> {
  const { rows } = await palace.pool.query<{ readonly stands: string }>(
    `select s.code || to_char(r.starts_at at time zone 'Asia/Shanghai', ' HH24:MI–')
            || to_char(r.ends_at at time zone 'Asia/Shanghai', 'HH24:MI ') || r.state as stands
     from reservations r join spaces s on s.facility_id = r.facility_id and s.space_id = r.space_id
     where r.reservation_id = $1`,
    [blockId],
  )
  return rows[0]?.stands ?? 'nowhere'
}
