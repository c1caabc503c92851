import { addDays } from '@gongyue/shared/time/wall.ts'
import { ROOMS, SLOT_MINUTES } from './house.ts'

/** Where and when the n-th order goes: every slot is asked for once, over rooms first, then along the day, then over the days. */
export interface Slot {
  readonly room: number
  readonly start: string
  readonly end: string
}

const PER_DAY = (24 * 60) / SLOT_MINUTES

/** Hands out slots from a day on; one source for a whole run, so that no order meets another. */
export function slotsFrom(firstDay: string): () => Slot {
  let n = 0
  return () => {
    const room = n % ROOMS
    const slot = Math.floor(n / ROOMS)
    n += 1
    const date = addDays(firstDay, Math.floor(slot / PER_DAY))
    const from = (slot % PER_DAY) * SLOT_MINUTES
    const until = from + SLOT_MINUTES
    return { room, start: at(date, from), end: until === 1440 ? at(addDays(date, 1), 0) : at(date, until) }
  }
}

function at(date: string, minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00+08:00`
}
