import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import type { call } from '../../../api/call.ts'
import { createParty, findParties as route } from '../../../api/more-routes.ts'

/** Somebody a booking can be made for. What is more than a name helps to tell two of one name apart, where it is known. */
export interface FoundParty extends Pick<PartyWire, 'id' | 'name'> {
  readonly hint?: string
  readonly kind?: PartyWire['kind']
  /** Masked. */
  readonly phone?: string | null
  readonly suspended?: boolean
}

/** Parties by a piece of their name, its pinyin, a code, or the end of a telephone number; best first. Null without an answer. */
export async function findParties(send: typeof call, query: string): Promise<readonly FoundParty[] | null> {
  const q = query.trim()
  if (q === '') return []
  const reply = await send(route, { query: { q, limit: 8 } })
  return reply.kind === 'ok' ? reply.body.items.map(foundParty) : null
}

export function foundParty({ id, kind, name, parentName, phone, code, suspended }: PartyWire): FoundParty {
  const made = kind === 'person' // codes of persons are made up by the server and tell nobody anything
  return { id, kind, name, phone, suspended, hint: [parentName, phone, made ? null : code].filter(Boolean).join(' · ') }
}

/** What who gives no name is booked under. In the language of the palace, for it is kept. */
const WALK_IN = '散客'

/**
 * The one party of all who come without a name. Taken down when it is first needed; two desks that do so at once leave two, and every
 * desk then takes the first.
 */
export async function walkInParty(send: typeof call): Promise<FoundParty | null> {
  const reply = await send(route, { query: { q: WALK_IN, limit: 50 } })
  if (reply.kind !== 'ok') return null
  const known = reply.body.items.filter(
    ({ kind, name, phone }) => kind === 'person' && name === WALK_IN && phone === null,
  )
  const [first] = known.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  if (first) return foundParty(first)
  const made = await send(createParty, {
    body: { kind: 'person', name: WALK_IN },
    idempotencyKey: 'walk-in-party-once',
  })
  return made.kind === 'ok' ? foundParty(made.body) : null
}
