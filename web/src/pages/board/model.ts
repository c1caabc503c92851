import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { ChangeEventWire } from '@gongyue/shared/api/live.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, isLocalDate, localDateOf, weekdayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { bundled } from '../../api/bundled.ts'
import { call } from '../../api/call.ts'
import { covers } from '../../api/cursor-order.ts'
import type { LiveEvent } from '../../api/live.ts'
import { readBoard, readQueue } from '../../api/more-routes.ts'
import { listSpaces } from '../../api/routes.ts'
import { recall, remember } from '../../app/storage.ts'
import { cursorOn, home, kept, type Cursor } from '../../board/cursor.ts'
import { readDay, type Block, type BoardDay, type BoardSpace } from '../../board/day.ts'
import { keepSame } from '../../board/keep-same.ts'
import { layOut, type Layout } from '../../board/layout.ts'
import { NO_OVERLAY, overlaid, type Overlay } from '../../board/overlay.ts'
import { commonHours, hoursInUse, severalDays, slotAt, wholeDay, wholeDays, type Scale } from '../../board/scale.ts'
import { foldedAtFirst, groupIds, kindsOf } from '../../board/tree.ts'
import { layOutWeek, rowIdOf } from '../../board/week.ts'
import type { Failing } from '../../components/Failure.tsx'
import { changedDay, createChangeLog } from './live-day.ts'

export const ZOOMS = ['open', 'day', 'wide'] as const
export type Zoom = (typeof ZOOMS)[number]

/** All rooms on one day or on three, or one room through its week. */
export const RANGES = ['day', 'three', 'week'] as const
export type Range = (typeof RANGES)[number]
const DAYS_OF = { day: 1, three: 3, week: 7 } as const satisfies Record<Range, number>

/** What is on the screen. `stale`: the last question got no answer, and an older answer is shown. */
export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failing'; readonly failing: Failing }
  | { readonly kind: 'shown'; readonly day: BoardDay; readonly stale: boolean }

/** A place to go to once its day is there. */
export type Wanted = { readonly blockId: string } | { readonly spaceId: string; readonly instant: number }

export interface BoardModel {
  readonly zone: string
  readonly date: ReadonlySignal<LocalDate>
  readonly today: ReadonlySignal<LocalDate>
  readonly now: ReadonlySignal<number>
  readonly state: ReadonlySignal<BoardState>
  readonly spaces: ReadonlySignal<readonly BoardSpace[]>
  readonly kinds: ReadonlySignal<readonly SpaceKind[]>
  readonly kind: ReadonlySignal<SpaceKind | null>
  readonly zoom: ReadonlySignal<Zoom>
  readonly range: ReadonlySignal<Range>
  /** The room whose week is shown; kept while days are. */
  readonly roomId: ReadonlySignal<string | null>
  readonly folded: ReadonlySignal<ReadonlySet<string>>
  /** What is folded where nobody chose otherwise. */
  readonly foldedAtFirst: ReadonlySignal<ReadonlySet<string>>
  readonly layout: ReadonlySignal<Layout | null>
  readonly cursor: ReadonlySignal<Cursor | null>
  /** Orders that wait for an officer; null until known. */
  readonly waiting: ReadonlySignal<number | null>
  readonly refresh: () => Promise<void>
  readonly countWaiting: () => Promise<void>
  /** What the server tells by itself. */
  readonly hear: (event: LiveEvent) => void
  readonly tick: () => void
  readonly goToDay: (date: LocalDate) => void
  /** Turns the page by so many ranges. */
  readonly step: (pages: number) => void
  readonly goTo: (date: LocalDate, wanted: Wanted) => void
  readonly choose: (change: {
    readonly zoom?: Zoom
    readonly kind?: SpaceKind | null
    readonly range?: Range
    readonly roomId?: string
  }) => void
  /** Blocks as they stand now, known before the server tells the whole day again. */
  readonly amend: (blocks: readonly Block[]) => void
  readonly fold: (rowId: string) => void
  readonly foldAll: (folded: boolean) => void
  readonly place: (cursor: Cursor) => void
}

/** What of the board an address names; rooms are named by their codes. */
export interface BoardAddress {
  readonly zoom?: Zoom
  readonly range?: Range
  readonly kind?: SpaceKind
  readonly room?: string
  readonly folded?: readonly string[]
}

export interface BoardModelOptions {
  readonly zone: string
  readonly date: LocalDate | null
  readonly wanted?: Wanted | null
  /** How the reader came by a link: what is left out is as it was last time. */
  readonly first?: BoardAddress
  /** What this desk has done and the server has not confirmed. */
  readonly overlay?: ReadonlySignal<Overlay>
  /** Told when the cursor has come to a place that was wanted. */
  readonly onArrive?: (place: Wanted) => void
  /** Epoch milliseconds of this PC, whose clock may be wrong: the server's answers correct it. */
  readonly clock?: () => number
  readonly send?: typeof call
  readonly dice?: () => number
}

/** The day the desk looks at, and where it is on it. */
export function createBoardModel({
  zone,
  date: firstDate,
  wanted: firstWanted = null,
  first: address = {},
  overlay = signal(NO_OVERLAY),
  onArrive,
  clock = Date.now,
  send = call,
  dice = Math.random,
}: BoardModelOptions): BoardModel {
  const skew = signal(0)
  const now = signal(clock())
  const today = computed(() => localDateOf(now.value, zone))
  const date = signal(firstDate ?? today.value)
  const state = signal<BoardState>({ kind: 'loading' })
  const spaces = signal<readonly BoardSpace[]>([])
  const folded = signal<ReadonlySet<string>>(new Set())
  const kind = signal<SpaceKind | null>(address.kind ?? null)
  const zoom = signal<Zoom>(address.zoom ?? ZOOMS.find((one) => one === recall('board.zoom')) ?? 'open')
  const range = signal<Range>(address.range ?? 'day')
  const roomId = signal<string | null>(null)
  const cursor = signal<Cursor | null>(null)
  const waiting = signal<number | null>(null)
  let wanted: Wanted | null = firstWanted
  let last: Layout | null = null
  const changes = createChangeLog()
  let answered: string | null = null
  let began: string | null = null

  const layout = computed<Layout | null>(() => {
    if (state.value.kind !== 'shown') return null
    const day = overlaid(state.value.day, overlay.value, spaces.value)
    const room = spaces.value.find(({ id }) => id === roomId.value)
    const scale = scaleOf(state.value.day, range.value, zoom.value, zone, room?.id)
    last = keepSame(
      last,
      range.value === 'week' && room
        ? layOutWeek(room, day, spaces.value, scale, zone)
        : layOut({ day, spaces: spaces.value, folded: folded.value, kind: kind.value, scale }),
    )
    return last
  })

  /** The first day that is shown, and how many. */
  const asking = (): { readonly date: LocalDate; readonly days: number } => {
    const days = DAYS_OF[range.value]
    const from = range.value === 'week' ? addDays(date.value, 1 - weekdayOf(date.value)) : date.value
    return { date: from, days }
  }

  const settle = (): void => {
    const shown = layout.value
    if (!shown) return
    if (wanted) arrive(wanted)
    else cursor.value = cursor.value ? kept(cursor.value, shown) : home(shown, now.value, date.value)
  }

  /** Opens what is in the way of a place, then stands on it. */
  const arrive = (place: Wanted): void => {
    if (state.value.kind !== 'shown') return
    wanted = null
    const spaceId =
      'spaceId' in place ? place.spaceId : state.value.day.blocks.find(({ id }) => id === place.blockId)?.spaceId
    if (spaceId === undefined) return settle()
    batch(() => {
      kind.value = null
      folded.value = new Set([...folded.value].filter((id) => !ancestorsOf(spaceId, spaces.value).includes(id)))
      if (range.value === 'week') roomId.value = spaceId
    })
    const shown = layout.value
    if (!shown) return
    if ('blockId' in place) cursor.value = cursorOn(place.blockId, shown)
    else {
      const rowId = range.value === 'week' ? rowIdOf(spaceId, localDateOf(place.instant, zone)) : spaceId
      const shift = shown.rows.find(({ id }) => id === rowId)?.shift ?? 0
      cursor.value = { rowId, slot: slotAt(shown.scale, place.instant - shift), blockId: null }
    }
    onArrive?.(place)
  }

  const refresh = async (): Promise<void> => {
    const asked = asking()
    const meanwhile = changes.ask()
    const [board, known] = await Promise.all([
      send(readBoard, { query: asked.days === 1 ? { date: asked.date } : asked }),
      spaces.value.length > 0 ? null : send(listSpaces),
    ])
    const missed = meanwhile()
    // The desk turned the page meanwhile: the answer is of a day nobody looks at.
    const { date: wantedDate, days } = asking()
    if (asked.date !== wantedDate || asked.days !== days) return
    const failed = board.kind === 'ok' ? (known && known.kind !== 'ok' ? known : null) : board
    if (failed) {
      state.value =
        state.value.kind === 'shown' ? { ...state.value, stale: true } : { kind: 'failing', failing: failed }
      return
    }
    if (board.kind !== 'ok') return
    batch(() => {
      if (known?.kind === 'ok') {
        const all = known.body.items
        const idOf = (code: string | undefined) => all.find((space) => space.code === code)?.id
        spaces.value = all
        folded.value = address.folded ? new Set(address.folded.flatMap((code) => idOf(code) ?? [])) : foldedAtFirst(all)
        roomId.value = idOf(address.room) ?? all.find(({ bookable }) => bookable)?.id ?? null
      }
      const day = missed.reduce(
        (before, change) => changedDay(before, change, shownBy(before, zone)),
        readDay(board.body),
      )
      skew.value = day.at - clock()
      now.value = clock() + skew.value
      state.value = { kind: 'shown', day, stale: false }
    })
    settle()
    answered = board.body.cursor
    if (!isCovered()) await refresh()
  }

  /** Whether the day on the screen holds all that happened before the stream began to tell. */
  const isCovered = (): boolean => {
    if (began !== null && answered !== null && covers(answered, began)) began = null
    return began === null
  }

  const apply = bundled<ChangeEventWire>(BUNDLE_MS, (bundle) => {
    batch(() => {
      for (const change of bundle) {
        changes.note(change)
        skew.value = Date.parse(change.at) - clock()
        if (change.waiting !== undefined) waiting.value = change.waiting
        if (state.value.kind !== 'shown') continue
        const { day } = state.value
        state.value = { kind: 'shown', day: changedDay(day, change, shownBy(day, zone)), stale: false }
      }
      now.value = clock() + skew.value
    })
    settle()
    // What is open follows from hours and closures: the server works it out.
    if (bundle.some(({ facts, closures }) => facts || closures.upsert.length + closures.removed.length > 0))
      setTimeout(() => void refresh(), FACTS_MS * dice())
  })

  const hear = (event: LiveEvent): void => {
    if (event.kind === 'change') apply(event.change)
    else if (event.kind === 'reset') void refresh()
    else if (event.kind === 'started') {
      began = event.cursor
      if (answered !== null && !isCovered()) void refresh()
    }
  }

  const countWaiting = async (): Promise<void> => {
    const reply = await send(readQueue)
    if (reply.kind === 'ok') waiting.value = reply.body.items.length
  }

  const goToDay = (to: LocalDate): void => {
    if (!isLocalDate(to) || to === date.value) return
    show(() => (date.value = to))
  }

  /** Turns the page; what is shown stays while its days stay. */
  const show = (turn: () => void): void => {
    const before = asking()
    batch(() => {
      turn()
      const after = asking()
      if (before.date !== after.date || before.days !== after.days) state.value = { kind: 'loading' }
    })
    if (state.value.kind === 'loading') void refresh()
    else settle()
  }

  return {
    zone,
    date,
    today,
    now,
    state,
    spaces,
    kinds: computed(() => kindsOf(spaces.value)),
    kind,
    zoom,
    range,
    roomId,
    folded,
    foldedAtFirst: computed(() => foldedAtFirst(spaces.value)),
    layout,
    cursor,
    waiting,
    refresh,
    countWaiting,
    hear,
    tick: () => (now.value = clock() + skew.value),
    goToDay,
    step: (pages) => goToDay(addDays(date.value, pages * DAYS_OF[range.value])),
    goTo: (to, place) => {
      wanted = place
      if (to === date.value) settle()
      else goToDay(to)
    },
    choose: (change) => {
      show(() => {
        if (change.zoom !== undefined) zoom.value = change.zoom
        if (change.kind !== undefined) kind.value = change.kind
        if (change.range !== undefined) range.value = change.range
        if (change.roomId !== undefined) roomId.value = change.roomId
        if (change.range !== undefined || change.roomId !== undefined) cursor.value = null
      })
      remember('board.zoom', zoom.value)
    },
    fold: (rowId) => {
      if (!groupIds(spaces.value).includes(rowId)) return
      const next = new Set(folded.value)
      if (!next.delete(rowId)) next.add(rowId)
      folded.value = next
      settle()
    },
    foldAll: (all) => {
      folded.value = all ? new Set(groupIds(spaces.value)) : new Set()
      settle()
    },
    place: (to) => (cursor.value = to),
    amend: (blocks) => {
      if (state.value.kind !== 'shown') return
      const amended = new Map(blocks.map((block) => [block.id, block]))
      const { day } = state.value
      state.value = {
        ...state.value,
        day: { ...day, blocks: day.blocks.map((block) => amended.get(block.id) ?? block) },
      }
    },
  }
}

/** From the first midnight of the shown days to the last. */
function shownBy({ dates, date }: BoardDay, zone: string): Interval {
  const last = dates.at(-1) ?? date
  return { start: dayOf(dates[0] ?? date, zone).start, end: dayOf(last, zone).end }
}

/** Faster than anybody sees, and slow enough that twenty changes a second leave the desk its time. */
const BUNDLE_MS = 80
/** All boards ask anew when hours change: not all at once. */
const FACTS_MS = 1000

function scaleOf(day: BoardDay, range: Range, zoom: Zoom, zone: string, roomId: string | undefined): Scale {
  const { date, dates } = day
  if (zoom === 'day') return range === 'three' ? wholeDays(dates, zone) : wholeDay(date, zone)
  const open = range === 'week' && roomId !== undefined ? (day.open.get(roomId) ?? []) : [...day.open.values()].flat()
  const blocks = range === 'week' ? day.blocks.filter(({ spaceId }) => spaceId === roomId) : day.blocks
  const spans = [...open, ...blocks.map(({ held }) => held)]
  if (range === 'day') return hoursInUse(date, zone, spans)
  return range === 'three' ? severalDays(dates, zone, spans) : commonHours(dates, zone, spans)
}

function ancestorsOf(spaceId: string, spaces: readonly BoardSpace[]): readonly string[] {
  const parentId = spaces.find(({ id }) => id === spaceId)?.parentId ?? null
  return parentId === null ? [] : [parentId, ...ancestorsOf(parentId, spaces)]
}
