import type { FastifyInstance } from 'fastify'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { waiverFaults } from '../orders/waivers.ts'
import type { Fits, Rearranged, RearrangeNo, Rearrangement } from './change.ts'
import { inHouseOfNow, type Contended } from './in-house-of-now.ts'
import { rearrange, weighChanges } from './rearrange.ts'
import { actWire } from './wire.ts'

/** Who changes what. */
export interface PerformAct extends Omit<Rearrangement, 'house'> {
  readonly keyed: KeyedRequest | null
}

/** What became of an act; `look-again` is never handed on. */
export type Performed =
  | Exclude<Rearranged, { readonly kind: 'look-again' }>
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

/** Performs an act in a transaction of its own, once for a key. */
export async function performAct(app: FastifyInstance, request: PerformAct): Promise<Performed> {
  const { who, keyed } = request
  const wrong = waiverFaults(request)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  return await inHouseOfNow<Rearranged | Exclude<Idempotent<never>, { readonly kind: 'done' }>>(
    app,
    who.facilityId,
    async (tx, house) => {
      const done = await idempotent(
        tx,
        keyed,
        async () => await rearrange(app, tx, { ...request, house }),
        (value) => ({ status: 201, response: value.kind === 'rearranged' ? actWire(value.act, who.timeZone) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'rearranged' ? done.value : tx.undo(done.value)
    },
  )
}

/** What would become of an act; nothing is locked or written. */
export async function weighAct(app: FastifyInstance, request: Omit<PerformAct, 'keyed'>): Promise<Fits | RearrangeNo> {
  const wrong = waiverFaults(request)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  const house = await app.houses.current(request.who.facilityId)
  return await weighChanges(app, app.pg.pool, { ...request, house })
}
