import type { FastifyInstance } from 'fastify'
import type { addPrices as contract, PriceListWire } from '@gongyue/shared/api/contracts.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { PriceItem } from '@gongyue/shared/domain/price.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { insertPriceList, listPriceLists } from '@gongyue/db/queries/uses.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

type Asked = BodyOf<typeof contract>

/** What the schema can not see: spaces that are not there, spans that end before they begin. */
export function priceFaults({ items }: Asked, facts: Pick<Facts, 'spaces'>): readonly Fault[] {
  return items.flatMap(({ spaces, from, until }, i): readonly Fault[] => [
    ...(spaces.kind === 'space' && !facts.spaces.has(spaces.spaceId)
      ? [{ pointer: `/items/${i}/spaces/spaceId`, key: 'not-there', params: {} } as const]
      : []),
    ...(until <= from ? [{ pointer: `/items/${i}/until`, key: 'end-before-start', params: {} } as const] : []),
  ])
}

export type AddedPrices =
  | { readonly kind: 'added' | 'stale'; readonly list: PriceListWire | null }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Writes the next price list. Of two who do so at once the second is shown the first one's: versions follow each other. */
export async function addPrices(
  app: FastifyInstance,
  who: Who,
  { validFrom, items }: Asked,
  { version, keyed }: { readonly version: number | null; readonly keyed: KeyedRequest | null },
): Promise<AddedPrices> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<AddedPrices> => {
      const { client } = tx
      const work = async (): Promise<Extract<AddedPrices, { readonly kind: 'added' | 'stale' }>> => {
        const [newest] = await listPriceLists(client, facilityId)
        const before = newest?.version ?? 0
        const list = { version: before + 1, validFrom, items: items as readonly PriceItem[] }
        const isLate =
          (version !== null && version !== before) ||
          !(await insertPriceList(client, facilityId, list, { userId, at: app.clock() }))
        if (isLate) {
          const [now] = await listPriceLists(client, facilityId)
          return { kind: 'stale', list: (now as PriceListWire | undefined) ?? null }
        }
        const event = {
          facilityId,
          auditId: app.newId(),
          at: app.clock(),
          userId,
          noun: 'price-list',
          nounId: facilityId,
        }
        await auditRow(client, { ...event, action: 'add-prices', data: { ...list } })
        return { kind: 'added', list: { ...list, items } }
      }
      const done = await idempotent(tx, keyed, work, ({ list }) => ({ status: 201, response: list }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'added' ? done.value : tx.undo(done.value)
    },
    app,
  )
}
