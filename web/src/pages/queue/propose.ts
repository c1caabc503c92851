import { signal, type ReadonlySignal } from '@preact/signals'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { call } from '../../api/call.ts'
import { findAvailability } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import { addDays, dayOf, minutesBetween } from '../../text/when.ts'
import type { QueueEntry } from './groups.ts'

/** What could be offered instead. */
export type Proposals =
  | { readonly kind: 'closed' | 'looking' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'found'; readonly items: readonly AlternativeWire[] }

export interface ProposeModel {
  readonly proposals: ReadonlySignal<Proposals>
  readonly look: () => Promise<void>
  readonly close: () => void
}

/** Days around the wish in which a way out is looked for, and how many are shown. */
const DAYS_AROUND = 3
const SHOWN = 5

/** Looks for what is free near the first open line of a request: three days around, never before tomorrow, for as many people. */
export function createProposeModel(
  { order, lines }: QueueEntry,
  spaceCode: (id: string) => string | undefined,
  { now, send = call }: { readonly now: () => number; readonly send?: typeof call },
): ProposeModel {
  const proposals = signal<Proposals>({ kind: 'closed' })
  const line = order.lines.find(({ id }) => lines.some(({ lineId }) => lineId === id))
  return {
    proposals,
    close: () => (proposals.value = { kind: 'closed' }),
    look: async () => {
      if (!line) return
      proposals.value = { kind: 'looking' }
      const offset = line.start.slice(-6)
      const code = spaceCode(line.spaceId)
      const windows = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, i) => addDays(dayOf(line.start), i - DAYS_AROUND))
        .map((day) => ({ start: `${day}T00:00:00${offset}`, end: `${addDays(day, 1)}T00:00:00${offset}` }))
        .filter(({ start }) => Date.parse(start) > now())
      if (windows.length === 0) {
        proposals.value = { kind: 'found', items: [] }
        return
      }
      const reply = await send(findAvailability, {
        body: {
          durationMinutes: minutesBetween(line.start, line.end),
          headcount: order.headcount,
          partyId: order.partyId,
          windows,
          limit: 50,
          ...(code === undefined ? {} : { spaceCodes: [code] }),
        },
      })
      proposals.value =
        reply.kind === 'ok'
          ? { kind: 'found', items: nearest(reply.body.items, line.start) }
          : { kind: 'failed', failing: reply }
    },
  }
}

/** The same hour on another day is what a branch can most likely use; then the same day at another hour. One for each day first. */
function nearest(items: readonly AlternativeWire[], wished: string): readonly AlternativeWire[] {
  const distance = ({ lines }: AlternativeWire): number => {
    const start = lines[0]?.start ?? wished
    const days = Math.abs(Date.parse(dayOf(start)) - Date.parse(dayOf(wished))) / 86_400_000
    return days * 60 + Math.abs(minutesOfDay(start) - minutesOfDay(wished))
  }
  return [...items].sort((one, other) => distance(one) - distance(other)).slice(0, SHOWN)
}

function minutesOfDay(instant: string): number {
  return Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16))
}
