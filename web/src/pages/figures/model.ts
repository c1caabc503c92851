import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { FigureRecordWire, FiguresWire, FigureSumWire } from '@gongyue/shared/api/reports.ts'
import type { FigureKind } from '@gongyue/shared/domain/figure.ts'
import { call } from '../../api/call.ts'
import type { Failing } from '../../components/Failure.tsx'
import type { Day } from '../../text/when.ts'
import { periodOf, yearBefore, type Period, type PeriodName } from './period.ts'
import { listFigureRecords, readFigures } from './routes.ts'

export type FiguresState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  /** `before`: the same days a year earlier; null until known. */
  | { readonly kind: 'ready'; readonly figures: FiguresWire; readonly before: FigureSumWire | null }

/** The words of one row: what its records are asked by. */
export interface RowWords {
  readonly kind?: FigureKind
  readonly month?: string
  readonly countyId?: string
  readonly partyId?: string
  readonly spaceId?: string
  readonly offHours?: boolean
  readonly uncounted?: boolean
}

/** Records of a number, as far as they were fetched. */
export type RecordsState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading'; readonly title: string }
  | { readonly kind: 'failed'; readonly title: string; readonly failing: Failing; readonly words: RowWords }
  | {
      readonly kind: 'open'
      readonly title: string
      readonly words: RowWords
      readonly sum: FigureSumWire
      readonly items: readonly FigureRecordWire[]
      readonly nextCursor: string | null
      readonly busy: boolean
    }

export interface FiguresModel {
  readonly name: ReadonlySignal<PeriodName>
  readonly period: ReadonlySignal<Period>
  readonly state: ReadonlySignal<FiguresState>
  readonly records: ReadonlySignal<RecordsState>
  readonly load: () => Promise<void>
  readonly choose: (name: PeriodName) => Promise<void>
  readonly set: (change: Partial<Period>) => Promise<void>
  readonly open: (title: string, words: RowWords) => Promise<void>
  readonly more: () => Promise<void>
  readonly close: () => void
}

/** The figures of a period, what they were a year before, and the records behind one number. */
export function createFiguresModel(today: Day, send: typeof call = call): FiguresModel {
  const name = signal<PeriodName>('this-year')
  const period = signal<Period>(periodOf('this-year', today))
  const state = signal<FiguresState>({ kind: 'loading' })
  const records = signal<RecordsState>({ kind: 'closed' })
  // what was asked for last wins, whatever order the answers come in
  let asked = 0

  const load = async (): Promise<void> => {
    const mine = ++asked
    const query = period.value
    if (query.until < query.from) return
    if (state.value.kind !== 'ready') state.value = { kind: 'loading' }
    const [now, before] = await Promise.all([
      send(readFigures, { query }),
      send(readFigures, { query: yearBefore(query) }),
    ])
    if (mine !== asked) return
    state.value =
      now.kind === 'ok'
        ? { kind: 'ready', figures: now.body, before: before.kind === 'ok' ? before.body.total : null }
        : { kind: 'failed', failing: now }
  }

  const page = async (title: string, words: RowWords, cursor: string | null) => {
    const query = { ...period.value, ...words, ...(cursor === null ? {} : { cursor }) }
    const reply = await send(listFigureRecords, { query })
    if (reply.kind !== 'ok') return { kind: 'failed', title, failing: reply, words } as const
    return { kind: 'open', title, words, ...reply.body, busy: false } as const
  }

  return {
    name,
    period,
    state,
    records,
    load,
    choose: async (chosen) => {
      batch(() => {
        name.value = chosen
        if (chosen !== 'custom') period.value = periodOf(chosen, today)
      })
      await load()
    },
    set: async (change) => {
      batch(() => {
        name.value = 'custom'
        period.value = { ...period.value, ...change }
      })
      await load()
    },
    open: async (title, words) => {
      records.value = { kind: 'loading', title }
      const opened = await page(title, words, null)
      if (records.value.kind === 'loading' && records.value.title === title) records.value = opened
    },
    more: async () => {
      const shown = records.value
      if (shown.kind !== 'open' || shown.nextCursor === null || shown.busy) return
      records.value = { ...shown, busy: true }
      const next = await page(shown.title, shown.words, shown.nextCursor)
      if (records.value.kind !== 'open') return
      records.value = next.kind === 'open' ? { ...next, items: [...shown.items, ...next.items] } : next
    },
    close: () => {
      records.value = { kind: 'closed' }
    },
  }
}
