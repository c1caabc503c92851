import { computed, effect } from '@preact/signals'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { call } from '../../api/call.ts'
import type { Target } from '../../board/cursor.ts'
import type { Block } from '../../board/day.ts'
import type { Layout } from '../../board/layout.ts'
import type { BoardView } from '../../board/view.ts'
import { toast } from '../../components/Toasts.tsx'
import type { Deciding } from '../../decisions/model.ts'
import { t } from '../../text/board.ts'
import { t as decisions } from '../../text/decisions.ts'
import { dayLabel } from '../../text/when.ts'
import { createBoardModel, type BoardModel, type Wanted } from './model.ts'
import { createPanelModel, type PanelModel } from './panel-model.ts'
import { keepFresh } from '../../api/keep-fresh.ts'

/** The desk's work on one board: the day, the panel beside it, and what one does to the other. */
export interface Desk {
  readonly board: BoardModel
  readonly panel: PanelModel
  readonly view: BoardView
  readonly closePanel: () => void
  /** Keeps the board fresh until the page is left. */
  readonly start: () => () => void
}

export interface DeskOptions {
  readonly zone: string
  readonly date: LocalDate | null
  readonly wanted: Wanted | null
  readonly clock?: () => number
  readonly send?: typeof call
}

const REFRESH_MS = 15_000
/** The queue asks the rules about every open request: less often than the board. */
const COUNT_MS = 60_000
const TICK_MS = 10_000

export function createDesk(options: DeskOptions): Desk {
  const board = createBoardModel({ ...options, onArrive: (place) => void openAt(place) })
  const panel = createPanelModel({
    zone: options.zone,
    day: () => dayOnScreen(board),
    spaces: () => board.spaces.value,
    onSettled: (settled) => void onSettled(settled),
    ...(options.send ? { send: options.send } : {}),
  })

  const openById = async (blockId: string): Promise<boolean> => {
    const block = dayOnScreen(board)?.blocks.find(({ id }) => id === blockId)
    if (block) await panel.openBlock(block)
    return block !== undefined
  }

  const openAt = async (place: Wanted): Promise<void> => {
    if ('blockId' in place) return void (await openById(place.blockId))
    const space = board.spaces.value.find(({ id }) => id === place.spaceId)
    if (space) await panel.openCell(space, place.instant)
  }

  /** After an answer the request is gone from the board; what became of it takes its place in the panel. */
  const onSettled = async (settled: Extract<Deciding, { readonly kind: 'done' | 'late' }>): Promise<void> => {
    const asked = panel.panel.value
    if (asked.kind !== 'block') return
    if (settled.kind === 'done') toast(wordsFor(settled, asked.block))
    await Promise.all([board.refresh(), board.countWaiting()])
    if (panel.panel.value !== asked) return
    const reservation = settled.order?.lines.find(({ id }) => id === asked.block.id)?.reservation
    const shown = reservation ? await openById(reservation.id) : false
    if (!shown && settled.kind === 'done') panel.close()
  }

  const open = (target: Target): void => {
    if (target.kind === 'block') void panel.openBlock(target.placed.block)
    else if (target.kind === 'cell') void panel.openCell(target.row.space, target.span.start)
  }

  return {
    board,
    panel,
    view: viewOf(board, panel, open),
    closePanel: () => {
      panel.close()
      document.querySelector<HTMLElement>('.board [data-cursor]')?.focus()
    },
    start: () => {
      const stops = [
        keepFresh(board.refresh, REFRESH_MS),
        keepFresh(board.countWaiting, COUNT_MS),
        // A panel about another day would mislead.
        effect(() => void (board.date.value && panel.close())),
      ]
      const ticking = setInterval(board.tick, TICK_MS)
      return () => {
        clearInterval(ticking)
        for (const stop of stops) stop()
      }
    },
  }
}

const NOTHING: Layout = { scale: { from: 0, until: 1, slots: 1 }, rows: [], lanes: 1 }

function viewOf(board: BoardModel, panel: PanelModel, open: (target: Target) => void): BoardView {
  return {
    layout: computed(() => board.layout.value ?? NOTHING),
    zone: board.zone,
    label: computed(() => t('boardOf', { date: dayLabel(board.date.value) })),
    now: board.now,
    cursor: board.cursor,
    selectedId: panel.selectedId,
    place: board.place,
    open,
    fold: board.fold,
  }
}

function dayOnScreen({ state }: BoardModel) {
  return state.value.kind === 'shown' ? state.value.day : null
}

function wordsFor({ decision, displaced }: Extract<Deciding, { readonly kind: 'done' }>, { title }: Block): string {
  if (decision === 'decline') return decisions('declined', { title })
  return displaced > 0 ? decisions('acceptedDisplacing', { title, count: displaced }) : decisions('accepted', { title })
}
