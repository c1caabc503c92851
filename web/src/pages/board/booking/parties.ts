import type { call } from '../../../api/call.ts'
import { session } from '../../../app/session.ts'

/** Somebody a booking can be made for. */
export interface FoundParty {
  readonly id: string
  readonly name: string
}

/** Parties by a piece of their name. */
export async function findParties(send: typeof call, query: string): Promise<readonly FoundParty[]> {
  void send
  return (session.value?.parties ?? []).filter(({ name }) => name.includes(query.trim()))
}
