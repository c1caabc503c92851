import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import type { PartyRecord } from '@gongyue/db/queries/parties.ts'

/** A party with a masked telephone number. */
export function partyWire({ phone, ...party }: PartyRecord): PartyWire {
  return { ...party, phone: phone === null ? null : masked(phone) }
}

/** `138****1234`: the ends of a number; of a short one only the last two digits. */
export function masked(phone: string): string {
  const digits = phone.replaceAll(/[ -]/g, '')
  return digits.length >= 9 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}
