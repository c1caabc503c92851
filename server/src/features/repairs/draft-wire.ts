import type { DraftWire } from '@gongyue/shared/api/repairs.ts'
import type { DraftRecord } from '@gongyue/db/queries/drafts.ts'

export function draftWire({ madeAt: _, ...draft }: DraftRecord): DraftWire {
  return draft
}
