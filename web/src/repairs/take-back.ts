import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import type { call } from '../api/call.ts'
import { randomKey } from '../api/idempotency.ts'
import { undoAct } from '../api/more-routes.ts'
import { cancelOrder } from '../api/routes.ts'
import type { Failing } from '../components/Failure.tsx'
import { liftClosure } from './routes.ts'

/** Whether a plan that was applied can be taken back from here. What is shut stays shut: then nobody can go back into it. */
export function canTakeBack({ cause, applied }: RepairWire): boolean {
  if (!applied || (applied.actId === null && applied.closureId === null && applied.orderId === null)) return false
  return cause.kind !== 'closure' && cause.kind !== 'conflict'
}

/** What became of taking a plan back. `partly`: what had shut or taken the rooms is gone, but not all went back. */
export type TakenBack =
  | { readonly kind: 'taken-back' }
  | { readonly kind: 'failed'; readonly failing: Failing; readonly partly: boolean }

/** Takes a plan back in the order in which the rules allow it: opens the room, or gives the event up, and then everybody goes back. */
export async function takeBack(send: typeof call, { cause, applied }: RepairWire): Promise<TakenBack> {
  let partly = false
  if (applied?.closureId && cause.kind !== 'closure') {
    const reply = await send(liftClosure, { params: { id: applied.closureId } })
    if (reply.kind !== 'ok') return { kind: 'failed', failing: reply, partly }
    partly = true
  }
  if (applied?.orderId) {
    const reply = await send(cancelOrder, { params: { id: applied.orderId }, body: {}, idempotencyKey: randomKey() })
    if (reply.kind !== 'ok') return { kind: 'failed', failing: reply, partly }
    partly = true
  }
  if (applied?.actId) {
    const reply = await send(undoAct, { params: { id: applied.actId }, idempotencyKey: randomKey() })
    if (reply.kind !== 'ok') return { kind: 'failed', failing: reply, partly }
  }
  return { kind: 'taken-back' }
}
