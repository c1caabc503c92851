import type { FastifyInstance } from 'fastify'
import type { MessageOfferWire, MessageWire } from '@gongyue/shared/api/messages.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { ThreadLine } from '@gongyue/db/queries/messages.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { HttpProblem, type Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { LONGEST, spanFaults } from '../orders/asked.ts'
import { readVisible } from '../orders/read-visible.ts'
import { sideOf, tellThread } from './tell-thread.ts'
import { messageWire } from './wire.ts'

export interface WriteMessage {
  readonly who: Who
  readonly orderId: string
  readonly text: string
  readonly offer: MessageOfferWire | null
  readonly keyed: KeyedRequest | null
}

/**
 * Writes to the other side. Nothing of an offer is held: whoever takes it places an order like any other.
 *
 * @throws HttpProblem `not-found` for orders of others, `not-allowed` for an offer that is not the house's, `malformed` for one that names nothing
 */
export async function writeMessage(
  app: FastifyInstance,
  { who, orderId, text, offer, keyed }: WriteMessage,
): Promise<Idempotent<MessageWire>> {
  if (offer && sideOf(who) !== 'house') throw new HttpProblem('not-allowed')
  const { facts } = await app.houses.current(who.facilityId)
  const lines = offer && linesOf(offer, (id) => facts.spaces.has(id), facts.timeZone)
  return await inTransaction(
    app.pg.pool,
    (tx) =>
      idempotent(
        tx,
        keyed,
        async () => {
          const order = await readVisible(tx.client, who, orderId)
          const said = { kind: 'text', text: text.trim(), offer: lines && { lines } } as const
          return messageWire(await tellThread(app, tx, { who, order, said }), who)
        },
        (message) => ({ status: 201, response: message }),
      ),
    { dice: app.dice },
  )
}

function linesOf(
  { lines }: MessageOfferWire,
  isSpace: (id: string) => boolean,
  timeZone: string,
): readonly ThreadLine[] {
  const errors: Fault[] = []
  const read = lines.map(({ spaceId, start, end }, i) => {
    const line = { spaceId, start: parseInstant(start) ?? Number.NaN, end: parseInstant(end) ?? Number.NaN }
    if (!isSpace(spaceId)) errors.push({ pointer: `/offer/lines/${i}/spaceId`, key: 'not-there', params: {} })
    errors.push(...spanFaults(line, `/offer/lines/${i}/end`, LONGEST, timeZone))
    return line
  })
  if (errors.length > 0) throw malformed(errors)
  return read
}
