import type { FastifyInstance } from 'fastify'
import type { ChangeEventWire, TouchedEventWire } from '@gongyue/shared/api/live.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { readBlocks, type HoldPlace } from '@gongyue/db/queries/blocks.ts'
import type { ChangeRecord } from '@gongyue/db/queries/changes.ts'
import { countWaitingOrders } from '@gongyue/db/queries/orders.ts'
import { blockWire, shuttingWire } from '../features/board/wire.ts'

/** More changes at once than this are not told one by one. */
export const MOST_CHANGES = 1000

/** What some changes mean for each kind of reader; null where there is nothing to tell. */
export type Told =
  | { readonly kind: 'too-much' }
  | {
      readonly kind: 'told'
      readonly desk: ChangeEventWire | null
      /** For those who order, of some parties. */
      readonly touched: (partyIds: readonly string[]) => TouchedEventWire | null
    }

/** Reads how what changed stands now, once for all readers. */
export async function tellChanges(
  app: FastifyInstance,
  facilityId: string,
  rows: readonly ChangeRecord[],
): Promise<Told> {
  if (rows.length > MOST_CHANGES || rows.some(({ noun }) => noun === 'reset')) return { kind: 'too-much' }
  const of = (noun: ChangeRecord['noun']) => rows.filter((row) => row.noun === noun)
  const [reservations, requests, holds, closures] = [of('reservation'), of('request'), of('hold'), of('closure')]
  const facts = of('facts').length > 0
  const orders = unique(rows.flatMap(({ orderId }) => orderId ?? []))
  const shown = [...reservations, ...requests, ...holds]
  if (shown.length + closures.length + orders.length === 0 && !facts)
    return { kind: 'told', desk: null, touched: () => null }

  const { pool } = app.pg
  const now = app.clock()
  const ids = {
    reservations: unique(reservations.map(({ id }) => id)),
    requests: unique(requests.map(({ id }) => id)),
    holds: holds.flatMap(placeOf),
  }
  const [house, blocks, waiting] = await Promise.all([
    closures.length > 0 ? app.houses.current(facilityId) : app.houses.known(facilityId),
    shown.length > 0 ? readBlocks(pool, facilityId, ids, now) : [],
    requests.length + of('order').length > 0 ? countWaitingOrders(pool, facilityId) : null,
  ])
  const { timeZone } = house.facts
  const at = formatInstant(now, timeZone)
  const standing = new Set(blocks.map(({ id }) => id))
  const closed = house.facts.closures.filter(({ id }) => closures.some((row) => row.id === id))
  return {
    kind: 'told',
    desk: {
      at,
      upsert: blocks.map((block) => blockWire(block, timeZone)),
      removed: unique(shown.map(({ id }) => id)).filter((id) => !standing.has(id)),
      closures: {
        upsert: closed.map((closure) => shuttingWire(closure, house.facts)),
        removed: unique(closures.map(({ id }) => id)).filter((id) => !closed.some((one) => one.id === id)),
      },
      orders: [...orders],
      ...(waiting !== null && { waiting }),
      facts,
    },
    touched: (partyIds) => touchedOf(rows, partyIds, { at, facts, timeZone }),
  }
}

/** What a request of another branch asks for is not told: it takes no time from anybody yet. */
function touchedOf(
  rows: readonly ChangeRecord[],
  partyIds: readonly string[],
  { at, facts, timeZone }: { readonly at: string; readonly facts: boolean; readonly timeZone: string },
): TouchedEventWire | null {
  const isOwn = ({ partyId }: ChangeRecord) => partyId !== null && partyIds.includes(partyId)
  const orders = unique(rows.filter(isOwn).flatMap(({ orderId }) => orderId ?? []))
  const spaces = rows
    .filter((row) => row.noun !== 'request' || isOwn(row))
    .flatMap(placeOf)
    .map(({ spaceId, held }) => ({
      spaceId,
      start: formatInstant(held.start, timeZone),
      end: formatInstant(held.end, timeZone),
    }))
  const shut = facts || rows.some(({ noun }) => noun === 'closure')
  if (orders.length + spaces.length === 0 && !shut) return null
  return { at, spaces, orders: [...orders], facts: shut }
}

function placeOf({ spaceId, heldFrom, heldUntil }: ChangeRecord): readonly HoldPlace[] {
  if (spaceId === null || heldFrom === null || heldUntil === null) return []
  return [{ spaceId, held: { start: heldFrom, end: heldUntil } }]
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
