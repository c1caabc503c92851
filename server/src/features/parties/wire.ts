import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import type { PartyRecord } from '@gongyue/db/queries/parties.ts'

/** A party with a masked telephone number. */
export function partyWire({ phone, ...party }: PartyRecord): PartyWire {
  return { ...party, phone: phone === null ? null : maskedPhone(phone) }
}
