import type { PartyKind } from './party.ts'
import { covers, type PublicityRule } from './policy.ts'
import type { SpaceKind } from './space.ts'

/** What a stranger may read of a booking: its title, what kind of party has it, or that the time is taken. */
export type PublicTitle =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'party-kind'; readonly partyKind: PartyKind }
  | { readonly kind: 'booked' }

/**
 * The one place that decides what walls, feeds and programmes say of a booking. Default closed: where no rule speaks, the time is taken and no
 * more. A person's booking is never told, whatever the rules say, and a title with a telephone or identity number in it is no public title.
 */
export function publicTitle(
  booking: { readonly title: string; readonly party: PartyKind; readonly space: SpaceKind },
  rules: readonly PublicityRule[],
): PublicTitle {
  if (booking.party === 'person') return BOOKED
  const rule = rules.find(({ spaces, parties }) => covers(spaces, booking.space) && covers(parties, booking.party))
  switch (rule?.shown) {
    case 'title':
      return LONG_NUMBER.test(booking.title) ? BOOKED : { kind: 'title', text: booking.title }
    case 'party-kind':
      return { kind: 'party-kind', partyKind: booking.party }
    case 'booked':
    case undefined:
      return BOOKED
  }
}

const BOOKED: PublicTitle = { kind: 'booked' }

/** Seven digits in a row, or a mobile number however it is spaced. Years, spans of days and room numbers are neither. */
const LONG_NUMBER = /\d{7,}|1\d{2}[\s.-]?\d{4}[\s.-]?\d{4}/
