import type { MissedSessionWire, PersonWire } from '@gongyue/shared/api/people.ts'
import type { Person } from '@gongyue/shared/domain/person.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { PersonCard } from '@gongyue/db/queries/people.ts'
import type { MissedSession } from './missed-sessions.ts'

export function personWire(person: Person, card: PersonCard | undefined, timeZone: string): PersonWire {
  return {
    ...person,
    skills: [...person.skills],
    partyName: card?.partyName ?? null,
    phone: card?.phone ? maskedPhone(card.phone) : null,
    hours: person.hours.map((hours) => ({ ...hours, weekdays: [...hours.weekdays] })),
    absences: person.absences.map(({ id, during, reason }) => ({
      id,
      start: formatInstant(during.start, timeZone),
      end: formatInstant(during.end, timeZone),
      reason,
    })),
  }
}

export function missedWire(
  { standing, family, substitutes }: MissedSession,
  names: NameOf,
  timeZone: string,
): MissedSessionWire {
  return {
    reservationId: standing.id,
    version: standing.version,
    programmeId: family?.programmeId ?? null,
    title: standing.title,
    spaceId: standing.spaceId,
    start: formatInstant(standing.start, timeZone),
    end: formatInstant(standing.end, timeZone),
    enrolled: family?.enrolled ?? standing.headcount,
    substitutes: substitutes.map(({ personId, cost, reasons }) => ({
      personId,
      name: names(personId),
      cost,
      reasons: reasons.map(({ key, params }) => ({ key, params: { ...params } })),
    })),
  }
}

type NameOf = (personId: string) => string
