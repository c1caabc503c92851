import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { MINUTE, minutesOf, type Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { call } from '../../../api/call.ts'
import { findAvailability } from '../../../api/routes.ts'
import { recall, remember } from '../../../app/storage.ts'
import type { BoardSpace } from '../../../board/day.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { usualPeople } from '../booking/defaults.ts'

/** What people who walk in come for, in the order of how often. */
const WALK_IN_KINDS: readonly SpaceKind[] = ['table', 'gym-place', 'classroom', 'rehearsal', 'reading-room']

export const FREE_NOW_LENGTHS = [30, 60, 90, 120] as const

/** One that is free, or will be soon. */
export interface FreeSpace {
  readonly space: BoardSpace
  readonly during: Interval
}

export type FreeNowState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failing'; readonly failing: Failing }
  | { readonly kind: 'there'; readonly free: readonly FreeSpace[] }

/** The next free tables, places and rooms, for somebody who stands here. */
export interface FreeNow {
  readonly kinds: readonly SpaceKind[]
  readonly kind: ReadonlySignal<SpaceKind>
  readonly minutes: ReadonlySignal<number>
  readonly state: ReadonlySignal<FreeNowState>
  readonly choose: (change: { readonly kind?: SpaceKind; readonly minutes?: number }) => void
  readonly ask: () => Promise<void>
}

export interface FreeNowOptions {
  readonly spaces: readonly BoardSpace[]
  readonly zone: string
  readonly now: () => number
  readonly send: typeof call
}

const SHOWN = 6
/** Who stands here waits this long at most. */
const AHEAD = 4 * 60 * MINUTE

export function createFreeNow({ spaces, zone, now, send }: FreeNowOptions): FreeNow {
  const bookable = spaces.filter((space) => space.bookable)
  const kinds = WALK_IN_KINDS.filter((kind) => bookable.some((space) => space.kind === kind))
  const last = recall('desk.freeNow')
  const kind = signal<SpaceKind>(kinds.find((one) => one === last) ?? kinds[0] ?? 'table')
  const minutes = signal(60)
  const state = signal<FreeNowState>({ kind: 'asking' })
  let question = 0

  const ask = async (): Promise<void> => {
    const mine = (question += 1)
    const asked = bookable.filter((space) => space.kind === kind.value)
    const [first] = asked
    if (!first) return void (state.value = { kind: 'there', free: [] })
    const start = now()
    const end = Math.min(start + AHEAD, dayOf(localDateOf(start, zone), zone).end)
    // What is lent for an hour at least is not asked about by the half hour.
    const durationMinutes = Math.max(minutes.value, ...asked.map(({ minMinutes }) => minMinutes))
    const reply = await send(findAvailability, {
      body: {
        durationMinutes,
        headcount: usualPeople(first),
        spaceCodes: asked.slice(0, 100).map(({ code }) => code),
        windows: [{ start: formatInstant(start, zone), end: formatInstant(end, zone) }],
        walkIn: true,
        limit: SHOWN,
      },
    })
    if (mine !== question) return
    state.value =
      reply.kind === 'ok'
        ? { kind: 'there', free: reply.body.items.flatMap((item) => freeSpaceOf(item, spaces)) }
        : { kind: 'failing', failing: reply }
  }

  return {
    kinds,
    kind,
    minutes,
    state,
    choose: (change) => {
      batch(() => {
        if (change.kind !== undefined) kind.value = change.kind
        if (change.minutes !== undefined) minutes.value = change.minutes
        state.value = { kind: 'asking' }
      })
      remember('desk.freeNow', kind.value)
      void ask()
    },
    ask,
  }
}

function freeSpaceOf({ lines: [line] }: AlternativeWire, spaces: readonly BoardSpace[]): readonly FreeSpace[] {
  const space = spaces.find(({ id }) => id === line?.spaceId)
  return line && space ? [{ space, during: { start: Date.parse(line.start), end: Date.parse(line.end) } }] : []
}

/** Minutes until it is free; none for what is free now. */
export function minutesUntil({ during }: FreeSpace, now: number): number {
  return during.start <= now ? 0 : Math.ceil(minutesOf({ start: now, end: during.start }))
}
