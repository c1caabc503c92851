/** What was typed or scanned at the door of a programme. */
export type ReadArrival =
  | { readonly kind: 'code'; readonly code: string }
  /** A code of this system, but for another programme or another palace. */
  | { readonly kind: 'other-programme' }
  | { readonly kind: 'unreadable' }

/**
 * The text of the picture of somebody who has a place: six digits that tell programmes apart, the six of the place, four that tell palaces apart.
 * Digits only, for hand scanners and Chinese input methods; sixteen of them, where a booking's code has eighteen.
 */
export function arrivalText(facilityId: string, programmeId: string, code: string): string {
  return `${mark(programmeId, 6)}${code}${mark(facilityId, 4)}`
}

/** Reads what {@link arrivalText} wrote, or six digits with or without a gap. */
export function readArrivalText(text: string, facilityId: string, programmeId: string): ReadArrival {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(digits)) return { kind: 'code', code: digits }
  if (!/^\d{16}$/.test(digits)) return { kind: 'unreadable' }
  const code = digits.slice(6, 12)
  return digits === arrivalText(facilityId, programmeId, code) ? { kind: 'code', code } : { kind: 'other-programme' }
}

/** Digits out of an id: a clash of two programmes is found out by the six digits behind, which differ. */
function mark(id: string, length: number): string {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 10 ** length
  return String(sum).padStart(length, '0')
}
