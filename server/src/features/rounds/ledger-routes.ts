import type { FastifyInstance } from 'fastify'
import { readLedger as contract, type LedgerWire } from '@gongyue/shared/api/ledger.ts'
import { ledgerOf, roundWithin, timesIn, type LedgerRow } from '@gongyue/db/queries/ledger.ts'
import { malformed } from '../../plugins/validation.ts'
import { isAtDesk } from './look.ts'

/** What parties used of the house: of one's own everything, of others how it is spread, and nobody's name. */
export async function ledger(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(contract, async ({ who, query: { from, until } }) => {
    if (from > until) throw malformed([{ pointer: '/until', key: 'end-before-start', params: {} }])
    const { facilityId } = who
    const { facts } = await app.houses.current(facilityId)
    const rows = await ledgerOf(pool, facilityId, { from, until, cancelMinutes: facts.policy.cancelMinutes })
    const roundId = await roundWithin(pool, facilityId, from, until)
    const times = roundId === null ? new Map() : await timesIn(pool, facilityId, roundId)
    const ranks = ranksOf(rows)
    const seen = rows.filter(({ partyId }) => isAtDesk(who) || who.partyIds.includes(partyId))
    return {
      status: 200,
      body: {
        ...{ from, until, parties: rows.length },
        items: seen.map(({ minutes, primeMinutes, ...row }) => ({
          ...row,
          ...{ hours: hours(minutes), primeHours: hours(primeMinutes), rank: ranks.get(row.partyId) ?? rows.length },
          asked: times.get(row.partyId)?.asked ?? null,
          met: times.get(row.partyId)?.met ?? null,
        })),
        hours: spreadOf(rows.map(({ minutes }) => minutes)),
        primeHours: spreadOf(rows.map(({ primeMinutes }) => primeMinutes)),
      },
    }
  })
}

/** Who used as much stands as high. */
function ranksOf(rows: readonly LedgerRow[]): ReadonlyMap<string, number> {
  return new Map(
    rows.map(({ partyId, primeMinutes }) => [
      partyId,
      1 + rows.filter((other) => other.primeMinutes > primeMinutes).length,
    ]),
  )
}

function spreadOf(minutes: readonly number[]): LedgerWire['hours'] {
  const sorted = minutes.toSorted((a, b) => a - b)
  const at = (k: number): number => hours(sorted[k] ?? 0)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? at(middle) : Math.round(5 * (at(middle - 1) + at(middle))) / 10
  return { least: at(0), median: sorted.length === 0 ? 0 : median, most: at(sorted.length - 1) }
}

function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10
}
