import type pg from 'pg'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Snapshot } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { findAlternatives } from '@gongyue/shared/scheduling/alternatives.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { addDays, dayOf } from '@gongyue/shared/time/wall.ts'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { loadSurroundings, loadWindow } from '@gongyue/db/snapshot.ts'
import type { BenchHouse } from './house.ts'
import { median, percentile, timed } from './statistics.ts'

/** The engine alone, without HTTP and database. Milliseconds. */
export interface EngineCost {
  readonly checkMs: number
  readonly checkP99Ms: number
  readonly alternativesMs: number
  readonly alternativesP99Ms: number
  readonly alternatives: number
  readonly claims: number
}

/** `check` of one order in its surroundings, and 20 alternatives over 14 days × all rooms around a taken slot. */
export async function measureEngine(pool: pg.Pool, house: BenchHouse, busyDay: string): Promise<EngineCost> {
  const loaded = await loadHouse(pool, house.facilityId)
  if (!loaded) throw new Error('the bench house is gone')
  const { start: midnight } = dayOf(busyDay, loaded.facts.timeZone)
  const facts = factsAt(loaded, midnight - 86_400_000)
  const space = facts.spaces.get(house.spaceIds[0] ?? '')
  const party = house.officers[1]?.partyId ?? ''
  if (!space) throw new Error('a bench house without spaces')
  const during = { start: midnight + 8 * 3_600_000, end: midnight + 9 * 3_600_000 }
  const asked: Claim = {
    id: 'asked',
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: party,
    personId: '',
    headcount: 20,
    features: ['projector'],
    conditions: {},
    standing: 'asked',
    wish: { spaceId: space.id, start: during.start },
  }
  const near: Snapshot = { facts, claims: (await loadSurroundings(pool, [asked], facts)).claims }
  const window = {
    start: dayOf(addDays(busyDay, -8), facts.timeZone).start,
    end: dayOf(addDays(busyDay, 15), facts.timeZone).end,
  }
  const wide: Snapshot = { facts, claims: (await loadWindow(pool, window, facts)).claims }
  const search = { limit: 20, days: 14 }
  const found = findAlternatives([asked], wide, search)
  const checks = await repeated(2000, () => check([asked], near))
  const searches = await repeated(60, () => findAlternatives([asked], wide, search))
  return {
    checkMs: median(checks),
    checkP99Ms: percentile(checks, 0.99),
    alternativesMs: median(searches),
    alternativesP99Ms: percentile(searches, 0.99),
    alternatives: found.length,
    claims: wide.claims.length,
  }
}

async function repeated(times: number, work: () => unknown): Promise<readonly number[]> {
  for (let i = 0; i < times / 4; i++) work()
  const taken: number[] = []
  for (let i = 0; i < times; i++) taken.push(await timed(work))
  return taken
}
