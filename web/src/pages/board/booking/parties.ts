import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import type { call } from '../../../api/call.ts'
import { findParties as route } from '../../../api/routes.ts'

/** Somebody a booking can be made for; what helps to tell two of one name apart, where it is known. */
export interface FoundParty extends Pick<PartyWire, 'id' | 'name'> {
  readonly hint?: string
}

/** Parties by a piece of their name, its pinyin, a code, or the end of a telephone number; best first. */
export async function findParties(send: typeof call, query: string): Promise<readonly FoundParty[]> {
  const q = query.trim()
  if (q === '') return []
  const reply = await send(route, { query: { q, limit: 8 } })
  if (reply.kind !== 'ok') return []
  return reply.body.items.map(({ id, name, parentName, phone, code }) => ({
    id,
    name,
    hint: [parentName, phone, code].filter(Boolean).join(' · '),
  }))
}
