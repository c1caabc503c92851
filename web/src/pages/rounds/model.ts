import type { RoundDraftWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { rollForward as rollContract } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded, type Loaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import { addRound, cancelRound, changeRound, listRounds, rollForward } from '../../rounds/routes.ts'

export type RollDraft = BodyOf<typeof rollContract>

export interface RoundsModel extends Loaded<readonly RoundWire[]> {
  readonly add: (draft: RoundDraftWire) => Promise<RoundWire | Failing>
  readonly change: (round: RoundWire, draft: RoundDraftWire) => Promise<Failing | null>
  readonly roll: (round: RoundWire, draft: RollDraft) => Promise<RoundWire | Failing>
  readonly cancel: (round: RoundWire, reason: string) => Promise<Failing | null>
}

export function createRoundsModel(): RoundsModel {
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<readonly RoundWire[]>(async () => {
    const reply = await call(listRounds)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const done = async (): Promise<null> => {
    await loaded.load()
    return null
  }
  return {
    ...loaded,
    async add(draft) {
      const reply = await call(addRound, { body: draft, idempotencyKey: keyOf(draft) })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return reply.body
    },
    async change({ id, version }, draft) {
      const reply = await call(changeRound, { params: { id }, body: draft, version })
      return reply.kind === 'ok' ? await done() : reply
    },
    async roll({ id }, draft) {
      const reply = await call(rollForward, { params: { id }, body: draft, idempotencyKey: keyOf([id, draft]) })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return reply.body
    },
    async cancel({ id }, reason) {
      const reply = await call(cancelRound, { params: { id }, body: { reason }, idempotencyKey: keyOf([id, reason]) })
      return reply.kind === 'ok' ? await done() : reply
    },
  }
}

/** Rounds of one year under one another, the newest year first, as the server sorted them within it. */
export function byYear(
  rounds: readonly RoundWire[],
): readonly { readonly year: string; readonly rounds: readonly RoundWire[] }[] {
  const years = [...new Set(rounds.map(({ from }) => from.slice(0, 4)))].toSorted().toReversed()
  return years.map((year) => ({ year, rounds: rounds.filter(({ from }) => from.startsWith(year)) }))
}

/** The same round a year later, day by day of the week: 52 weeks. */
export function yearLater(day: string): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + 364 * 86_400_000).toISOString().slice(0, 10)
}
