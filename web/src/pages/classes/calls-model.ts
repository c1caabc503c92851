import type { CallProposalWire, CallWire } from '@gongyue/shared/api/enrolments.ts'
import type { addCall as contract } from '@gongyue/shared/api/enrolments.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import { addCall, listCalls, openCall, proposeCall } from '../../classes/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export type CallDraftWire = BodyOf<typeof contract>
export type CallsModel = ReturnType<typeof createCallsModel>

type Opening = Pick<CallProposalWire, 'slot' | 'spaceId' | 'personId'> & { readonly partyId: string }

/** The courses on demand as the desk sees them. */
export function createCallsModel() {
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<readonly CallWire[]>(async () => {
    const reply = await call(listCalls)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  return {
    ...loaded,
    async add(draft: CallDraftWire): Promise<Failing | null> {
      const reply = await call(addCall, { body: draft, idempotencyKey: keyOf(draft) })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return null
    },
    async propose(id: string) {
      return await call(proposeCall, { params: { id } })
    },
    async open(id: string, { slot, spaceId, personId, partyId }: Opening) {
      const body = { slot, spaceId, personId, partyId }
      const reply = await call(openCall, { params: { id }, body, idempotencyKey: keyOf({ id, body }) })
      await loaded.load()
      return reply
    },
  }
}
