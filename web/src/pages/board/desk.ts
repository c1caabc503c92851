import { computed, effect, signal } from '@preact/signals'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { call } from '../../api/call.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { live as liveOfTab, type Live } from '../../api/live.ts'
import { slotIn, targetOf, type Target } from '../../board/cursor.ts'
import type { Block, BoardSpace } from '../../board/day.ts'
import type { Layout } from '../../board/layout.ts'
import { NO_OVERLAY } from '../../board/overlay.ts'
import type { BoardView, Wished } from '../../board/view.ts'
import { toast } from '../../components/Toasts.tsx'
import type { Deciding } from '../../decisions/model.ts'
import { t } from '../../text/board.ts'
import { t as decisions } from '../../text/decisions.ts'
import { dayLabel } from '../../text/when.ts'
import { createArranging, type Arranging } from './arranging/arranging.ts'
import { createBooking, type Booking } from './booking/model.ts'
import { levelOf, type Level } from './booking/verdict.ts'
import { createFindTime, type FindTime } from './finding/find-time.ts'
import { createBoardModel, type BoardAddress, type BoardModel, type Wanted } from './model.ts'
import { createPanelModel, type PanelModel } from './panel-model.ts'
import { busyWith, createPresence } from './presence.ts'

/** The desk's work on one board: the day, the panel beside it, and what one does to the other. */
export interface Desk {
  readonly board: BoardModel
  readonly panel: PanelModel
  readonly arranging: Arranging
  readonly booking: Booking
  readonly finding: FindTime
  readonly view: BoardView
  /** A new booking where the cursor is. */
  readonly create: () => void
  /** A new booking at a place that was looked at, whatever stands in its way. */
  readonly bookHere: (space: BoardSpace, during: Interval) => void
  /** A new booking in free time, from now on where that has begun. What is over, or no place to book, only tells why. */
  readonly bookFree: (space: BoardSpace, free: Interval) => void
  /** Books as usual for a walk-in, wherever it is. */
  readonly bookNow: (space: BoardSpace, during: Interval) => Promise<void>
  /** An offer as a booking that is not made yet, on its day of the board. */
  readonly showOffer: (offer: AlternativeWire) => void
  readonly findTime: () => void
  /** Closes what stands on top beside the board. */
  readonly closePanel: () => void
  /** Keeps the board fresh until the page is left. */
  readonly start: () => () => void
}

export interface DeskOptions {
  readonly zone: string
  readonly date: LocalDate | null
  readonly wanted: Wanted | null
  readonly first?: BoardAddress
  /** Who sits at the desk. */
  readonly userId?: string
  readonly roles?: () => readonly Role[]
  readonly clock?: () => number
  readonly send?: typeof call
  readonly live?: Live
}

/** Changes come by themselves: this is for what a stream can not tell, such as a hold that runs out. */
const REFRESH_MS = 60_000
/** The queue asks the rules about every open request: less often than the board. */
const COUNT_MS = 60_000
const TICK_MS = 10_000

export function createDesk(options: DeskOptions): Desk {
  const { userId = '', roles = () => [], send = call, live = liveOfTab } = options
  const overlay = signal(NO_OVERLAY)
  const board = createBoardModel({ ...options, overlay, onArrive: (place) => void openAt(place) })
  const layout = computed(() => board.layout.value ?? NOTHING)
  const booking = createBooking({
    board,
    send,
    roles,
    onBooked: (deed) => {
      arranging.history.note(deed)
      // The clerk is back where the cell was picked.
      focusBoard()
      void board.refresh()
    },
    onRefreshed: () => void board.refresh(),
  })
  const arranging = createArranging({
    board,
    layout,
    overlay,
    roles,
    userId,
    send,
    say: toast,
    onCreate: (spaceId, during) => openBooking(spaceId, during),
    onCopy: booking.copy,
  })
  const panel = createPanelModel({
    zone: options.zone,
    day: () => dayOnScreen(board),
    spaces: () => board.spaces.value,
    onSettled: (settled) => void onSettled(settled),
    ...(options.send ? { send: options.send } : {}),
  })

  const finding = createFindTime({ board, send })

  const busy = busyWith({ carrying: arranging.carrying, booking, panel }, options.zone)
  const presence = createPresence({ live, userId, busy, send })

  const openBooking = (spaceId: string, during: Interval): void => {
    const space = board.spaces.value.find(({ id }) => id === spaceId)
    if (space) bookHere(space, during)
  }

  const bookHere = (space: BoardSpace, during: Interval): void => {
    beside()
    booking.open(space, during)
  }

  /** The booking takes the place beside the board. */
  const beside = (): void => {
    arranging.questions.close()
    panel.close()
  }

  const openById = async (blockId: string): Promise<boolean> => {
    const block = dayOnScreen(board)?.blocks.find(({ id }) => id === blockId)
    if (block) await panel.openBlock(block)
    return block !== undefined
  }

  const openAt = async (place: Wanted): Promise<void> => {
    if ('blockId' in place) return void (await openById(place.blockId))
    const form = booking.form.value
    // The board went to where a booking is being written: that is open already.
    if (form?.space.id === place.spaceId && form.during.start === place.instant) return
    const space = board.spaces.value.find(({ id }) => id === place.spaceId)
    if (space) await panel.openCell(space, place.instant)
  }

  /** The board with its cursor at a place, on whatever day. */
  const goTo = (space: BoardSpace, { start }: Interval): void => {
    const date = localDateOf(start, options.zone)
    const row = layout.value.rows.find((one) => one.space.id === space.id && (one.date === null || one.date === date))
    if (!row || !isOnScreen(start)) return board.goTo(date, { spaceId: space.id, instant: start })
    board.place({ rowId: row.id, slot: slotIn(row, layout.value.scale, start), blockId: null })
  }

  const isOnScreen = (instant: number): boolean =>
    dayOnScreen(board)?.dates.includes(localDateOf(instant, options.zone)) ?? false

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
    arranging.questions.close()
    if (target.kind === 'block') return void panel.openBlock(target.placed.block)
    if (target.kind !== 'cell') return
    const { row, span, state } = target
    if (state === 'free') bookFree(row.space, span)
    else void panel.openCell(row.space, span.start)
  }

  const bookFree = (space: BoardSpace, free: Interval): void => {
    if (!space.bookable || free.end <= board.now.value) return void panel.openCell(space, free.start)
    beside()
    booking.openAt(space, Math.max(free.start, board.now.value))
  }

  return {
    board,
    panel,
    arranging,
    booking,
    view: { ...viewOf(board, panel, arranging, layout, open), wished: wishedBy(booking), others: presence.others },
    create: () => {
      const cursor = board.cursor.value
      const target = cursor && targetOf(cursor, layout.value)
      if (!target || target.kind === 'head' || !target.row.space.bookable) return
      beside()
      booking.openAt(target.row.space, target.kind === 'cell' ? target.span.start : target.placed.block.during.end)
    },
    finding,
    bookHere,
    bookFree,
    bookNow: async (space, during) => {
      beside()
      const booked = booking.bookNow(space, during)
      goTo(space, during)
      await booked
    },
    findTime: () => {
      beside()
      booking.close()
      finding.open()
    },
    showOffer: ({ lines: [line] }) => {
      const space = board.spaces.value.find(({ id }) => id === line?.spaceId)
      if (!line || !space) return
      const during = { start: Date.parse(line.start), end: Date.parse(line.end) }
      const { headcount, features } = finding.wish.value
      beside()
      booking.open(space, during, { party: finding.choice.party.value, headcount, features })
      goTo(space, during)
    },
    closePanel: () => {
      const covered = panel.panel.value.kind !== 'closed' || arranging.questions.question.value !== null
      beside()
      // A booking that is being written waits below what was looked at meanwhile.
      if (covered && booking.form.value) return
      const writing = booking.form.value !== null
      booking.close()
      // Behind an offer that was only looked at stands the list it came from.
      if (writing && finding.shown.value) return
      finding.close()
      focusBoard()
    },
    start: () => {
      const stops = [
        arranging.start(),
        // Before the first question, so that nothing falls between its answer and the stream.
        live.listen(board.hear),
        presence.start(),
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

function focusBoard(): void {
  document.querySelector<HTMLElement>('.board [data-cursor]')?.focus()
}

const NOTHING: Layout = { scale: { from: 0, until: 1, slots: 1, parts: [{ start: 0, end: 1 }] }, rows: [], lanes: 1 }

function viewOf(
  board: BoardModel,
  panel: PanelModel,
  { carrying, said, refuse, command }: Arranging,
  layout: BoardView['layout'],
  open: (target: Target) => void,
): Omit<BoardView, 'others' | 'wished'> {
  return {
    layout,
    zone: board.zone,
    label: computed(() => t('boardOf', { date: dayLabel(board.date.value) })),
    now: board.now,
    cursor: board.cursor,
    selectedId: panel.selectedId,
    place: board.place,
    open,
    fold: board.fold,
    carrying,
    said,
    refuse,
    command,
  }
}

/** The booking that is being written, as the board draws it. */
function wishedBy({ form, verdict, roles }: Booking): BoardView['wished'] {
  return computed((): Wished | null => {
    const value = form.value
    if (!value) return null
    const level = GHOST_LEVELS[levelOf(verdict.value, value, roles())]
    return { spaceId: value.space.id, during: value.during, level }
  })
}

const GHOST_LEVELS = {
  asking: 'same',
  fits: 'fits',
  ready: 'fits',
  displacing: 'staff',
  staff: 'staff',
  nobody: 'nobody',
  failing: 'same',
} as const satisfies Record<Level, Wished['level']>

function dayOnScreen({ state }: BoardModel) {
  return state.value.kind === 'shown' ? state.value.day : null
}

function wordsFor({ decision, displaced }: Extract<Deciding, { readonly kind: 'done' }>, { title }: Block): string {
  if (decision === 'decline') return decisions('declined', { title })
  return displaced > 0 ? decisions('acceptedDisplacing', { title, count: displaced }) : decisions('accepted', { title })
}
