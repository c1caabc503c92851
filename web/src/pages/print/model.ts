import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { DutyRowWire } from '@gongyue/shared/api/duty.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { call } from '../../api/call.ts'
import { readBoard, readDutyList } from '../../api/more-routes.ts'
import { listSpaces } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import type { Day } from '../../text/when.ts'
import { mondayOf } from './sheets.ts'

export const KINDS = ['day', 'week', 'duty', 'sign-in'] as const
export type Kind = (typeof KINDS)[number]

/** What shall be printed. */
export interface Wanted {
  readonly kind: Kind
  readonly date: Day
  /** Code of a place; null for all. */
  readonly space: string | null
  readonly layout: 'pages' | 'compact'
  /** Reservation of the sign-in sheet. */
  readonly booking: string | null
  readonly rows: number
}

export type Printing =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'board'; readonly board: BoardWire; readonly spaces: readonly SpaceWire[] }
  | { readonly kind: 'duty'; readonly rows: readonly DutyRowWire[] }

export interface PrintModel {
  readonly wanted: ReadonlySignal<Wanted>
  readonly printing: ReadonlySignal<Printing>
  readonly set: (part: Partial<Wanted>) => void
  readonly load: () => Promise<void>
  /** Reads again whenever other days are wanted. */
  readonly start: () => () => void
}

export function createPrintModel(facility: string, first: Wanted): PrintModel {
  const wanted = signal(first)
  const printing = signal<Printing>({ kind: 'loading' })
  /** What is asked of the server; layout and place are not. */
  const question = computed(() => {
    const { kind, date } = wanted.value
    if (kind === 'duty') return `duty ${date}`
    return kind === 'week' ? `7 ${mondayOf(date)}` : `1 ${date}`
  })
  const load = async (): Promise<void> => {
    const asked = question.value
    const [what = '', date = ''] = asked.split(' ')
    printing.value = { kind: 'loading' }
    const answer = await (what === 'duty' ? readDuty(date) : readDays(facility, date, Number(what)))
    if (question.value === asked) printing.value = answer
  }
  return {
    wanted,
    printing,
    set: (part) => (wanted.value = { ...wanted.value, ...part }),
    load,
    start: () =>
      effect(() => {
        if (question.value) void load()
      }),
  }
}

async function readDuty(date: Day): Promise<Printing> {
  const reply = await call(readDutyList, { query: { date } })
  return reply.kind === 'ok' ? { kind: 'duty', rows: reply.body.items } : { kind: 'failed', failing: reply }
}

async function readDays(facility: string, date: Day, days: number): Promise<Printing> {
  const [board, spaces] = await Promise.all([
    call(readBoard, { query: { date, days } }),
    call(listSpaces, { query: { facility } }),
  ])
  if (board.kind !== 'ok') return { kind: 'failed', failing: board }
  if (spaces.kind !== 'ok') return { kind: 'failed', failing: spaces }
  return { kind: 'board', board: board.body, spaces: spaces.body.items }
}
