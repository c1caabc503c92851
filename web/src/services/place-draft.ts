import type { PlaceAskedWire } from '@gongyue/shared/api/service-lines.ts'

/** Where something shall be given, as it is typed. */
export interface PlaceDraft {
  readonly kind: 'palace' | 'place' | 'address'
  readonly spaceId: string
  readonly placeId: string
  readonly districtId: string
  readonly address: string
  readonly contact: string
  readonly phone: string
}

export const NO_PLACE: PlaceDraft = {
  kind: 'address',
  spaceId: '',
  placeId: '',
  districtId: '',
  address: '',
  contact: '',
  phone: '',
}

/** The place as it is sent; null while something is missing. */
export function placeAsked(draft: PlaceDraft): PlaceAskedWire | null {
  const { kind, spaceId, placeId, districtId, address, contact, phone } = draft
  const contactPhone = phone.trim() === '' ? {} : { contactPhone: phone.trim() }
  if (kind === 'palace') return { kind: 'palace', ...(spaceId === '' ? {} : { spaceId }) }
  if (kind === 'place') {
    const contactName = contact.trim() === '' ? {} : { contact: contact.trim() }
    return placeId === '' ? null : { kind: 'outside', placeId, ...contactName, ...contactPhone }
  }
  if (districtId === '' || address.trim() === '' || contact.trim() === '') return null
  return { kind: 'outside', districtId, address: address.trim(), contact: contact.trim(), ...contactPhone }
}
