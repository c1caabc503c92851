import { MINUTE, overlaps, type Interval } from '../time/interval.ts'

/** Somebody who is to be heard. */
export interface SlotSeeker {
  readonly entryId: string
  /** Who is called: nobody is called to two rooms at once. */
  readonly contact: string
  /** Near together where it can be; null: of no branch. */
  readonly branch: string | null
}

/** A room with its jury for an unbroken while. */
export interface SlotRoom {
  /** Spans of one room have one name, whatever the day. */
  readonly room: string
  readonly during: Interval
}

/** When and where an entry is heard. */
export interface SlotGiven {
  readonly entryId: string
  readonly room: string
  readonly during: Interval
}

/** `no-slot-left`: there are fewer slots than entries. `contact-busy`: in each slot that is left its contact is heard elsewhere. */
export interface SlotMissing {
  readonly entryId: string
  readonly reason: 'no-slot-left' | 'contact-busy'
}

/** What stands already. */
export interface SlotsTaken {
  readonly given: readonly { readonly contact: string; readonly room: string; readonly during: Interval }[]
}

/**
 * Gives each entry a slot of so many minutes. Rooms are filled one after the other from the earliest slot on, entries of one contact in a row, in
 * only as many rows of slots as are needed: McNaughton's wrap-around rule (1959), by which a contact with no more entries than there are rows is
 * never in two rooms at once. What it leaves, where rooms differ or slots are taken, is placed where it fits, if need be by moving one other.
 * Same input, same plan.
 */
export function giveSlots(
  seekers: readonly SlotSeeker[],
  rooms: readonly SlotRoom[],
  minutes: number,
  { given }: SlotsTaken = { given: [] },
): { readonly given: readonly SlotGiven[]; readonly missing: readonly SlotMissing[] } {
  const busy = new Map<string, Interval[]>()
  for (const { contact, during } of given) hold(busy, contact, during)
  const inRoom = Map.groupBy(given, ({ room }) => room)
  const all = slotsOf(rooms, minutes).filter(
    ({ room, during }) => !(inRoom.get(room) ?? []).some((one) => overlaps(one.during, during)),
  )
  const queue = inRows(seekers)
  const plan = new Map<string, Slot>()
  const taken = new Map<Slot, SlotSeeker>()
  const put = (seeker: SlotSeeker, slot: Slot) => {
    plan.set(seeker.entryId, slot)
    taken.set(slot, seeker)
    hold(busy, seeker.contact, slot.during)
  }
  const isFree = (contact: string, { during }: Slot) => !(busy.get(contact) ?? []).some((one) => overlaps(one, during))

  let waiting = queue
  for (const slot of wrapped(all, seekers)) {
    if (waiting.length === 0) break
    const at = waiting.findIndex(({ contact }) => isFree(contact, slot))
    const seeker = waiting[at]
    if (!seeker) continue
    put(seeker, slot)
    waiting = at === 0 ? waiting.slice(1) : waiting.toSpliced(at, 1)
  }
  const missing: SlotMissing[] = []
  for (const seeker of waiting) {
    const left = all.filter((slot) => !taken.has(slot))
    const free = left.find((slot) => isFree(seeker.contact, slot))
    if (free) {
      put(seeker, free)
      continue
    }
    const swap = left.length > 0 ? oneMove(seeker, left, taken, isFree) : null
    if (!swap) {
      missing.push({ entryId: seeker.entryId, reason: left.length === 0 ? 'no-slot-left' : 'contact-busy' })
      continue
    }
    release(busy, swap.other.contact, swap.from.during)
    put(swap.other, swap.to)
    put(seeker, swap.from)
  }
  return {
    given: seekers.flatMap(({ entryId }) => {
      const slot = plan.get(entryId)
      return slot ? [{ entryId, room: slot.room, during: slot.during }] : []
    }),
    missing,
  }
}

interface Slot {
  readonly room: string
  readonly during: Interval
}

/** Every slot, by room and time; a rest that is too short for one is left. */
function slotsOf(rooms: readonly SlotRoom[], minutes: number): readonly Slot[] {
  return rooms
    .flatMap(({ room, during }) =>
      Array.from({ length: Math.floor((during.end - during.start) / (minutes * MINUTE)) }, (_, i) => ({
        room,
        during: { start: during.start + i * minutes * MINUTE, end: during.start + (i + 1) * minutes * MINUTE },
      })),
    )
    .toSorted((a, b) => (a.room < b.room ? -1 : a.room > b.room ? 1 : a.during.start - b.during.start))
}

/** Contacts in a row; those of one branch behind each other, in the order in which the first of them is listed. */
function inRows(seekers: readonly SlotSeeker[]): readonly SlotSeeker[] {
  const branchOf = new Map<string, string>()
  for (const { contact, branch, entryId } of seekers)
    if (!branchOf.has(contact)) branchOf.set(contact, branch ?? `alone ${entryId}`)
  const byBranch = Map.groupBy(seekers, ({ contact }) => branchOf.get(contact) ?? '')
  return [...byBranch.values()].flatMap((ofBranch) =>
    [...Map.groupBy(ofBranch, ({ contact }) => contact).values()].flat(),
  )
}

/** Room by room, only so many rows deep as the entries and the busiest contact need; then what lies deeper, by time. */
function wrapped(all: readonly Slot[], seekers: readonly SlotSeeker[]): readonly Slot[] {
  const byRoom = [...Map.groupBy(all, ({ room }) => room).values()]
  const most = Math.max(0, ...[...Map.groupBy(seekers, ({ contact }) => contact).values()].map((own) => own.length))
  let rows = Math.max(most, Math.ceil(seekers.length / Math.max(1, byRoom.length)))
  const within = (depth: number) => byRoom.reduce((sum, slots) => sum + Math.min(depth, slots.length), 0)
  while (within(rows) < Math.min(seekers.length, all.length)) rows++
  return [
    ...byRoom.flatMap((slots) => slots.slice(0, rows)),
    ...byRoom.flatMap((slots) => slots.slice(rows)).toSorted((a, b) => a.during.start - b.during.start),
  ]
}

/** A slot that suits somebody, held by another who could go to one that is left. */
function oneMove(
  { contact }: SlotSeeker,
  left: readonly Slot[],
  taken: ReadonlyMap<Slot, SlotSeeker>,
  isFree: (contact: string, slot: Slot) => boolean,
): { readonly other: SlotSeeker; readonly from: Slot; readonly to: Slot } | null {
  for (const [from, other] of taken) {
    if (other.contact === contact || !isFree(contact, from)) continue
    const to = left.find((slot) => isFree(other.contact, slot))
    if (to) return { other, from, to }
  }
  return null
}

function hold(busy: Map<string, Interval[]>, contact: string, during: Interval): void {
  const known = busy.get(contact)
  if (known) known.push(during)
  else busy.set(contact, [during])
}

function release(busy: Map<string, Interval[]>, contact: string, { start }: Interval): void {
  busy.set(
    contact,
    (busy.get(contact) ?? []).filter((one) => one.start !== start),
  )
}
