import { signal } from '@preact/signals'
import type {
  ContractDraftWire,
  ContractWire,
  SlotVerdictWire,
  StatementWire,
  UseWire,
} from '@gongyue/shared/api/contracts.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../partners/routes.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'

export type PartnerModel = ReturnType<typeof createPartnerModel>

/** A slot while it is asked about. */
export interface SlotAsked {
  readonly title: string
  readonly purpose: UseWire['purpose']
  readonly spaceId: string
  readonly headcount: number
  readonly rule: Rule
}

/** One contract, its slots, and its statement of one month. */
export function createPartnerModel(id: string, firstMonth: string) {
  const keyOf = idempotencyKeys()
  const params = { id }
  const month = signal(firstMonth)
  const contract = createLoaded<ContractWire>(async () => await call(routes.readContract, { params }))
  const statement = createLoaded<StatementWire>(
    async () => await call(routes.readStatement, { params, query: { month: month.value } }),
  )
  const preview = signal<SlotVerdictWire | Failing | 'asking' | null>(null)
  let round = 0
  const loadAll = async (): Promise<void> => void (await Promise.all([contract.load(), statement.load()]))
  const settle = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await loadAll()
    return reply.kind === 'ok' ? null : reply
  }
  const bodyOf = ({ rule, ...rest }: SlotAsked) => ({ ...rest, rule: rule as RuleWire })
  return {
    ...{ contract, statement, preview, month, loadAll },
    async showMonth(chosen: string): Promise<void> {
      month.value = chosen
      await statement.load()
    },
    /** What would become of a slot, while it is typed. */
    async ask(asked: SlotAsked | null): Promise<void> {
      round += 1
      const mine = round
      if (asked === null) return void (preview.value = null)
      preview.value = 'asking'
      const reply = await call(routes.addSlot, {
        ...{ params, query: { dryRun: true } },
        ...{ body: bodyOf(asked), idempotencyKey: keyOf({ dry: asked, mine }) },
      })
      if (mine === round) preview.value = reply.kind === 'ok' ? reply.body : reply
    },
    async place(asked: SlotAsked): Promise<Failing | null> {
      const body = bodyOf(asked)
      return await settle(await call(routes.addSlot, { params, body, idempotencyKey: keyOf(body) }))
    },
    async change(draft: ContractDraftWire, version: number): Promise<Failing | null> {
      const { number, title, startsOn, endsOn, leastPublicPercent, otherUses, note } = draft
      const body = { number, title, startsOn, endsOn, leastPublicPercent, otherUses, note }
      return await settle(await call(routes.changeContract, { params, body, version }))
    },
    async end(lastDay: string, reason: string, version: number): Promise<Failing | null> {
      const body = { lastDay, reason }
      return await settle(await call(routes.endContract, { params, body, version, idempotencyKey: keyOf(body) }))
    },
    async correct(
      { reservationId, version }: UseWire,
      body: Pick<UseWire, 'purpose'> & { readonly fen: number; readonly reason: string },
    ) {
      const sent = { ...body, version }
      const idempotencyKey = keyOf({ reservationId, ...sent })
      return await settle(await call(routes.correctUse, { params: { id: reservationId }, body: sent, idempotencyKey }))
    },
  }
}
