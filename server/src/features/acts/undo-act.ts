import type { FastifyInstance } from 'fastify'
import { listUndoings, readAct, type ActRecord } from '@gongyue/db/queries/acts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { House } from '@gongyue/db/house.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Rearranged, Rearrangement } from './change.ts'
import { inHouseOfNow, type Contended } from './in-house-of-now.ts'
import { rearrange } from './rearrange.ts'
import { standsAs } from './stands-as.ts'
import { undoAtDoor, type UndoneAtDoor } from './undo-at-door.ts'
import { actWire } from './wire.ts'

export interface UndoAct {
  readonly who: Who
  readonly actId: string
  readonly keyed: KeyedRequest | null
}

/** What became of it; `look-again` is never handed on. */
export type Undone =
  | Exclude<Found, { readonly kind: 'look-again' }>
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

type Found =
  | Exclude<Rearranged, { readonly kind: 'stale' }>
  | UndoneAtDoor
  /** Others changed these since, or took the same act back. */
  | { readonly kind: 'moved-on'; readonly reservationIds: readonly string[] }

/**
 * Takes an act back by the opposite act, under the same rules: each reservation goes back to where it stood before, if it still stands where the
 * act has put it, or does so again because all that came after was taken back. The act of taking back can be taken back in turn, which does it again.
 */
export async function undoAct(app: FastifyInstance, request: UndoAct): Promise<Undone> {
  const { who, keyed } = request
  return await inHouseOfNow<Found | Exclude<Idempotent<never>, { readonly kind: 'done' }>>(
    app,
    who.facilityId,
    async (tx, house) => {
      const done = await idempotent(
        tx,
        keyed,
        async () => await takeBack(app, tx, request, house),
        (value) => ({ status: 201, response: value.kind === 'rearranged' ? actWire(value.act, who.timeZone) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'rearranged' ? done.value : tx.undo(done.value)
    },
  )
}

async function takeBack(app: FastifyInstance, tx: Tx, { who, actId }: UndoAct, house: House): Promise<Found> {
  const act = await readAct(tx.client, who.facilityId, actId)
  if (!act) return { kind: 'not-found' }
  if (act.undoneBy !== null) return { kind: 'moved-on', reservationIds: idsOf(act) }
  const atDoor = await undoAtDoor(app, tx, { who, house, act })
  if (atDoor) return atDoor
  const opposite = (versions: ReadonlyMap<string, number>): Rearrangement => ({
    who,
    house,
    changes: act.changes.map(({ reservationId, before, after }) => ({
      kind: 'back',
      reservationId,
      version: versions.get(reservationId) ?? after.version,
      to: before,
    })),
    waivers: [],
    reason: null,
    undoes: act.id,
  })
  const result = await rearrange(app, tx, opposite(new Map()))
  if (result.kind !== 'stale') return result
  const moved = result.current.map(({ id }) => id)
  const undoings = await listUndoings(tx.client, who.facilityId, moved)
  const left = new Map(act.changes.map(({ reservationId, after }) => [reservationId, after.version]))
  const isBack = ({ id, version }: (typeof result.current)[number]) =>
    standsAs(id, version, left.get(id) ?? version, undoings)
  if (!result.current.every(isBack)) return { kind: 'moved-on', reservationIds: moved }
  const again = await rearrange(app, tx, opposite(new Map(result.current.map(({ id, version }) => [id, version]))))
  return again.kind === 'stale' ? { kind: 'moved-on', reservationIds: again.current.map(({ id }) => id) } : again
}

function idsOf({ changes }: ActRecord): readonly string[] {
  return changes.map(({ reservationId }) => reservationId)
}
