import { checkInText } from '@gongyue/shared/domain/check-in-code.ts'
import { dayOf } from '../text/when.ts'
import { session } from '../app/session.ts'

/** What the QR code of a reservation of the reader's palace says. */
export function pictureOf(start: string, code: string): string {
  const facilityId = session.value?.facility.id
  return facilityId === undefined ? code : checkInText({ facilityId, day: dayOf(start), code })
}
