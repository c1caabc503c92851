import { preferredSpace } from './preferred-space.ts'
import { preferredTime } from './preferred-time.ts'
import { roomFit } from './room-fit.ts'

/** Rules that only weigh. */
export type SoftRule = 'preferred-space' | 'preferred-time' | 'room-fit'

/** What each weighs where the policy does not say. */
export const SOFT_WEIGHTS: Readonly<Record<SoftRule, number>> = {
  'preferred-space': preferredSpace.weight,
  'preferred-time': preferredTime.weight,
  'room-fit': roomFit.weight,
}
