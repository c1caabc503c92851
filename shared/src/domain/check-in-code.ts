import type { LocalDate } from '../time/wall.ts'

/** What a QR code of a reservation says. */
export interface CheckInCode {
  readonly facilityId: string
  /** The facility's day of the start, for which the six digits are drawn. */
  readonly day: LocalDate
  readonly code: string
}

/** What was typed or scanned. `day` is null for the six digits alone: those of today. */
export type ReadCode =
  | { readonly kind: 'code'; readonly day: LocalDate | null; readonly code: string }
  /** A code of this system, but for another palace. */
  | { readonly kind: 'other-facility' }
  | { readonly kind: 'unreadable' }

/**
 * The text of the picture: day, six digits, and four digits that tell palaces apart. Digits only: a hand scanner types them into whatever has the
 * focus, and a Chinese input method would take letters for words.
 */
export function checkInText({ facilityId, day, code }: CheckInCode): string {
  return `${day.replaceAll('-', '')}${code}${mark(facilityId)}`
}

/** Reads what {@link checkInText} wrote, or six digits with or without a gap. */
export function readCheckInText(text: string, facilityId: string): ReadCode {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(digits)) return { kind: 'code', day: null, code: digits }
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{6})(\d{4})$/.exec(digits)
  if (!parts) return { kind: 'unreadable' }
  const [, year = '', month = '', date = '', code = '', of = ''] = parts
  const day = `${year}-${month}-${date}`
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return { kind: 'unreadable' }
  return of === mark(facilityId) ? { kind: 'code', day, code } : { kind: 'other-facility' }
}

/** Four digits out of an id: two palaces of one county have the same in one of ten thousand cases, and then the code is not found. */
function mark(facilityId: string): string {
  let sum = 0
  for (const letter of facilityId) sum = (sum * 31 + letter.charCodeAt(0)) % 10_000
  return String(sum).padStart(4, '0')
}
