import type { DraftWire } from '@gongyue/shared/api/repairs.ts'
import type { DraftRecord } from '@gongyue/db/queries/drafts.ts'

/** A draft as it is told. */
export function draftWire(draft: DraftRecord): DraftWire {
  const { id, repairId, partyId, partyName, address, phone, subject, body, consent, state, version } = draft
  return { id, repairId, partyId, partyName, address, phone, subject, body, consent, state, version }
}
