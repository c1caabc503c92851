import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { call } from '../../../api/call.ts'
import { findAvailability } from '../../../api/routes.ts'
import type { BoardSpace } from '../../../board/day.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { isPeople } from '../booking/form.ts'
import { createPartyChoice, type PartyChoice } from '../booking/party-choice.ts'
import type { BoardModel } from '../model.ts'
import { windowsOf, type Part, type Range } from './windows.ts'

export const FIND_LENGTHS = [30, 60, 90, 120, 180] as const

/** Anywhere, any of a kind, or one space by its code. */
export type Where =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'kind'; readonly of: SpaceKind }
  | { readonly kind: 'space'; readonly code: string }

export interface TimeWish {
  readonly minutes: number
  readonly headcount: string
  readonly where: Where
  readonly features: readonly string[]
  readonly range: Range
  readonly part: Part
}

export type FindState =
  | { readonly kind: 'open' | 'asking' | 'wanting' }
  | { readonly kind: 'failing'; readonly failing: Failing }
  | { readonly kind: 'there'; readonly offers: readonly AlternativeWire[] }

/** "Find me a time": what somebody needs, and when they could have it. */
export interface FindTime {
  readonly shown: ReadonlySignal<boolean>
  readonly choice: PartyChoice
  readonly wish: ReadonlySignal<TimeWish>
  readonly state: ReadonlySignal<FindState>
  readonly open: () => void
  readonly close: () => void
  readonly type: (change: Partial<TimeWish>) => void
  readonly find: () => Promise<void>
}

const SHOWN = 12

export function createFindTime({ board, send }: { readonly board: BoardModel; readonly send: typeof call }): FindTime {
  const shown = signal(false)
  const state = signal<FindState>({ kind: 'open' })
  const wish = signal<TimeWish>({
    minutes: 120,
    headcount: '10',
    where: { kind: 'anywhere' },
    features: [],
    range: 'week',
    part: 'any',
  })
  const choice = createPartyChoice(send, () => (state.value = { kind: 'open' }))
  let question = 0

  return {
    shown,
    choice,
    wish,
    state,
    open: () => (shown.value = true),
    close: () => (shown.value = false),
    type: (change) => {
      question += 1
      batch(() => {
        wish.value = { ...wish.value, ...change }
        state.value = { kind: 'open' }
      })
    },
    find: async () => {
      const { minutes, headcount, where, features, range, part } = wish.value
      if (!isPeople(headcount)) return void (state.value = { kind: 'wanting' })
      const codes = codesOf(where, board.spaces.value, Number(headcount))
      const windows = windowsOf(range, part, { today: board.today.value, now: board.now.value, zone: board.zone })
      const mine = (question += 1)
      if (windows.length === 0 || codes.length === 0) return void (state.value = { kind: 'there', offers: [] })
      state.value = { kind: 'asking' }
      const party = choice.party.value
      const reply = await send(findAvailability, {
        body: {
          durationMinutes: minutes,
          headcount: Number(headcount),
          ...(party && { partyId: party.id }),
          ...(features.length > 0 && { features: [...features] }),
          spaceCodes: [...codes],
          windows: [...windows],
          limit: SHOWN,
        },
      })
      if (mine !== question) return
      state.value =
        reply.kind === 'ok' ? { kind: 'there', offers: reply.body.items } : { kind: 'failing', failing: reply }
    },
  }
}

/** The largest list the house takes. */
const MOST_CODES = 100

/** Spaces that are meant and large enough; the smallest first, so that a long list loses the halls and not the rooms. */
function codesOf(where: Where, spaces: readonly BoardSpace[], people: number): readonly string[] {
  return spaces
    .filter(({ bookable, capacity, kind, code }) => {
      if (!bookable || capacity < people) return false
      return where.kind === 'anywhere' || (where.kind === 'kind' ? kind === where.of : code === where.code)
    })
    .toSorted((a, b) => a.capacity - b.capacity)
    .slice(0, MOST_CODES)
    .map(({ code }) => code)
}
