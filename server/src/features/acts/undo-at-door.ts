import type { FastifyInstance } from 'fastify'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { readActLeadingTo, type ActRecord } from '@gongyue/db/queries/acts.ts'
import { readDeed } from '@gongyue/db/queries/attendance.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { decide, type DecidedAtDoor } from '../check-in/attend.ts'
import { judgeTakeBack } from '../check-in/take-back.ts'

/** What the door said to taking one of its deeds back. */
export type UndoneAtDoor =
  | { readonly kind: 'rearranged'; readonly act: ActRecord }
  | { readonly kind: 'moved-on'; readonly reservationIds: readonly string[] }
  | { readonly kind: 'not-found' }
  | Extract<DecidedAtDoor, { readonly kind: 'no' }>

/** Takes an act of the door back by the door's own rules, with head-count, hours and points; null when the act is none of the door's. */
export async function undoAtDoor(
  app: FastifyInstance,
  tx: Tx,
  { who, house, act }: { readonly who: Who; readonly house: House; readonly act: ActRecord },
): Promise<UndoneAtDoor | null> {
  const [change, ...others] = act.changes
  if (!change || others.length > 0) return null
  const { reservationId, after } = change
  if (!(await readDeed(tx.client, who.facilityId, reservationId, after.version))) return null
  const done = await decide(
    app,
    tx,
    {
      who,
      reservationId,
      keyed: null,
      points: true,
      judge: (standing) => judgeTakeBack(standing, after.version, tx),
    },
    factsAt(house, app.clock()),
  )
  if (done.kind === 'no') return done.problem === 'stale' ? { kind: 'moved-on', reservationIds: [reservationId] } : done
  if (done.kind !== 'done') return { kind: 'not-found' }
  const opposite = await readActLeadingTo(tx.client, who.facilityId, reservationId, done.body.version)
  return opposite ? { kind: 'rearranged', act: opposite } : { kind: 'not-found' }
}
