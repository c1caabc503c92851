import type { Block, BoardDay, BoardSpace } from '../../web/src/board/day.ts'
import { layOut, type Layout } from '../../web/src/board/layout.ts'
import { wholeDay } from '../../web/src/board/scale.ts'

export const ZONE = 'Asia/Shanghai'
export const DATE = '2026-12-04'

/** An instant of the test's day: `at('18:30')`. */
export function at(clock: string): number {
  return Date.parse(`${DATE}T${clock}:00+08:00`)
}

export function span(start: string, end: string) {
  return { start: at(start), end: at(end) }
}

/** A space of the board; its only atom has its own name unless told. */
export function space(id: string, given: Partial<BoardSpace> = {}): BoardSpace {
  return {
    id,
    code: id,
    parentId: null,
    atomIds: [id],
    name: { 'zh-CN': id, en: id },
    kind: 'classroom',
    capacity: 30,
    setUpMinutes: 0,
    strikeMinutes: 0,
    gridMinutes: 15,
    minMinutes: 30,
    maxMinutes: 720,
    bookable: true,
    conditions: null,
    ...given,
  }
}

/** A confirmed reservation without buffers, unless told. */
export function block(id: string, spaceId: string, start: string, end: string, given: Partial<Block> = {}): Block {
  return {
    kind: 'reservation',
    id,
    orderId: `order-${id}`,
    reference: '2026-000001',
    seriesId: null,
    spaceId,
    during: span(start, end),
    held: span(start, end),
    title: `title ${id}`,
    partyName: 'branch',
    headcount: 10,
    state: 'confirmed',
    version: 1,
    ...given,
  }
}

export function request(id: string, spaceId: string, start: string, end: string): Block {
  return block(id, spaceId, start, end, { kind: 'request', state: 'pending' })
}

/** A hall of three tables with one half, and a room: the smallest palace that shows everything. */
export const PALACE: readonly BoardSpace[] = [
  space('hall', { kind: 'table-hall', atomIds: ['t1', 't2', 't3'] }),
  space('half', { kind: 'table-hall', parentId: 'hall', atomIds: ['t1', 't2'] }),
  ...['t1', 't2', 't3'].map((id) => space(id, { kind: 'table', parentId: 'hall' })),
  space('room', { kind: 'classroom' }),
]

export function dayWith(blocks: readonly Block[], given: Partial<BoardDay> = {}): BoardDay {
  const open = new Map(PALACE.map(({ id }) => [id, [span('08:00', '22:00')]]))
  return { date: DATE, dates: [DATE], dayType: null, at: at('12:00'), blocks, open, shuttings: [], ...given }
}

/** The palace laid out over the whole day: slot 72 is 18:00. */
export function layoutWith(
  blocks: readonly Block[],
  given: { readonly folded?: readonly string[]; readonly day?: Partial<BoardDay> } = {},
): Layout {
  return layOut({
    day: dayWith(blocks, given.day),
    spaces: PALACE,
    folded: new Set(given.folded ?? []),
    kind: null,
    scale: wholeDay(DATE, ZONE),
  })
}

export function rowOf(layout: Layout, id: string) {
  const row = layout.rows.find((one) => one.id === id)
  if (!row) throw new Error(`no row ${id}; there are ${layout.rows.map((one) => one.id).join(', ')}`)
  return row
}
