import { signal, type ReadonlySignal } from '@preact/signals'
import type { CellWire } from '@gongyue/shared/api/availability.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { call } from '../../api/call.ts'
import { listCells, listDayTypes, listSpaces } from '../../api/routes.ts'
import type { StripDay } from '../../components/DateStrip.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { addDays, type Day } from '../../text/when.ts'
import { cardsOf, type Card } from './catalogue.ts'

/** How many days the strip shows. */
export const STRIP_DAYS = 14

/** Cells are asked for a few cards at a time: a phone's line is narrow. */
const AT_ONCE = 4

/** What the page knows of the palace before anything is chosen. */
export type House =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly spaces: readonly SpaceWire[]
      readonly cards: readonly Card[]
      readonly days: readonly StripDay[]
    }

/** Spaces and days of the strip, in two requests side by side. */
export async function loadHouse(facility: string, today: Day): Promise<House> {
  const [spaces, days] = await Promise.all([
    call(listSpaces, { query: { facility } }),
    call(listDayTypes, { query: { facility, from: today, until: addDays(today, STRIP_DAYS - 1) } }),
  ])
  if (spaces.kind !== 'ok') return { kind: 'failed', failing: spaces }
  if (days.kind !== 'ok') return { kind: 'failed', failing: days }
  return { kind: 'ready', spaces: spaces.body.items, cards: cardsOf(spaces.body.items), days: days.body.items }
}

/** The slot grid of one card on one day. */
export type Cells =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly cells: readonly CellWire[] }

export interface CellsAsked {
  readonly card: Card
  readonly date: Day
  readonly minutes: number
  readonly partyId: string
}

/** Keeps the grids that were asked for, so that a card opened a second time is there at once. */
export interface CellStore {
  /** The grid as far as it is known; reading it in a component draws again when it arrives. */
  read(asked: CellsAsked): Cells
  /** Asks for a grid; `fresh` asks again even when it is known. */
  load(asked: CellsAsked, fresh?: boolean): Promise<void>
  /** Asks for many, a few at a time, until `stop` says so. */
  loadAll(asked: readonly CellsAsked[], stop: () => boolean): Promise<void>
  /** Asks for one again and forgets the others: somebody else booked. */
  refresh(asked: CellsAsked): Promise<void>
  /** Forgets all: something was booked. */
  clear(): void
}

export function createCellStore(): CellStore {
  const known = signal<ReadonlyMap<string, Cells>>(new Map())
  const set = (key: string, cells: Cells) => {
    known.value = new Map([...known.value, [key, cells]])
  }
  const load = async (asked: CellsAsked, fresh = false) => {
    const key = keyOf(asked)
    const before = known.peek().get(key)
    if (!fresh && before && before.kind !== 'failed') return
    if (before?.kind !== 'ready') set(key, { kind: 'loading' })
    const { card, date, minutes, partyId } = asked
    const reply = await call(listCells, {
      query: { spaceId: card.space.id, date, minutes, parts: card.kind === 'many', ...(partyId ? { partyId } : {}) },
    })
    if (reply.kind === 'ok') set(key, { kind: 'ready', cells: reply.body.items })
    // What was read once stays to be seen when the network goes.
    else if (before?.kind !== 'ready') set(key, { kind: 'failed', failing: reply })
  }
  return {
    read: (asked) => known.value.get(keyOf(asked)) ?? { kind: 'loading' },
    load,
    async loadAll(all, stop) {
      const waiting = [...all]
      const work = async () => {
        for (let next = waiting.shift(); next && !stop(); next = waiting.shift()) await load(next)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    },
    refresh(asked) {
      const key = keyOf(asked)
      known.value = new Map([...known.value].filter(([other]) => other === key))
      return load(asked, true)
    },
    clear() {
      known.value = new Map()
    },
  }
}

/** How full a card is on a day, for the picker. */
export type Room =
  | { readonly kind: 'unknown' }
  /** `slots` cells are free; of a card that stands for many, at most `parts` at one time. */
  | { readonly kind: 'free'; readonly slots: number; readonly parts: number }
  | { readonly kind: 'none'; readonly why: CellWire['state'] }

/** Why nothing can be had, the most telling first: what rules the whole day out says more than one cell that is taken. */
const TELLING = [
  'no-right',
  'horizon',
  'notice',
  'quota',
  'taken',
  'closure',
  'mine',
  'past',
] as const satisfies readonly CellWire['state'][]

/** How full the day is; without a free cell, why. */
export function roomIn(cells: Cells): Room {
  if (cells.kind !== 'ready') return { kind: 'unknown' }
  const free = cells.cells.filter(({ state }) => state === 'free')
  if (free.length > 0) return { kind: 'free', slots: free.length, parts: Math.max(...free.map((cell) => cell.free)) }
  const reasons = cells.cells.map(({ state }) => state)
  return { kind: 'none', why: TELLING.find((one) => reasons.includes(one)) ?? 'closed' }
}

export type ReadHouse = ReadonlySignal<House>

function keyOf({ card, date, minutes, partyId }: CellsAsked): string {
  return `${card.key} ${date} ${minutes} ${partyId}`
}
