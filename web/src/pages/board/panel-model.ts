import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { CellWhyWire } from '@gongyue/shared/api/availability.ts'
import type { OrderWire, QueueWire } from '@gongyue/shared/api/orders.ts'
import { MINUTE, overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import { call } from '../../api/call.ts'
import { readQueue } from '../../api/more-routes.ts'
import { explainCell, readOrder } from '../../api/routes.ts'
import { keepsOut, type Block, type BoardDay, type BoardSpace } from '../../board/day.ts'
import type { Failing } from '../../components/Failure.tsx'
import { createDecision, type Deciding, type Decision } from '../../decisions/model.ts'

/** An answer on its way, there, or not to be had. */
export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failing'; readonly failing: Failing }

/** A request under decision: what the queue knows of its line. */
export interface Question {
  readonly decision: Decision
  readonly line: QueueWire['items'][number]['lines'][number] | null
}

/** What the panel beside the board tells. */
export type Panel =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'block'
      readonly block: Block
      readonly order: Asked<OrderWire>
      readonly question: Question | null
    }
  | {
      readonly kind: 'cell'
      readonly space: BoardSpace
      readonly span: Interval
      readonly why: Asked<CellWhyWire>
      /** Blocks that hold an atom of the space in that span. */
      readonly sources: readonly Block[]
    }

export interface PanelModel {
  readonly panel: ReadonlySignal<Panel>
  readonly selectedId: ReadonlySignal<string | null>
  readonly openBlock: (block: Block) => Promise<void>
  readonly openCell: (space: BoardSpace, start: number, minutes?: number) => Promise<void>
  readonly close: () => void
}

export interface PanelModelOptions {
  readonly zone: string
  readonly day: () => BoardDay | null
  readonly spaces: () => readonly BoardSpace[]
  /** A request got its answer. The board asks again; `order` is null when even that could not be read. */
  readonly onSettled: (settled: Extract<Deciding, { readonly kind: 'done' | 'late' }>) => void
  readonly send?: typeof call
}

/** The details of a block, or why a cell is as it is. Answers that come after the desk went on are dropped. */
export function createPanelModel({ zone, day, spaces, onSettled, send = call }: PanelModelOptions): PanelModel {
  const panel = signal<Panel>({ kind: 'closed' })
  let opened = 0

  const show = (next: Panel): number => {
    panel.value = next
    return (opened += 1)
  }

  const openBlock = async (block: Block): Promise<void> => {
    const { orderId } = block
    if (orderId === null) return void show({ kind: 'block', block, order: { kind: 'loading' }, question: null })
    const decision = block.kind === 'request' ? createDecision(orderId, [block.id], onSettled, send) : null
    const mine = show({
      kind: 'block',
      block,
      order: { kind: 'loading' },
      question: decision && { decision, line: null },
    })
    const [order, queue] = await Promise.all([
      send(readOrder, { params: { id: orderId } }),
      decision ? send(readQueue) : null,
    ])
    if (mine !== opened) return
    const line = queue?.kind === 'ok' ? lineIn(queue.body, block.id) : null
    panel.value = { kind: 'block', block, order: asked(order), question: decision && { decision, line } }
  }

  const openCell = async (space: BoardSpace, start: number, minutes = space.minMinutes): Promise<void> => {
    const span = { start: onGrid(space, start, zone), end: onGrid(space, start, zone) + minutes * MINUTE }
    const sources = sourcesOf(space, span, day(), spaces())
    const mine = show({ kind: 'cell', space, span, why: { kind: 'loading' }, sources })
    const reply = await send(explainCell, {
      query: { spaceId: space.id, start: formatInstant(span.start, zone), end: formatInstant(span.end, zone) },
    })
    if (mine === opened) panel.value = { kind: 'cell', space, span, why: asked(reply), sources }
  }

  return {
    panel,
    selectedId: computed(() => (panel.value.kind === 'block' ? panel.value.block.id : null)),
    openBlock,
    openCell,
    close: () => void show({ kind: 'closed' }),
  }
}

function asked<T>(reply: { readonly kind: 'ok'; readonly body: T } | Failing): Asked<T> {
  return reply.kind === 'ok' ? { kind: 'there', value: reply.body } : { kind: 'failing', failing: reply }
}

function lineIn({ items }: QueueWire, lineId: string) {
  return items.flatMap(({ lines }) => lines).find((line) => line.lineId === lineId) ?? null
}

/** A booking can only start on the space's own grid: a click at 18:45 in a room of half hours asks about 18:30. */
function onGrid({ gridMinutes }: BoardSpace, start: number, zone: string): number {
  const midnight = dayOf(localDateOf(start, zone), zone).start
  const grid = gridMinutes * MINUTE
  return midnight + Math.floor((start - midnight) / grid) * grid
}

function sourcesOf(
  space: BoardSpace,
  span: Interval,
  day: BoardDay | null,
  spaces: readonly BoardSpace[],
): readonly Block[] {
  const atoms = new Set(space.atomIds)
  const sharing = new Set(spaces.filter(({ atomIds }) => atomIds.some((atom) => atoms.has(atom))).map(({ id }) => id))
  return (day?.blocks ?? []).filter(
    (block) => keepsOut(block) && sharing.has(block.spaceId) && overlaps(block.held, span),
  )
}
