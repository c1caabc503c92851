import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { readContact } from '@gongyue/db/queries/enrolments.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

/** What the reader says of the person; what is left out is read from the reader's own account. */
interface Asked {
  readonly who: Who
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly partyId: string | null | undefined
}

/** Who is to have a place, or to be counted. */
export interface Person {
  readonly kind: 'person'
  readonly name: string
  /** Plain digits: what tells two of one name apart. */
  readonly phone: string
  readonly partyId: string | null
  /** Whether the reader asks for themselves. */
  readonly self: boolean
}

/** Whose place it is: the reader's own, a member's of the reader's branch, or anybody's for the desk. */
export async function personOf(
  { client }: Pick<Tx, 'client'>,
  { who, name, phone, partyId }: Asked,
  isDesk: boolean,
  confidential: boolean,
): Promise<Person | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }> {
  const self = name === undefined
  const contact = self ? await readContact(client, who.facilityId, who.userId) : null
  const digits = plainPhone(phone ?? contact?.phone ?? '')
  // whose guest is confidential, their branch is too
  const party = confidential ? null : (partyId ?? (self && !isDesk ? (who.partyIds[0] ?? null) : null))
  const errors: Fault[] = []
  // who is no officer asks for themselves only
  if (!self && !isDesk && (confidential || !mayEnter(who.roles, 'orders')))
    errors.push({ pointer: '/name', key: 'unknown-field', params: {} })
  if (digits === '') errors.push({ pointer: '/phone', key: 'required', params: {} })
  if (party !== null && !isDesk && !who.partyIds.includes(party))
    errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  if (!self && party === null && !isDesk && !confidential)
    errors.push({ pointer: '/partyId', key: 'required', params: {} })
  if (errors.length > 0) return { kind: 'malformed', errors }
  return { kind: 'person', name: (name ?? contact?.name ?? who.name).trim(), phone: digits, partyId: party, self }
}
