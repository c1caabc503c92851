import type { CellWire } from '@gongyue/shared/api/availability.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'

/** The tests' day and moment. */
export const DATE = '2026-12-04'
export const NOW = Date.parse(`${DATE}T07:00:00+08:00`)

export function at(clock: string, date = DATE): string {
  return `${date}T${clock}:00+08:00`
}

export const SESSION: SessionWire = {
  user: { id: 'u', username: 'branch', name: '赵秀岚' },
  facility: { id: 'f', code: 'jining', name: { 'zh-CN': '文化宫', en: 'Palace' }, timeZone: 'Asia/Shanghai' },
  roles: ['branch-officer'],
  parties: [{ id: 'p', name: '某某公司工会', kind: 'branch' }],
  csrfToken: 'csrf',
}

export function space(id: string, kind: SpaceWire['kind'], more: Partial<SpaceWire> = {}): SpaceWire {
  return {
    id,
    code: id,
    parentId: null,
    name: { 'zh-CN': id, en: id },
    kind,
    capacity: 40,
    features: [],
    atomIds: [id],
    setUpMinutes: 0,
    strikeMinutes: 0,
    gridMinutes: 30,
    minMinutes: 60,
    maxMinutes: 240,
    noticeMinutes: 0,
    horizonDays: 60,
    bookable: true,
    conditions: null,
    ...more,
  }
}

/** A theatre with conditions, a hall of two tables, and a classroom. */
export const SPACES: readonly SpaceWire[] = [
  space('theatre', 'theatre', {
    capacity: 600,
    noticeMinutes: 4320,
    conditions: { version: 3, text: { 'zh-CN': '须知', en: 'Conditions' } },
  }),
  space('classroom', 'classroom'),
  space('hall', 'table-hall', { atomIds: ['table-1', 'table-2'] }),
  space('table-1', 'table', { parentId: 'hall', capacity: 4 }),
  space('table-2', 'table', { parentId: 'hall', capacity: 4 }),
]

export function cell(from: string, until: string, more: Partial<CellWire> = {}): CellWire {
  return {
    start: at(from),
    end: at(until),
    state: 'free',
    free: 1,
    of: 1,
    spaceId: 'classroom',
    route: 'direct',
    ...more,
  }
}

export const FITS: VerdictWire = { verdict: 'fits', violations: [], alternatives: [], routes: ['direct'] }

export function order(lines: readonly Partial<OrderWire['lines'][number]>[], more: Partial<OrderWire> = {}): OrderWire {
  return {
    id: 'o',
    reference: '2026-000001',
    title: '培训',
    purpose: '',
    headcount: 20,
    partyId: 'p',
    partyName: '某某公司工会',
    placedBy: null,
    placedAt: at('07:00'),
    state: 'accepted',
    version: 1,
    lines: lines.map((line, index) => ({
      id: `l${index}`,
      kind: 'space',
      spaceId: 'classroom',
      start: at('09:00'),
      end: at('10:00'),
      state: 'accepted',
      reasonCode: null,
      reason: null,
      decidedAt: null,
      waivers: [],
      reservation: null,
      ...line,
    })),
    ...more,
  }
}
