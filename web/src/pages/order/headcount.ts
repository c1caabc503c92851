import type { SpaceWire } from '@gongyue/shared/api/facility.ts'

/** Until a number is typed: two at a table, one at a gym place, a room or a hall well filled. */
export function suggestedHeadcount(space: SpaceWire | undefined): number {
  if (!space) return 1
  switch (space.kind) {
    case 'gym-place':
      return 1
    case 'table':
      return 2
    case 'theatre':
    case 'square':
      return Math.min(200, space.capacity)
    default:
      return Math.min(20, space.capacity)
  }
}
