import type { BlockWire, BoardWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { SpanWire } from '@gongyue/shared/api/schemas.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'

/** What the board needs to know of a space. */
export type BoardSpace = Pick<
  SpaceWire,
  | 'id'
  | 'code'
  | 'parentId'
  | 'atomIds'
  | 'name'
  | 'kind'
  | 'capacity'
  | 'setUpMinutes'
  | 'strikeMinutes'
  | 'gridMinutes'
  | 'minMinutes'
  | 'maxMinutes'
  | 'bookable'
  | 'conditions'
>

/** One block with its times as numbers: `during` is what people booked, `held` adds set-up and strike. */
export interface Block extends Omit<BlockWire, 'start' | 'end' | 'heldFrom' | 'heldUntil'> {
  readonly during: Interval
  readonly held: Interval
  /** What this desk is doing with it; the server does not know yet. */
  readonly mark?: BlockMark
}

/** `parked`: put down, still standing where it is. `staged`: to be moved here with others. `sending`: moved, no answer yet. `marked`: to be swapped. */
export type BlockMark = 'parked' | 'staged' | 'sending' | 'marked'

/** A shutting for a reason. */
export interface Shutting {
  readonly id: string
  readonly spaceIds: readonly string[]
  readonly during: Interval
  readonly reason: string
}

/** One day of the board as the server told it, with times as numbers. */
export interface BoardDay {
  readonly date: LocalDate
  /** The days it covers, one unless asked for more. */
  readonly dates: readonly LocalDate[]
  readonly dayType: BoardWire['dayTypes'][number] | null
  /** When the answer was made. */
  readonly at: number
  readonly blocks: readonly Block[]
  readonly open: ReadonlyMap<string, readonly Interval[]>
  readonly shuttings: readonly Shutting[]
}

/** Reads the wire. `Date.parse` is enough: every instant on the wire has an offset, and there are thousands of them. */
export function readDay(wire: BoardWire): BoardDay {
  return {
    date: wire.date,
    dates: wire.dayTypes.length > 0 ? wire.dayTypes.map(({ date }) => date) : [wire.date],
    dayType: wire.dayTypes[0] ?? null,
    at: Date.parse(wire.at),
    blocks: wire.blocks.map(readBlock),
    open: new Map(wire.open.map(({ spaceId, spans }) => [spaceId, spans.map(readSpan)])),
    shuttings: wire.closures.map(({ id, spaceIds, reason, ...span }) => ({
      id,
      spaceIds,
      reason,
      during: readSpan(span),
    })),
  }
}

/** A reservation or a hold keeps others out; a request only asks. */
export function keepsOut(block: Pick<Block, 'kind' | 'state'>): boolean {
  return block.kind !== 'request' && block.state !== 'cancelled' && block.state !== 'no-show'
}

/** One block off the wire. */
export function readBlock({ start, end, heldFrom, heldUntil, ...rest }: BlockWire): Block {
  return {
    ...rest,
    during: { start: Date.parse(start), end: Date.parse(end) },
    held: { start: Date.parse(heldFrom), end: Date.parse(heldUntil) },
  }
}

function readSpan({ start, end }: SpanWire): Interval {
  return { start: Date.parse(start), end: Date.parse(end) }
}
