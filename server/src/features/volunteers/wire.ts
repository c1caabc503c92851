import type { ServiceWire, VolunteerOfferWire, VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { starsOf } from '@gongyue/shared/domain/service.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { ServedRecord, ServiceRecord } from '@gongyue/db/queries/served.ts'
import type { VolunteerOfferRecord } from '@gongyue/db/queries/volunteer-offers.ts'

export function volunteerWire({ phone, skills, ...rest }: ServedRecord): VolunteerWire {
  return { ...rest, skills: [...skills], phone: phone && maskedPhone(phone), stars: starsOf(rest.allMinutes) }
}

export function serviceWire({ start, end, ...rest }: ServiceRecord, timeZone: string): ServiceWire {
  const told = (at: number | null) => (at === null ? null : formatInstant(at, timeZone))
  return { ...rest, start: told(start), end: told(end) }
}

export function offerWire(offer: VolunteerOfferRecord, timeZone: string): VolunteerOfferWire {
  const { id, name, phone, skills, note, state, askedAt, reason, knownAs, version } = offer
  return {
    ...{ id, name, note, state, reason, knownAs, version },
    phone: maskedPhone(phone),
    skills: [...skills],
    askedAt: formatInstant(askedAt, timeZone),
  }
}
