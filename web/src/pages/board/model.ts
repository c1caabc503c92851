import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { addDays, isLocalDate, localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { call } from '../../api/call.ts'
import { listSpaces, readBoard, readQueue } from '../../api/routes.ts'
import { recall, remember } from '../../app/storage.ts'
import { cursorOn, home, kept, type Cursor } from '../../board/cursor.ts'
import { readDay, type BoardDay, type BoardSpace } from '../../board/day.ts'
import { keepSame } from '../../board/keep-same.ts'
import { layOut, type Layout } from '../../board/layout.ts'
import { hoursInUse, slotAt, wholeDay, type Scale } from '../../board/scale.ts'
import { foldedAtFirst, groupIds, kindsOf } from '../../board/tree.ts'
import type { Failing } from '../../components/Failure.tsx'

export const ZOOMS = ['open', 'day', 'wide'] as const
export type Zoom = (typeof ZOOMS)[number]

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
  readonly folded: ReadonlySignal<ReadonlySet<string>>
  readonly layout: ReadonlySignal<Layout | null>
  readonly cursor: ReadonlySignal<Cursor | null>
  /** Orders that wait for an officer; null until known. */
  readonly waiting: ReadonlySignal<number | null>
  readonly refresh: () => Promise<void>
  readonly countWaiting: () => Promise<void>
  readonly tick: () => void
  readonly goToDay: (date: LocalDate) => void
  readonly step: (days: number) => void
  readonly goTo: (date: LocalDate, wanted: Wanted) => void
  readonly choose: (change: { readonly zoom?: Zoom; readonly kind?: SpaceKind | null }) => void
  readonly fold: (rowId: string) => void
  readonly foldAll: (folded: boolean) => void
  readonly place: (cursor: Cursor) => void
}

export interface BoardModelOptions {
  readonly zone: string
  readonly date: LocalDate | null
  readonly wanted?: Wanted | null
  /** Told when the cursor has come to a place that was wanted. */
  readonly onArrive?: (place: Wanted) => void
  /** Epoch milliseconds of this PC, whose clock may be wrong: the server's answers correct it. */
  readonly clock?: () => number
  readonly send?: typeof call
}

/** The day the desk looks at, and where it is on it. */
export function createBoardModel({
  zone,
  date: first,
  wanted: firstWanted = null,
  onArrive,
  clock = Date.now,
  send = call,
}: BoardModelOptions): BoardModel {
  const skew = signal(0)
  const now = signal(clock())
  const today = computed(() => localDateOf(now.value, zone))
  const date = signal(first ?? today.value)
  const state = signal<BoardState>({ kind: 'loading' })
  const spaces = signal<readonly BoardSpace[]>([])
  const folded = signal<ReadonlySet<string>>(new Set())
  const kind = signal<SpaceKind | null>(null)
  const zoom = signal<Zoom>(ZOOMS.find((one) => one === recall('board.zoom')) ?? 'open')
  const cursor = signal<Cursor | null>(null)
  const waiting = signal<number | null>(null)
  let wanted: Wanted | null = firstWanted
  let last: Layout | null = null

  const layout = computed<Layout | null>(() => {
    if (state.value.kind !== 'shown') return null
    const { day } = state.value
    const input = {
      day,
      spaces: spaces.value,
      folded: folded.value,
      kind: kind.value,
      scale: scaleOf(day, zoom.value, zone),
    }
    last = keepSame(last, layOut(input))
    return last
  })

  const settle = (): void => {
    const shown = layout.value
    if (!shown) return
    if (wanted) arrive(wanted)
    else cursor.value = cursor.value ? kept(cursor.value, shown) : home(shown, now.value)
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
    })
    const shown = layout.value
    if (!shown) return
    if ('blockId' in place) cursor.value = cursorOn(place.blockId, shown)
    else cursor.value = { rowId: spaceId, slot: slotAt(shown.scale, place.instant), blockId: null }
    onArrive?.(place)
  }

  const refresh = async (): Promise<void> => {
    const asked = date.value
    const [board, known] = await Promise.all([
      send(readBoard, { query: { date: asked } }),
      spaces.value.length > 0 ? null : send(listSpaces),
    ])
    // The desk turned the page meanwhile: the answer is of a day nobody looks at.
    if (asked !== date.value) return
    const failed = board.kind === 'ok' ? (known && known.kind !== 'ok' ? known : null) : board
    if (failed) {
      state.value =
        state.value.kind === 'shown' ? { ...state.value, stale: true } : { kind: 'failing', failing: failed }
      return
    }
    if (board.kind !== 'ok') return
    batch(() => {
      if (known?.kind === 'ok') {
        spaces.value = known.body.items
        folded.value = foldedAtFirst(known.body.items)
      }
      const day = readDay(board.body)
      skew.value = day.at - clock()
      now.value = clock() + skew.value
      state.value = { kind: 'shown', day, stale: false }
    })
    settle()
  }

  const countWaiting = async (): Promise<void> => {
    const reply = await send(readQueue)
    if (reply.kind === 'ok') waiting.value = reply.body.items.length
  }

  const goToDay = (to: LocalDate): void => {
    if (!isLocalDate(to) || to === date.value) return
    batch(() => {
      date.value = to
      state.value = { kind: 'loading' }
    })
    void refresh()
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
    folded,
    layout,
    cursor,
    waiting,
    refresh,
    countWaiting,
    tick: () => (now.value = clock() + skew.value),
    goToDay,
    step: (days) => goToDay(addDays(date.value, days)),
    goTo: (to, place) => {
      wanted = place
      if (to === date.value) settle()
      else goToDay(to)
    },
    choose: (change) => {
      batch(() => {
        if (change.zoom !== undefined) zoom.value = change.zoom
        if (change.kind !== undefined) kind.value = change.kind
      })
      remember('board.zoom', zoom.value)
      settle()
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
  }
}

function scaleOf(day: BoardDay, zoom: Zoom, zone: string): Scale {
  if (zoom === 'day') return wholeDay(day.date, zone)
  const spans = [...day.open.values()].flat()
  return hoursInUse(day.date, zone, [...spans, ...day.blocks.map(({ held }) => held)])
}

function ancestorsOf(spaceId: string, spaces: readonly BoardSpace[]): readonly string[] {
  const parentId = spaces.find(({ id }) => id === spaceId)?.parentId ?? null
  return parentId === null ? [] : [parentId, ...ancestorsOf(parentId, spaces)]
}
