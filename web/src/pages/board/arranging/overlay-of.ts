import type { Block, BlockMark } from '../../../board/day.ts'
import type { Overlay, Place } from '../../../board/overlay.ts'
import type { Job } from './outbox.ts'
import type { Staging } from './staging.ts'

/** What lies over the day: what is on its way to the server, what is staged, what is parked, what waits for its pair. */
export function overlayOf(
  jobs: readonly Job[],
  staging: Pick<Staging, 'parked' | 'staged'>,
  marked: Block | null,
): Overlay {
  const places = new Map<string, Place>()
  const marks = new Map<string, BlockMark>()
  for (const { changes } of jobs)
    for (const change of changes) {
      if (change.kind !== 'move') continue
      const during = { start: Date.parse(change.start), end: Date.parse(change.end) }
      places.set(change.reservationId, { spaceId: change.spaceId, during })
      marks.set(change.reservationId, 'sending')
    }
  for (const { block, spaceId, during } of staging.staged.value) {
    places.set(block.id, { spaceId, during })
    marks.set(block.id, 'staged')
  }
  for (const block of staging.parked.value) marks.set(block.id, 'parked')
  if (marked) marks.set(marked.id, 'marked')
  return { places, marks }
}
