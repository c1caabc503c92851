import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { SampleLine } from './agenda.ts'
import { iso, type Row } from './rows.ts'

/** Where a line stands, set-up and strike included. */
export function spanColumns({ space, during }: Pick<SampleLine, 'space' | 'during'>): Row {
  const held = heldBy(space, during)
  return {
    space_id: space.id,
    starts_at: iso(during.start),
    ends_at: iso(during.end),
    held_from: iso(held.start),
    held_until: iso(held.end),
  }
}
