import type { FastifyInstance } from 'fastify'
import type { addSlot as contract, SlotVerdictWire } from '@gongyue/shared/api/contracts.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { ContractRecord } from '@gongyue/db/queries/contracts.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'
import { datesOf } from '../series/planned-series.ts'
import { placeSeries, type PlacedSeries } from '../series/place-series.ts'
import { previewWire } from '../series/wire.ts'
import { findContract, toldContract } from './read-contract.ts'

/** A standing slot for a contract. */
export interface AddSlot {
  readonly who: Who
  readonly contractId: string
  readonly asked: BodyOf<typeof contract>
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

export type AddedSlot =
  | { readonly kind: 'placed' | 'fits' | 'refused'; readonly told: SlotVerdictWire }
  | { readonly kind: 'not-found' | 'already-decided' }
  | Extract<PlacedSeries, { readonly kind: 'malformed' | 'reused' | 'contended' }>

/**
 * Places a slot as a series of its party that is confirmed at once and skips, with their reasons, the dates that can not be had. From then on the
 * series holds the time: nobody books it directly, however far ahead. A rule without an end ends with the contract.
 */
export async function addSlot(app: FastifyInstance, request: AddSlot): Promise<AddedSlot> {
  const { who, contractId, asked, keyed, dryRun } = request
  const found = await findContract(app.pg.pool, who, contractId)
  if (!found) return { kind: 'not-found' }
  if (found.state === 'ended') return { kind: 'already-decided' }
  const { facts } = await app.houses.current(who.facilityId)
  const rule: Rule = { ...asked.rule, ends: asked.rule.ends ?? { kind: 'until', date: found.endsOn } }
  const errors = termFaults(rule, found, { ...facts, now: app.clock() })
  if (errors.length > 0) return { kind: 'malformed', errors }
  const { title, spaceId, headcount, purpose, waivers = [] } = asked
  // the house knows its own rooms: their conditions are read
  const conditions = facts.spaces.get(spaceId)?.conditionsVersion ?? 0
  const result = await placeSeries(app, {
    ...{ who, keyed, dryRun },
    draft: {
      ...{ title, headcount, partyId: found.partyId },
      ...(conditions > 0 && { conditions: { [spaceId]: conditions } }),
      // a contract reaches further than the public may book ahead
      waivers: [{ constraint: 'horizon', reason: '合作协议固定时段 standing slot of a contract' }, ...waivers],
      lines: [{ kind: 'space', spaceId, recurrence: { rule: rule as typeof asked.rule }, onConflict: 'skip' }],
    },
    slot: { contractId, purpose },
  })
  return await told(app, request, result)
}

async function told(app: FastifyInstance, { who, contractId }: AddSlot, result: PlacedSeries): Promise<AddedSlot> {
  const contractNow = async () => {
    const now = await findContract(app.pg.pool, who, contractId)
    if (!now) throw new Error(`contract ${contractId} vanished, though contracts are never deleted`)
    return now
  }
  switch (result.kind) {
    case 'placed':
    case 'again': {
      const contract = await toldContract(app, app.pg.pool, who, await contractNow())
      return { kind: 'placed', told: { verdict: 'placed', violations: [], series: null, contract } }
    }
    case 'fits':
    case 'refused': {
      const series = previewWire(result)
      const violations = series.dates.flatMap((date) => date.violations)
      const contract = await toldContract(app, app.pg.pool, who, await contractNow())
      return { kind: result.kind, told: { verdict: result.kind, violations, series, contract } }
    }
    case 'contended':
      // ended in the meantime: its row says so now
      return (await contractNow()).state === 'ended' ? { kind: 'already-decided' } : result
    default:
      return result
  }
}

/** A slot lies within its contract. */
function termFaults(rule: Rule, { startsOn, endsOn }: ContractRecord, facts: Facts): readonly Fault[] {
  const found = datesOf(rule, facts, '/rule')
  if (found.kind === 'malformed') return found.errors
  const errors: Fault[] = []
  if (found.dates.some(({ date }) => date < startsOn))
    errors.push({ pointer: '/rule/from', key: 'minimum', params: { limit: startsOn } })
  if (found.dates.some(({ date }) => date > endsOn))
    errors.push({ pointer: '/rule/ends', key: 'maximum', params: { limit: endsOn } })
  return errors
}
