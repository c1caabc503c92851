import type {
  ContractDraftWire,
  ContractSummaryWire,
  PriceItemWire,
  PriceListWire,
} from '@gongyue/shared/api/contracts.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../partners/routes.ts'

export type PartnersModel = ReturnType<typeof createPartnersModel>

/** Contracts and the prices they are counted by. */
export function createPartnersModel() {
  const keyOf = idempotencyKeys()
  const contracts = createLoaded<readonly ContractSummaryWire[]>(async () => {
    const reply = await call(routes.listContracts)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  return {
    ...contracts,
    async add(body: ContractDraftWire): Promise<{ readonly id: string } | Failing> {
      const reply = await call(routes.addContract, { body, idempotencyKey: keyOf(body) })
      return reply.kind === 'ok' ? { id: reply.body.id } : reply
    },
    async prices(): Promise<readonly PriceListWire[] | Failing> {
      const reply = await call(routes.listPrices)
      return reply.kind === 'ok' ? reply.body.items : reply
    },
    async savePrices(validFrom: string, items: readonly PriceItemWire[], version: number): Promise<Failing | null> {
      const body = { validFrom, items: [...items] }
      const reply = await call(routes.addPrices, { body, version, idempotencyKey: keyOf({ body, version }) })
      return reply.kind === 'ok' ? null : reply
    },
  }
}
