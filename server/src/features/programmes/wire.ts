import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire, ProgrammeWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import { arrivalText } from '@gongyue/shared/domain/arrival-code.ts'
import { phaseOf } from '@gongyue/shared/domain/enrolment.ts'
import { isConfidential } from '@gongyue/shared/domain/programme-kind.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { OrganiserRecord } from '@gongyue/db/queries/particulars.ts'
import type { EnrolmentRecord } from '@gongyue/db/queries/enrolments.ts'
import type { listQuotas, ProgrammeRecord, SessionRecord } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
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
    ...{ kind: one.kind, groups: [...one.groups], stages: [...one.stages], streamFor: one.streamFor },
    period: one.period && {
      spaceId: one.period.spaceId,
      start: formatInstant(one.period.start, timeZone),
      end: formatInstant(one.period.end, timeZone),
    },
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

/** The address of a stream is for those with a place, unless it is for all. @param isDesk - who runs it sees it too */
function streamFor({ streamUrl, streamFor: readers, mine }: ProgrammeRecord, isDesk: boolean): string | null {
  return readers === 'all' || isDesk || mine?.state === 'enrolled' ? streamUrl : null
}

export function cardWire(one: ProgrammeRecord, now: number, timeZone: string, isDesk = false): ProgrammeCardWire {
  const { mine } = one
  return {
    ...publicWire(one, now, timeZone),
    streamUrl: streamFor(one, isDesk),
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
  /** Null for whoever is no staff: they are told neither who runs it nor what is the staff's. */
  organisers: readonly OrganiserRecord[] | null = [],
): ProgrammeWire {
  let number = 1
  return {
    ...publicWire(one, now, timeZone),
    ...{ groupDifference: one.groupDifference, pairs: one.pairs, entries: one.entries, organises: one.organises },
    organisers: [...(organisers ?? [])],
    streamUrl: streamFor(one, organisers !== null),
    skills: [...one.skills],
    branchSeats: one.branchSeats,
    // how many of a branch have a place is nobody's business where who has one is not
    quotas: isConfidential(one.kind) ? [] : [...quotas],
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
  { facilityId, timeZone }: Pick<Who, 'facilityId' | 'timeZone'>,
): EnrolmentWire {
  const { id, programmeId, programmeTitle, name, phone, partyId, partyName, state, askedAt, offeredUntil, version } =
    one
  const { group, arrivedAt } = one
  const code = state === 'enrolled' ? one.code : null
  return {
    ...{ id, programmeId, programmeTitle, name, partyId, partyName, state, version, ahead, waitsFor, group, code },
    codeText: code === null ? null : arrivalText(facilityId, programmeId, code),
    arrivedAt: arrivedAt === null ? null : formatInstant(arrivedAt, timeZone),
    phone: maskedPhone(phone),
    askedAt: formatInstant(askedAt, timeZone),
    offeredUntil: offeredUntil === null ? null : formatInstant(offeredUntil, timeZone),
  }
}
