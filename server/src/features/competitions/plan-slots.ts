import type { SlotPlanWire } from '@gongyue/shared/api/competitions.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { SlotGiven, SlotRoom } from '@gongyue/shared/scheduling/entry-slots.ts'
import { gridLineFrom, gridLineUntil } from '@gongyue/shared/time/grid.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { instantAt, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Fault } from '../../plugins/problems.ts'

/** What the schema can not see of a plan: who and what is not there, who would sit in two rooms, a day that ends before it begins. */
export function planFaults({ rooms, days, breaks }: SlotPlanWire, { spaces, people }: Facts): readonly Fault[] {
  const jurors = rooms.flatMap(({ jury }) => jury)
  const dates = days.map(({ date }) => date)
  return [
    ...rooms.flatMap(({ spaceId, jury }, i) => [
      ...(spaces.has(spaceId) ? [] : [fault(`/plan/rooms/${i}/spaceId`, 'not-there')]),
      ...(rooms.findIndex((one) => one.spaceId === spaceId) < i ? [fault(`/plan/rooms/${i}/spaceId`, 'unique')] : []),
      ...jury.flatMap((id, at) => (people.has(id) ? [] : [fault(`/plan/rooms/${i}/jury/${at}`, 'not-there')])),
    ]),
    ...(new Set(jurors).size < jurors.length ? [fault('/plan/rooms', 'unique')] : []),
    ...(new Set(dates).size < dates.length ? [fault('/plan/days', 'unique')] : []),
    ...[...days.map((one, i) => [`/plan/days/${i}/until`, one] as const)].flatMap(([pointer, { from, until }]) =>
      from < until ? [] : [fault(pointer, 'end-before-start')],
    ),
    ...breaks.flatMap(({ from, until }, i) =>
      from < until ? [] : [fault(`/plan/breaks/${i}/until`, 'end-before-start')],
    ),
  ]
}

/** Each room on each day, its breaks cut out. */
export function roomsOf({ rooms, days, breaks }: SlotPlanWire, timeZone: string): readonly SlotRoom[] {
  return rooms.flatMap(({ spaceId }) =>
    days.flatMap(({ date, from, until }) =>
      withoutBreaks({ from, until }, breaks).map((span) => ({
        room: spaceId,
        during: { start: instantAt(date, span.from, timeZone), end: instantAt(date, span.until, timeZone) },
      })),
    ),
  )
}

interface Span {
  readonly from: number
  readonly until: number
}

/** What is left of a span of the day. */
export function withoutBreaks(span: Span, breaks: readonly Span[]): readonly Span[] {
  return breaks.reduce<readonly Span[]>(
    (left, cut) =>
      left.flatMap(({ from, until }) =>
        [
          { from, until: Math.min(until, cut.from) },
          { from: Math.max(from, cut.until), until },
        ].filter((one) => one.from < one.until),
      ),
    [span],
  )
}

/** A room of a day with those who are heard there; it is booked from its first slot to its last, breaks included. */
export interface RoomDay {
  readonly claim: Claim
  readonly given: readonly SlotGiven[]
}

/** The bookings that the slots need, by room and day: nobody books a room in which nobody is heard. */
export function roomDays(
  given: readonly SlotGiven[],
  { rooms }: SlotPlanWire,
  { facts, partyId, newId }: { readonly facts: Facts; readonly partyId: string; readonly newId: () => string },
): readonly RoomDay[] {
  const days = Map.groupBy(given, ({ room, during }) => `${room} ${localDateOf(during.start, facts.timeZone)}`)
  return [...days.values()].flatMap((own) => {
    const space = facts.spaces.get(own[0]?.room ?? '')
    if (!space) return []
    const start = gridLineUntil(Math.min(...own.map(({ during }) => during.start)), space.gridMinutes, facts.timeZone)
    const last = gridLineFrom(Math.max(...own.map(({ during }) => during.end)), space.gridMinutes, facts.timeZone)
    const during = { start, end: Math.max(last, start + space.minMinutes * MINUTE) }
    const jury = rooms.find(({ spaceId }) => spaceId === space.id)?.jury ?? []
    const claim: Claim = {
      id: newId(),
      spaceId: space.id,
      atomIds: space.atomIds,
      during,
      held: heldBy(space, during),
      partyId,
      personId: '',
      // the jury, and those who are just before and just after their turn
      headcount: Math.min(space.capacity, jury.length + 10),
      features: [],
      conditions: { [space.id]: space.conditionsVersion },
      people: jury,
      standing: 'asked',
      wish: { spaceId: space.id, start },
    }
    return [{ claim, given: own }]
  })
}

function fault(pointer: string, key: Fault['key']): Fault {
  return { pointer, key, params: {} }
}
