import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { workOf } from '@gongyue/shared/scheduling/repair/jobs.ts'
import type { Booking, Cause, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { lastOfSeries, listRepairable, type RepairableRecord } from '@gongyue/db/queries/repairable.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { loadWindow } from '@gongyue/db/snapshot.ts'
import { factsForStanding } from '../acts/judge-changes.ts'

/** The house as a repair sees it, and what is known of each booking in it. */
export interface Seen {
  readonly snapshot: RepairSnapshot
  readonly records: ReadonlyMap<string, RepairableRecord>
  /** Whom the cause hits, the running ones too. */
  readonly hit: readonly RepairableRecord[]
}

/** Facts for what stands already: no notice, and no horizon; both are for who books. */
export function factsForRepair(facts: Facts): Facts {
  const relaxed = factsForStanding(facts, [...facts.parties.keys()])
  return {
    ...relaxed,
    spaces: new Map([...relaxed.spaces].map(([id, space]) => [id, { ...space, horizonDays: FAR }])),
  }
}

/** Only whom a cause hits: for its impact, and to see whether plans still fit the world. */
export async function lookAtHit(
  db: Queryable,
  facts: Facts,
  cause: Cause,
  within: Interval,
): Promise<readonly RepairableRecord[]> {
  const records = await listRepairable(db, facts.facilityId, within)
  return hitAmong(records, facts, cause)
}

/**
 * Everything around a cause: a fortnight to both sides, and a quarter of a year after the last date of a series that is hit, where lost dates may be
 * held.
 */
export async function look(db: Queryable, facts: Facts, cause: Cause, within: Interval): Promise<Seen> {
  const hit = await lookAtHit(db, facts, cause, within)
  const series = hit.flatMap(({ seriesId }) => seriesId ?? [])
  const last = series.length > 0 ? await lastOfSeries(db, facts.facilityId, series) : null
  const ends = Math.max(within.end, last ?? 0, ...hit.map(({ end }) => end))
  const isSeries = cause.kind === 'refused-series' || new Set(hit.map(seriesOf)).size < hit.length || series.length > 0
  const window = {
    start: Math.max(facts.now - DAY, within.start - AROUND),
    end: ends + (isSeries ? AFTER_SERIES : 0) + AROUND,
  }
  const [{ claims }, records] = await Promise.all([
    loadWindow(db, window, facts),
    listRepairable(db, facts.facilityId, window),
  ])
  const staff = new Map(claims.flatMap(({ id, people }) => (people ? [[id, people] as const] : [])))
  return {
    snapshot: { facts, claims: withRecords(claims, records), bookings: bookingsOf(records, facts, staff) },
    records: new Map(records.map((record) => [record.id, record])),
    hit,
  }
}

/** What a booking belongs to: its series, its class, or the order that has several dates. */
export function seriesOf({ seriesId, programmeId, orderId }: RepairableRecord): string {
  return seriesId ?? programmeId ?? orderId
}

const DAY = 86_400_000
const AROUND = 15 * DAY
const AFTER_SERIES = 91 * DAY
/** Days; no calendar of a space is opened so early. */
const FAR = 4000

function hitAmong(records: readonly RepairableRecord[], facts: Facts, cause: Cause): readonly RepairableRecord[] {
  const bookings = bookingsOf(records, facts)
  const { jobs, running } = workOf({ facts, claims: bookings.map(({ claim }) => claim), bookings }, cause)
  const ids = new Set([
    ...jobs.filter(({ isNew }) => !isNew).map(({ id }) => id),
    ...running.map(({ claim }) => claim.id),
  ])
  return records.filter(({ id }) => ids.has(id))
}

type Staff = ReadonlyMap<string, readonly string[]>

function bookingsOf(records: readonly RepairableRecord[], facts: Facts, staff: Staff = new Map()): readonly Booking[] {
  const dates = new Map<string, Set<string>>()
  for (const record of records) {
    const key = seriesOf(record)
    const known = dates.get(key) ?? new Set()
    dates.set(key, known.add(localDateOf(record.start, facts.timeZone)))
  }
  return records.map((record) => {
    const key = seriesOf(record)
    const isSeries = record.seriesId !== null || record.programmeId !== null || (dates.get(key)?.size ?? 0) > 1
    return {
      claim: claimOf(record, facts, staff.get(record.id) ?? []),
      series: isSeries ? key : null,
      people: record.people,
      announced: record.announced,
      fixed: record.state !== 'confirmed' || record.start <= facts.now,
    }
  })
}

/** What a booking holds, as the rules look at it. */
export function claimOf(record: RepairableRecord, facts: Facts, people: readonly string[]): Claim {
  const { id, spaceId, start, end, heldFrom, heldUntil, partyId, personId, headcount, features, conditions } = record
  return {
    id,
    spaceId,
    atomIds: facts.spaces.get(spaceId)?.atomIds ?? [],
    during: { start, end },
    held: { start: heldFrom, end: heldUntil },
    partyId,
    personId: personId ?? '',
    headcount,
    features,
    conditions,
    ...(people.length > 0 && { people }),
    standing: 'held',
    wish: { spaceId, start },
  }
}

/** The claims of the window tell what is held; the records know more of what stands. */
function withRecords(claims: readonly Claim[], records: readonly RepairableRecord[]): readonly Claim[] {
  const known = new Map(records.map((record) => [record.id, record]))
  return claims.map((claim) => {
    const record = claim.standing === 'held' ? known.get(claim.id) : undefined
    return record ? { ...claim, features: record.features, conditions: record.conditions } : claim
  })
}
