import { holdsClaims } from '@gongyue/shared/domain/reservation.ts'
import type { ActChange, ActKind, Place } from '@gongyue/db/queries/acts.ts'

/** What a list of changes is called: by what it does to all of them, else a rearrangement. */
export function kindOfAct(changes: readonly Pick<ActChange, 'before' | 'after'>[]): ActKind {
  const kinds = new Set(changes.map(kindOfChange))
  const [only, ...others] = kinds
  if (!only || others.length > 0) return 'rearrange'
  if (only !== 'move' || changes.length === 1) return only
  return isSwap(changes) ? 'swap' : 'rearrange'
}

/** What one change is called. */
export function kindOfChange({ before, after }: { readonly before: StateOf; readonly after: StateOf }): ActKind {
  if (before.state === after.state) return 'move'
  if (after.state === 'cancelled') return 'cancel'
  if (after.state === 'no-show') return 'no-show'
  if (!holdsClaims(before.state)) return 'restore'
  if (after.state === 'in-use' && before.state === 'confirmed') return 'check-in'
  return after.state === 'ended' ? 'check-out' : 'restore'
}

type StateOf = Pick<Place, 'state'>

/** Two that have exchanged their spaces and hours. */
function isSwap([one, other, ...rest]: readonly Pick<ActChange, 'before' | 'after'>[]): boolean {
  if (!one || !other || rest.length > 0) return false
  const meets = (a: typeof one, b: typeof one) =>
    a.after.spaceId === b.before.spaceId && a.after.start === b.before.start
  return meets(one, other) && meets(other, one)
}
