import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire, ProgrammeWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import { phaseOf } from '@gongyue/shared/domain/enrolment.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { EnrolmentRecord } from '@gongyue/db/queries/enrolments.ts'
import type { listQuotas, ProgrammeRecord, SessionRecord } from '@gongyue/db/queries/programmes.ts'
import type { TermRecord } from '@gongyue/db/queries/terms.ts'

export function termWire({ opensAt, closesAt, ...term }: TermRecord, timeZone: string): TermWire {
  return { ...term, opensAt: formatInstant(opensAt, timeZone), closesAt: formatInstant(closesAt, timeZone) }
}

/** What everybody may read; the reader's own place is told by {@link cardWire}. */
function publicWire(one: ProgrammeRecord, now: number, timeZone: string) {
  const text = (instant: number | null) => (instant === null ? null : formatInstant(instant, timeZone))
  const {
    id,
    termId,
    title,
    summary,
    partyId,
    partyName,
    capacity,
    least,
    taken,
    waiting,
    sessions,
    spaceId,
    version,
  } = one
  return {
    ...{ id, termId, title, summary, partyId, partyName, capacity, least, taken, waiting, sessions, spaceId, version },
    kind: 'class',
    instructor: one.personId === null ? null : { id: one.personId, name: one.personName ?? '' },
    phase: phaseOf(one, now),
    opensAt: formatInstant(one.opensAt, timeZone),
    closesAt: formatInstant(one.closesAt, timeZone),
    firstStart: text(one.firstStart),
    lastEnd: text(one.lastEnd),
    // what was stored was a rule of the contract
    rule: one.rule as ProgrammeWire['rule'],
  } as const
}

export function cardWire(one: ProgrammeRecord, now: number, timeZone: string): ProgrammeCardWire {
  const { mine } = one
  return {
    ...publicWire(one, now, timeZone),
    mine: mine && {
      ...mine,
      offeredUntil: mine.offeredUntil === null ? null : formatInstant(mine.offeredUntil, timeZone),
    },
  }
}

/** The sessions that are not cancelled are numbered; a cancelled one carries the number of the one after it. */
export function programmeWire(
  one: ProgrammeRecord,
  sessions: readonly SessionRecord[],
  quotas: Awaited<ReturnType<typeof listQuotas>>,
  now: number,
  timeZone: string,
): ProgrammeWire {
  let number = 1
  return {
    ...publicWire(one, now, timeZone),
    skills: [...one.skills],
    branchSeats: one.branchSeats,
    quotas: [...quotas],
    attendancePercent: one.attendancePercent,
    certificateHours: one.certificateHours,
    seriesId: one.seriesId,
    items: sessions.map(({ start, end, people, ...session }) => ({
      ...session,
      number: session.state === 'cancelled' || session.state === 'no-show' ? number : number++,
      start: formatInstant(start, timeZone),
      end: formatInstant(end, timeZone),
      people: [...people],
    })),
  }
}

/** @param ahead - how many wait before; `waitsFor` says what for */
export function enrolmentWire(
  one: EnrolmentRecord,
  { ahead, waitsFor }: Pick<EnrolmentWire, 'ahead' | 'waitsFor'>,
  timeZone: string,
): EnrolmentWire {
  const { id, programmeId, programmeTitle, name, phone, partyId, partyName, state, askedAt, offeredUntil, version } =
    one
  return {
    ...{ id, programmeId, programmeTitle, name, partyId, partyName, state, version, ahead, waitsFor },
    phone: maskedPhone(phone),
    askedAt: formatInstant(askedAt, timeZone),
    offeredUntil: offeredUntil === null ? null : formatInstant(offeredUntil, timeZone),
  }
}
