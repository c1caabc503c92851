/** What the house stands by outside, or with somebody of its own: `cancelled` holds nobody any more. */
export const VISIT_STATES = ['planned', 'delivered', 'cancelled'] as const
export type VisitState = (typeof VISIT_STATES)[number]

/** A request without a service: open until an offer is taken, it is given up, or the house has nothing. */
export const WISH_STATES = ['open', 'taken', 'withdrawn', 'declined'] as const
export type WishState = (typeof WISH_STATES)[number]

export const OFFER_STATES = ['open', 'taken', 'declined', 'withdrawn'] as const
export type OfferState = (typeof OFFER_STATES)[number]
