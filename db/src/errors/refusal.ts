/**
 * A "no" of the database. `space-overlap` is the floor's word for what the rule of the same name explains; the others say
 * which noun the constraint guards.
 */
export type DatabaseRefusal =
  | { readonly kind: 'space-overlap' }
  /** Something with this key is there already. */
  | { readonly kind: 'already-there'; readonly noun: string; readonly field: string }
  /** A row names something that is not there, or something is still named by others. */
  | { readonly kind: 'not-there'; readonly noun: string }
  /** A value that no use case should have let through. */
  | { readonly kind: 'out-of-range'; readonly noun: string; readonly field: string }

/** The floor's word for two claims on one atom. */
export const overlap: DatabaseRefusal = { kind: 'space-overlap' }

/** A key that is taken. */
export const already = (noun: string, field: string): DatabaseRefusal => ({ kind: 'already-there', noun, field })

/** A reference that leads nowhere. */
export const missing = (noun: string): DatabaseRefusal => ({ kind: 'not-there', noun })

/** A value outside of what its column takes. */
export const outside = (noun: string, field: string): DatabaseRefusal => ({ kind: 'out-of-range', noun, field })
