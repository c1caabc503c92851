import type { FastifyInstance } from 'fastify'
import type { ViolationWire } from '@gongyue/shared/api/violation.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { House } from '@gongyue/db/house.ts'
import { movePendingLines } from '@gongyue/db/queries/edit-series.ts'
import { lockOrders, withdrawLines } from '@gongyue/db/queries/orders.ts'
import type { SeriesDateRecord, SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Change, Refused } from '../acts/change.ts'
import { rearrange } from '../acts/rearrange.ts'
import { settleOrder } from '../orders/settle-order.ts'
import { violationWire } from '../orders/wire.ts'
import type { EditNo, EditPlan, EditSeries } from './edit.ts'

/** An edit on its way. */
export interface Editing {
  readonly request: EditSeries
  readonly series: SeriesRecord
  readonly plan: EditPlan
  readonly house: House
  /** The series that the edited dates will belong to: itself, or its later part. */
  readonly targetId: string
}

/** `refused` by key: bookings that cannot follow and stay where they stand. */
export type ChangedStanding =
  | { readonly kind: 'changed'; readonly refused: ReadonlyMap<string, readonly ViolationWire[]> }
  | EditNo
  | { readonly kind: 'look-again' }

/** Moves and gives back the bookings and requests of a series, as one act. */
export async function changeStanding(app: FastifyInstance, tx: Tx, editing: Editing): Promise<ChangedStanding> {
  const { series, house, request } = editing
  await changeWaiting(app, tx, editing)
  let changes = changesOf(editing)
  const refused = new Map<string, readonly ViolationWire[]>()
  while (changes.length > 0) {
    const outcome = await rearrange(app, tx, { who: request.who, changes, waivers: [], reason: request.reason, house })
    if (outcome.kind === 'look-again') return outcome
    if (outcome.kind === 'malformed') return outcome
    // one of them was changed by another door since the series was read
    if (outcome.kind === 'stale' || outcome.kind === 'not-changeable') return { kind: 'stale', series }
    if (outcome.kind === 'rearranged') break
    const stuck = stuckIn(outcome, series)
    for (const [date, violations] of stuck) refused.set(date.key, violations)
    const ids = new Set([...stuck.keys()].map(({ reservationId }) => reservationId))
    const rest = changes.filter(({ reservationId }) => !ids.has(reservationId))
    if (rest.length === changes.length) throw new Error('a refusal of a rearrangement names none of its changes')
    changes = rest
  }
  return { kind: 'changed', refused }
}

function changesOf({ plan, series, request }: Editing): readonly Change[] {
  const dates = new Map(series.dates.map((date) => [date.key, date]))
  return plan.changes.flatMap((change): readonly Change[] => {
    if (!('before' in change)) return []
    const { reservationId, reservationVersion: version, state, spaceId } = dates.get(change.before.key) ?? NOTHING
    if (reservationId === null || state !== 'booked') return []
    if (change.kind === 'lost') return [{ kind: 'cancel', reservationId, version }]
    const grows = change.kind === 'kept' && request.changes.headcount !== undefined
    if (change.kind !== 'moved' && !grows) return []
    const { start, end } = change.kind === 'moved' ? change.after : change.before
    const headcount = request.changes.headcount ?? null
    return [{ kind: 'move', reservationId, version, spaceId: plan.spaceId ?? spaceId, start, end, headcount }]
  })
}

const NOTHING = { reservationId: null, reservationVersion: null, state: 'skipped', spaceId: '' } as const

/** Requests hold nothing: they are moved without asking, and judged when they are decided. */
async function changeWaiting(app: FastifyInstance, tx: Tx, { plan, series, request, house }: Editing): Promise<void> {
  const { client } = tx
  const waiting = new Map(series.dates.flatMap((date) => (date.state === 'waiting' ? [[date.key, date] as const] : [])))
  const moved = plan.changes.flatMap((change) => {
    const date = change.kind === 'moved' ? waiting.get(change.before.key) : undefined
    const space = house.facts.spaces.get(plan.spaceId ?? date?.spaceId ?? '')
    if (change.kind !== 'moved' || !date?.lineId || !space) return []
    const { start, end } = change.after
    const held = heldBy(space, { start, end })
    return [{ lineId: date.lineId, spaceId: space.id, start, end, heldFrom: held.start, heldUntil: held.end }]
  })
  const lost = plan.changes.flatMap((change) =>
    change.kind === 'lost' ? (waiting.get(change.before.key)?.lineId ?? []) : [],
  )
  await movePendingLines(client, request.who.facilityId, moved)
  if (lost.length === 0) return
  await lockOrders(client, request.who.facilityId, [series.orderId])
  await withdrawLines(client, request.who.facilityId, lost, null)
  const data = { lineIds: lost, reason: null }
  await settleOrder(app, tx, { who: request.who, orderId: series.orderId, action: 'cancel-order', data })
}

/** The dates that a refusal names, each with its reasons. */
function stuckIn(
  { violations, planned, facts }: Refused,
  series: SeriesRecord,
): ReadonlyMap<SeriesDateRecord, readonly ViolationWire[]> {
  const claims = planned.flatMap(({ claim }) => claim ?? [])
  const stuck = new Map<SeriesDateRecord, ViolationWire[]>()
  for (const violation of violations)
    for (const claim of claims.filter(({ id }) => violation.claimIds.includes(id))) {
      const date = series.dates.find(({ reservationId }) => reservationId === claim.id)
      if (!date) continue
      const told = violationWire({ ...violation, claimIds: [claim.id] }, [claim], facts.timeZone)
      stuck.set(date, [...(stuck.get(date) ?? []), told])
    }
  return stuck
}
