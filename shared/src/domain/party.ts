export const PARTY_KINDS = ['federation', 'county', 'town', 'branch', 'partner', 'association', 'palace', 'person'] as const
export type PartyKind = (typeof PARTY_KINDS)[number]

/** Who asks: a union branch in its tree, a partner, an association, the palace itself, a person. */
export interface Party {
  readonly id: string
  readonly parentId: string | null
  readonly kind: PartyKind
  readonly name: string
  /** A suspended party keeps what it has and books nothing new. */
  readonly suspended: boolean
}
