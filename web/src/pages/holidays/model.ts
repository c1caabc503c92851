import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { NoticeDiffWire } from '@gongyue/shared/api/holiday-notices.ts'
import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import { call } from '../../api/call.ts'
import { randomKey } from '../../api/idempotency.ts'
import { listDayTypes } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import { importHolidayNotice, listConflicts } from '../../repairs/routes.ts'
import { checkNotice, countDays, letterhead, type CheckedNotice } from './notice.ts'

/** What is known of a year. */
export interface KnownYear {
  readonly year: number
  readonly announced: boolean
  readonly holidays: number
  readonly workdays: number
  /** Bookings reach into it although nobody knows its holidays. */
  readonly booked: boolean
  readonly days: readonly { readonly date: string; readonly kind: DayKind; readonly name: string | null }[]
}

export type YearsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly years: readonly KnownYear[] }

export interface NoticeForm {
  readonly year: number
  readonly text: string
  readonly source: string
  readonly announcedOn: string
}

export type DiffState =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  /** Looked at (`written` is false) or written down. */
  | { readonly kind: 'shown'; readonly diff: NoticeDiffWire }

export interface HolidaysModel {
  readonly years: ReadonlySignal<YearsState>
  readonly form: ReadonlySignal<NoticeForm>
  readonly checked: ReadonlySignal<CheckedNotice | null>
  readonly diff: ReadonlySignal<DiffState>
  readonly busy: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  readonly type: (change: Partial<NoticeForm>) => void
  /** Writes the notice down; only what was looked at can be. */
  readonly approve: () => Promise<void>
  readonly startOver: () => void
}

export interface HolidaysOptions {
  readonly today: string
  /** The year that a link asks for. */
  readonly year: number | null
  readonly send?: typeof call
  /** Typing rests so long before the server is asked, in milliseconds. */
  readonly rest?: number
}

/** So many years are shown: this one, and those into which bookings reach. */
const YEARS = 3

/** What is known of the years, and the notice that is being read. */
export function createHolidaysModel({ today, year, send = call, rest = 500 }: HolidaysOptions): HolidaysModel {
  const thisYear = Number(today.slice(0, 4))
  const years = signal<YearsState>({ kind: 'loading' })
  const form = signal<NoticeForm>(emptyForm(year ?? thisYear + 1))
  const diff = signal<DiffState>({ kind: 'none' })
  const busy = signal(false)
  const checked = computed(() => checkNotice(form.value.text, form.value.year))
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = 0

  const load = async (): Promise<void> => {
    const conflicts = send(listConflicts)
    const replies = await Promise.all(
      Array.from({ length: YEARS }, (_, index) => thisYear + index).map(async (one) => ({
        one,
        reply: await send(listDayTypes, { query: { from: `${one}-01-01`, until: `${one}-12-31` } }),
      })),
    )
    const failed = replies.find(({ reply }) => reply.kind !== 'ok')?.reply
    if (failed && failed.kind !== 'ok') {
      years.value = { kind: 'failed', failing: failed }
      return
    }
    const known = await conflicts
    const booked = new Set(
      known.kind === 'ok' ? known.body.items.flatMap(({ kind, title }) => (kind === 'unannounced' ? title : [])) : [],
    )
    years.value = {
      kind: 'ready',
      years: replies.flatMap(({ one, reply }) =>
        reply.kind === 'ok' ? [knownYear(one, booked.has(String(one)), reply.body.items)] : [],
      ),
    }
  }

  const bodyOf = ({ year: inYear, text, source, announcedOn }: NoticeForm) => ({
    year: inYear,
    text,
    ...(source.trim() && { source: source.trim() }),
    ...(announcedOn && { announcedOn }),
  })

  const look = async (): Promise<void> => {
    if (checked.value?.days == null) return
    const mine = (question += 1)
    diff.value = { kind: 'looking' }
    const reply = await send(importHolidayNotice, {
      query: { dryRun: true },
      body: bodyOf(form.value),
      idempotencyKey: randomKey(),
    })
    if (mine === question)
      diff.value = reply.kind === 'ok' ? { kind: 'shown', diff: reply.body } : { kind: 'failed', failing: reply }
  }

  return {
    years,
    form,
    checked,
    diff,
    busy,
    load,
    type: (change) => {
      question += 1
      batch(() => {
        const read = change.text === undefined ? {} : fromLetterhead(change.text, form.value)
        form.value = { ...form.value, ...read, ...change }
        diff.value = { kind: 'none' }
      })
      clearTimeout(timer)
      timer = setTimeout(() => void look(), rest)
    },
    approve: async () => {
      if (busy.value || checked.value?.days == null || diff.value.kind !== 'shown') return
      busy.value = true
      const reply = await send(importHolidayNotice, { body: bodyOf(form.value), idempotencyKey: randomKey() })
      batch(() => {
        busy.value = false
        diff.value = reply.kind === 'ok' ? { kind: 'shown', diff: reply.body } : { kind: 'failed', failing: reply }
      })
      if (reply.kind === 'ok') await load()
    },
    startOver: () => {
      batch(() => {
        form.value = emptyForm(form.value.year + 1)
        diff.value = { kind: 'none' }
      })
    },
  }
}

function emptyForm(year: number): NoticeForm {
  return { year, text: '', source: '', announcedOn: '' }
}

/** A pasted letter names its year, number and date; what was typed by hand before stays. */
function fromLetterhead(text: string, { year, source, announcedOn }: NoticeForm): Partial<NoticeForm> {
  const read = letterhead(text)
  return {
    year: read.year ?? year,
    source: source || read.source,
    announcedOn: announcedOn || read.announcedOn,
  }
}

function knownYear(
  year: number,
  booked: boolean,
  items: readonly {
    readonly date: string
    readonly kind: DayKind
    readonly name: string | null
    readonly announced: boolean
  }[],
): KnownYear {
  const days = items.filter(({ kind }) => kind === 'legal-holiday' || kind === 'make-up-workday')
  const special = days.map(({ kind }) => ({
    kind: kind === 'legal-holiday' ? ('legal-holiday' as const) : ('make-up-workday' as const),
  }))
  return { year, announced: items.some(({ announced }) => announced), ...countDays(special), booked, days }
}
