import type { Page } from 'playwright-core'
import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'

/** A day fuller than any house has: every room taken from midnight to midnight. */
export const ROOMS = 40
export const BLOCKS = 600
export const FULL_DAY = '2026-12-04'

const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Four groups of one whole and nine parts. */
const SPACES: readonly SpaceWire[] = Array.from({ length: ROOMS }, (_, index) => {
  const part = index % 10
  const atoms = part === 0 ? Array.from({ length: 9 }, (__, other) => index + other + 1) : [index]
  return {
    id: idOf(index),
    code: `room-${index}`,
    parentId: part === 0 ? null : idOf(index - part),
    atomIds: atoms.map((atom) => idOf(1000 + atom)),
    name: { 'zh-CN': `教室 ${index}`, en: `Room ${index}` },
    kind: 'classroom',
    capacity: 40,
    features: [],
    setUpMinutes: 10,
    strikeMinutes: 10,
    gridMinutes: 15,
    minMinutes: 30,
    maxMinutes: 480,
    noticeMinutes: 0,
    horizonDays: 60,
    bookable: true,
    conditions: null,
  }
})

/** The answer of GET /board for that many blocks on any day. */
export function fullDay(date: string): BoardWire {
  const midnight = Date.parse(`${date}T00:00:00Z`) - 8 * 3_600_000
  const at = (minute: number) => new Date(midnight + minute * 60_000).toISOString()
  const blocks = Array.from({ length: BLOCKS }, (_, index) => {
    const start = Math.floor(index / ROOMS) * 95 + 10
    const pending = index % 7 === 0
    return {
      kind: pending ? ('request' as const) : ('reservation' as const),
      id: idOf(5000 + index),
      orderId: idOf(9000 + index),
      reference: '2026-000001',
      seriesId: null,
      spaceId: idOf(index % ROOMS),
      start: at(start),
      end: at(start + 60),
      heldFrom: at(start - 10),
      heldUntil: at(start + 70),
      title: `职工乒乓球友谊赛 ${index}`,
      partyName: '恒岱精工机械有限公司工会',
      headcount: 20,
      state: pending ? ('pending' as const) : ('confirmed' as const),
      version: 1,
    }
  })
  return {
    date,
    cursor: '0:0',
    dayTypes: [{ date, kind: 'workday', name: null, announced: true }],
    at: at(720),
    blocks,
    open: SPACES.map(({ id }) => ({ spaceId: id, spans: [{ start: at(0), end: at(1440) }] })),
    closures: [],
  }
}

const SESSION: SessionWire = {
  user: { id: idOf(1), username: 'desk', name: '前台' },
  facility: { id: idOf(2), code: 'full', name: { 'zh-CN': '文化宫', en: 'Palace' }, timeZone: 'Asia/Shanghai' },
  roles: ['front-desk'],
  parties: [],
  csrfToken: 'token',
}

/** Answers every question of the board's page with a full house; `withSession` also says who is signed in. */
export async function answerFully(page: Page, withSession: boolean): Promise<void> {
  await page.route('**/api/v1/**', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url())
    if (pathname.endsWith('/spaces')) return await route.fulfill({ json: { items: SPACES } })
    if (pathname.endsWith('/board')) return await route.fulfill({ json: fullDay(searchParams.get('date') ?? '') })
    if (pathname.endsWith('/queue')) return await route.fulfill({ json: { items: [] } })
    if (pathname.endsWith('/acts'))
      return await route.fulfill({ json: { verdict: 'fits', violations: [], alternatives: [], obstacles: [] } })
    if (pathname.endsWith('/session') && withSession) return await route.fulfill({ json: SESSION })
    return withSession ? await route.abort() : await route.continue()
  })
}
