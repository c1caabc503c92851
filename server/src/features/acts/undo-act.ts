import type { FastifyInstance } from 'fastify'
import { readAct, type ActRecord } from '@gongyue/db/queries/acts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { House } from '@gongyue/db/house.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Rearranged } from './change.ts'
import { inHouseOfNow, type Contended } from './in-house-of-now.ts'
import { rearrange } from './rearrange.ts'
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
  | { readonly kind: 'not-found' }
  /** Others changed these since, or took the same act back. */
  | { readonly kind: 'moved-on'; readonly reservationIds: readonly string[] }

/**
 * Takes an act back by the opposite act, under the same rules: each reservation goes back to where it stood before, if it still stands where the
 * act has put it. The act of taking back can be taken back in turn, which does it again.
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
  const result = await rearrange(app, tx, {
    who,
    house,
    changes: act.changes.map(({ reservationId, before, after }) => ({
      kind: 'back',
      reservationId,
      version: after.version,
      to: before,
    })),
    waivers: [],
    reason: null,
    undoes: act.id,
  })
  return result.kind === 'stale' ? { kind: 'moved-on', reservationIds: result.current.map(({ id }) => id) } : result
}

function idsOf({ changes }: ActRecord): readonly string[] {
  return changes.map(({ reservationId }) => reservationId)
}
