import type { FastifyInstance } from 'fastify'
import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { listParties, type PartyRecord } from '@gongyue/db/queries/parties.ts'
import { plain, rankOf, soundOf, type Rank } from './sound.ts'

/** Finds parties by what people type; what it knows is as old as the facts of the house. */
export interface PartyIndex {
  /** The best first: exactly this, beginning with it, holding it; then persons and branches before the rest, the shorter name first. */
  find(facilityId: string, typed: string): Promise<readonly FoundParty[]>
}

export interface FoundParty {
  readonly party: PartyRecord
  readonly rank: Rank
  readonly by: 'name' | 'phone' | 'code'
}

/** An index that reads a facility's parties anew when their version has changed. Parties are facts, so every change counts the version up. */
export function createPartyIndex(app: FastifyInstance): PartyIndex {
  const kept = new Map<string, { readonly factsVersion: number; readonly parties: readonly PartyRecord[] }>()
  const partiesOf = async (facilityId: string) => {
    // the version first: what is read after it is never older than it
    const { factsVersion } = await app.houses.current(facilityId)
    const known = kept.get(facilityId)
    if (known?.factsVersion === factsVersion) return known.parties
    const parties = await listParties(app.pg.pool, facilityId)
    kept.set(facilityId, { factsVersion, parties })
    return parties
  }
  return {
    find: async (facilityId, typed) => {
      const wanted = plain(typed)
      const parties = await partiesOf(facilityId)
      return parties.flatMap((party) => foundBy(party, wanted) ?? []).toSorted(compare)
    },
  }
}

/** Whether a number ends like this; three digits are the least one can ask by. */
export function phoneRank(phone: string | null, wanted: string): Rank | null {
  const digits = plainPhone(wanted)
  if (phone === null || digits.length < 3 || /[^0-9 +-]/.test(wanted)) return null
  const own = plainPhone(phone)
  if (own === digits) return 0
  return own.endsWith(digits) ? 1 : null
}

function foundBy(party: PartyRecord, wanted: string): FoundParty | null {
  const phone = phoneRank(party.phone, wanted)
  const code = codeRank(party.code, wanted)
  const name = rankOf(soundOf(party.name), wanted)
  const all = [
    { by: 'name', rank: name },
    { by: 'phone', rank: phone },
    { by: 'code', rank: code },
  ] as const
  const best = all.reduce((a, b) => (order(b.rank) < order(a.rank) ? b : a))
  return best.rank === null ? null : { party, rank: best.rank, by: best.by }
}

function order(rank: Rank | null): number {
  return rank ?? 9
}

function codeRank(code: string, wanted: string): Rank | null {
  const own = code.toLowerCase()
  if (own === wanted) return 0
  return own.startsWith(wanted) ? 1 : null
}

/** Who books at a desk comes before who seldom does. */
const KINDS: readonly PartyRecord['kind'][] = [
  'person',
  'branch',
  'association',
  'partner',
  'palace',
  'town',
  'county',
  'federation',
]

function compare(a: FoundParty, b: FoundParty): number {
  return (
    a.rank - b.rank ||
    KINDS.indexOf(a.party.kind) - KINDS.indexOf(b.party.kind) ||
    a.party.name.length - b.party.name.length ||
    (a.party.code < b.party.code ? -1 : 1)
  )
}
