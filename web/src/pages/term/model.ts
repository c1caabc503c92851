import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { TermWire } from '@gongyue/shared/api/programmes.ts'
import type { StripDay } from '../../components/DateStrip.tsx'
import { call } from '../../api/call.ts'
import { listDayTypes } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import { mondayOf } from '../../rules/weekdays.ts'
import { listSeriesDates, listTerms } from '../../series/routes.ts'
import { addDays, type Day } from '../../text/when.ts'
import { passing, type TermDate, type TermFilter } from './grid.ts'

export interface Span {
  readonly from: Day
  readonly until: Day
}

export type TermState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly dates: readonly TermDate[]
      readonly days: ReadonlyMap<Day, StripDay>
    }

export interface TermModel {
  readonly state: ReadonlySignal<TermState>
  readonly terms: ReadonlySignal<readonly TermWire[]>
  readonly span: ReadonlySignal<Span>
  readonly filter: ReadonlySignal<TermFilter>
  readonly view: ReadonlySignal<'grid' | 'week'>
  readonly shown: ReadonlySignal<readonly TermDate[]>
  /** The Monday of the week that is now. */
  readonly thisWeek: Day
  readonly start: () => Promise<void>
  readonly refresh: () => Promise<void>
  /** @returns false when the span is none */
  readonly look: (span: Span) => boolean
  readonly sift: (change: Partial<TermFilter>) => void
  readonly see: (view: 'grid' | 'week') => void
}

/** So much of a palace that has no terms is shown. */
const WEEKS = 18
const MAX_DAYS = 400

/** A term of series: fetched as a whole, sifted here. */
export function createTermModel(facility: string, today: Day, send: typeof call = call): TermModel {
  const state = signal<TermState>({ kind: 'loading' })
  const terms = signal<readonly TermWire[]>([])
  const monday = mondayOf(today)
  const span = signal<Span>({ from: monday, until: addDays(monday, WEEKS * 7 - 1) })
  const filter = signal<TermFilter>({ weekday: null, band: 'all', spaceId: null, find: '' })
  const view = signal<'grid' | 'week'>('grid')
  let round = 0

  const load = async (): Promise<void> => {
    round += 1
    const mine = round
    const { from, until } = span.value
    const weeks = { from: mondayOf(from), until: addDays(mondayOf(until), 6) }
    const [dates, days] = await Promise.all([
      send(listSeriesDates, { query: weeks }),
      send(listDayTypes, { query: { ...weeks, facility } }),
    ])
    if (mine !== round) return
    const failed = dates.kind !== 'ok' ? dates : days.kind !== 'ok' ? days : null
    if (dates.kind === 'ok' && days.kind === 'ok')
      state.value = {
        kind: 'ready',
        dates: dates.body.items,
        days: new Map(days.body.items.map((day) => [day.date, day])),
      }
    // What is shown is shown on, rather than nothing.
    else if (failed && state.value.kind !== 'ready') state.value = { kind: 'failed', failing: failed }
  }

  return {
    state,
    terms,
    span,
    filter,
    view,
    thisWeek: monday,
    shown: computed(() => (state.value.kind === 'ready' ? passing(state.value.dates, filter.value) : [])),
    start: async () => {
      const reply = await send(listTerms, { query: { facility } })
      if (reply.kind === 'ok') {
        const { items } = reply.body
        const running = items.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
        batch(() => {
          terms.value = items
          if (running) span.value = { from: running.startsOn, until: running.endsOn }
        })
      }
      await load()
    },
    refresh: load,
    look: (wanted) => {
      const days = (Date.parse(wanted.until) - Date.parse(wanted.from)) / 86_400_000
      if (!(days >= 0 && days <= MAX_DAYS - 7)) return false
      span.value = wanted
      void load()
      return true
    },
    sift: (change) => {
      filter.value = { ...filter.value, ...change }
    },
    see: (wanted) => {
      view.value = wanted
    },
  }
}
