import type { ViewingWire } from '@gongyue/shared/api/exhibitions.ts'
import { arrivalText } from '@gongyue/shared/domain/arrival-code.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { ViewingRecord } from '@gongyue/db/queries/viewings.ts'

export function viewingWire(
  one: ViewingRecord,
  { facilityId, timeZone }: Pick<Who, 'facilityId' | 'timeZone'>,
): ViewingWire {
  const { id, programmeId, programmeTitle, people, name, partyId, partyName, state, code, present } = one
  return {
    ...{ id, programmeId, programmeTitle, people, name, partyId, partyName, state, code, present },
    phone: maskedPhone(one.phone),
    start: formatInstant(one.start, timeZone),
    end: formatInstant(one.end, timeZone),
    guide: one.guideId === null ? null : { id: one.guideId, name: one.guideName ?? '' },
    codeText: arrivalText(facilityId, programmeId, code),
    arrivedAt: one.arrivedAt === null ? null : formatInstant(one.arrivedAt, timeZone),
  }
}
