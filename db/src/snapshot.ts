import type { Claim, Standing } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { weekOf } from '@gongyue/shared/domain/person.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from './pool.ts'

/** What a check has to see around the claims it judges. */
export interface Surroundings {
  readonly claims: readonly Claim[]
  /** Holds whose time is over and that still stand in the way: whoever inserts over them releases them first. */
  readonly expiredHolds: readonly string[]
  /** The facts' version at this moment; other facts than these must not judge. */
  readonly factsVersion: number
}

/**
 * What could touch the asked claims: live claims on their atoms while they hold them, and what their parties and persons have or ask for on
 * their days.
 *
 * @param except - lines left out: a request under decision does not count against itself
 */
export async function loadSurroundings(
  db: Queryable,
  asked: readonly Claim[],
  facts: Facts,
  except: readonly string[] = [],
): Promise<Surroundings> {
  const atoms = asked.flatMap((claim) => [
    ...claim.atomIds.map((atomId) => ({ atomId, held: claim.held })),
    ...(claim.people ?? []).map((atomId) => ({ atomId, held: weekAround(claim, facts) })),
  ])
  const days = daysOf(asked, facts)
  const partyIds = distinct(asked.map(({ partyId }) => partyId))
  const personIds = distinct(asked.map(({ personId }) => personId))
  const { rows } = await db.query<ClaimRow>({
    name: 'load-surroundings',
    text: LOAD_SURROUNDINGS,
    values: [
      facts.facilityId,
      atoms.map(({ atomId }) => atomId),
      atoms.map(({ held }) => new Date(held.start)),
      atoms.map(({ held }) => new Date(held.end)),
      partyIds,
      new Date(days.start),
      new Date(days.end),
      except,
      new Date(facts.now),
      personIds,
    ],
  })
  return gathered(rows, facts)
}

/** Every live claim and open request of a facility that meets the window: for searching and for the slot grid. */
export async function loadWindow(db: Queryable, window: Interval, facts: Facts): Promise<Surroundings> {
  const { rows } = await db.query<ClaimRow>({
    name: 'load-window',
    text: LOAD_WINDOW,
    values: [facts.facilityId, new Date(window.start), new Date(window.end), new Date(facts.now)],
  })
  return gathered(rows, facts)
}

interface ClaimRow {
  /** `version` is a row of its own that carries the facts' version as its headcount: one statement, one moment. */
  readonly source: 'version' | 'hold' | 'expired' | 'held' | 'counted'
  readonly id: string
  /** Null for a visit, which holds people, vehicles and kits, and for a viewing, which holds its guide. */
  readonly space_id: string | null
  /** Of claims only. */
  readonly atom_id: string | null
  readonly starts: number
  readonly ends: number
  readonly held_from: number
  readonly held_until: number
  readonly party_id: string | null
  readonly person_id: string | null
  readonly headcount: number
}

/**
 * Rows of one reservation, or of one hold, on several atoms become one claim: else a hall would be refused twelve times over. Whether it holds
 * anything is what its claims say: what a party merely has or asks for counts in quotas only.
 */
function gathered(rows: readonly ClaimRow[], facts: Facts): Surroundings {
  const claims = new Map<string, Claim>()
  const expiredHolds: string[] = []
  let factsVersion = 0
  for (const row of rows) {
    if (row.source === 'version') factsVersion = row.headcount
    else if (row.source === 'expired') expiredHolds.push(row.id)
    else if (row.source === 'counted') claims.set(row.id, claims.get(row.id) ?? claimOf(row, 'pending', facts))
    else if (row.source === 'hold')
      claims.set(`${row.space_id} ${row.held_from} ${row.held_until}`, claimOf(row, 'held', facts))
    else claims.set(row.id, withPerson(heldOf(claims.get(row.id)) ?? claimOf(row, 'held', facts), row.atom_id, facts))
  }
  return { claims: [...claims.values()], expiredHolds, factsVersion }
}

/** What was met as a mere count before is looked at anew. */
function heldOf(claim: Claim | undefined): Claim | null {
  return claim?.standing === 'held' ? claim : null
}

/** A row for a person's atom names somebody who is on the reservation. */
function withPerson(claim: Claim, atomId: string | null, { people }: Facts): Claim {
  if (atomId === null || !people.has(atomId) || claim.people?.includes(atomId)) return claim
  return { ...claim, people: [...(claim.people ?? []), atomId] }
}

/** What a person's rules count reaches from a day before the claim's week to a day after it. */
function weekAround({ during }: Claim, { timeZone }: Facts): Interval {
  const monday = weekOf(localDateOf(during.start, timeZone))
  return { start: dayOf(addDays(monday, -1), timeZone).start, end: dayOf(addDays(monday, 7), timeZone).end }
}

function claimOf(row: ClaimRow, standing: Standing, facts: Facts): Claim {
  return {
    id: row.id,
    spaceId: row.space_id ?? '',
    atomIds: facts.spaces.get(row.space_id ?? '')?.atomIds ?? [],
    during: { start: row.starts, end: row.ends },
    held: { start: row.held_from, end: row.held_until },
    partyId: row.party_id ?? '',
    personId: row.person_id ?? '',
    headcount: row.headcount,
    features: [],
    conditions: {},
    standing,
    wish: { spaceId: row.space_id ?? '', start: row.starts },
  }
}

/** Each id once; nobody is not an id. */
function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== '')
}

/** From the first midnight to the last of the days that the claims touch: what daily quotas count, and those at one moment across midnight. */
function daysOf(asked: readonly Claim[], { timeZone }: Facts): Interval {
  const first = Math.min(...asked.map(({ during }) => during.start))
  const last = Math.max(...asked.map(({ during }) => Math.max(during.start, during.end - 1)))
  return {
    start: dayOf(localDateOf(first, timeZone), timeZone).start,
    end: dayOf(localDateOf(last, timeZone), timeZone).end,
  }
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/** A hold has no reservation to name it; it is known by its space and span. What a visit or a viewing holds bears its name. */
const CLAIM_COLUMNS = `
    case when c.status <> 'tentative' then 'held' when c.expires_at <= $NOW then 'expired' else 'hold' end as source,
    case when c.status = 'tentative' then c.claim_id else coalesce(c.reservation_id, c.visit_id, c.viewing_id) end as id, c.space_id,
    ${ms('coalesce(r.starts_at, c.held_from)')} as starts, ${ms('coalesce(r.ends_at, c.held_until)')} as ends,
    ${ms('coalesce(r.held_from, c.held_from)')} as held_from, ${ms('coalesce(r.held_until, c.held_until)')} as held_until,
    r.party_id, r.person_id, coalesce(r.headcount, 0) as headcount, c.atom_id`

const LINE_COLUMNS = `'counted' as source, l.line_id as id, l.space_id, ${ms('l.starts_at')}, ${ms('l.ends_at')},
    ${ms('l.held_from')}, ${ms('l.held_until')}, l.party_id, l.person_id, o.headcount, null::uuid`

const RESERVATION_COLUMNS = `r.reservation_id, r.space_id, ${ms('r.starts_at')}, ${ms('r.ends_at')}, ${ms('r.held_from')},
    ${ms('r.held_until')}, r.party_id, r.person_id, r.headcount, null::uuid`

const VERSION_ROW = `
  select 'version' as source, f.facility_id as id, null::uuid as space_id, 0::float8 as starts, 0::float8 as ends,
    0::float8 as held_from, 0::float8 as held_until, null::uuid as party_id, null::uuid as person_id,
    f.facts_version::int as headcount, null::uuid as atom_id
  from facilities f where f.facility_id = $1`

/** The asked parties and those for which the asked persons may act too: a person's share is counted over all of them, found by the party's index. */
const PARTIES = `select unnest($5::uuid[]) union all select up.party_id from user_parties up
      where up.facility_id = $1 and up.user_id = any ($10::uuid[])`

const LOAD_SURROUNDINGS = `${VERSION_ROW}
  union all
  select ${CLAIM_COLUMNS.replace('$NOW', '$9')}
  from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as a (atom_id, held_from, held_until)
  join claims c on c.facility_id = $1 and c.atom_id = a.atom_id and c.status <> 'released'
    and c.held && tstzrange(a.held_from, a.held_until, '[)')
  left join reservations r on r.facility_id = c.facility_id and r.reservation_id = c.reservation_id
  union all
  select 'counted', ${RESERVATION_COLUMNS}
  from reservations r
  where r.facility_id = $1 and r.party_id = any (array(${PARTIES})) and r.starts_at < $7
    and r.starts_at >= $6::timestamptz - interval '1 day' and r.ends_at > $6
    and (r.party_id = any ($5::uuid[]) or r.person_id = any ($10::uuid[]))
    and r.state in ('confirmed', 'in-use', 'ended', 'no-show')
  union all
  select ${LINE_COLUMNS}
  from order_lines l join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
  where l.facility_id = $1 and l.state = 'pending' and (l.party_id = any ($5::uuid[]) or l.person_id = any ($10::uuid[]))
    and l.starts_at < $7 and l.starts_at >= $6::timestamptz - interval '1 day' and l.ends_at > $6 and l.line_id <> all ($8::uuid[])`

/** What was today and holds nothing any more still counts in today's quotas; of other days nobody books any more. */
const LOAD_WINDOW = `${VERSION_ROW}
  union all
  select ${CLAIM_COLUMNS.replace('$NOW', '$4')}
  from claims c
  left join reservations r on r.facility_id = c.facility_id and r.reservation_id = c.reservation_id
  where c.facility_id = $1 and c.status <> 'released'
    and c.held_from > $2::timestamptz - interval '3 days' and c.held_from < $3 and c.held_until > $2
  union all
  select 'counted', ${RESERVATION_COLUMNS}
  from reservations r
  where r.facility_id = $1 and r.state in ('ended', 'no-show') and r.held_from > $4::timestamptz - interval '2 days'
    and r.held_from < least($3::timestamptz, $4::timestamptz) and r.starts_at > $4::timestamptz - interval '1 day' and r.ends_at > $2
  union all
  select ${LINE_COLUMNS}
  from order_lines l join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
  where l.facility_id = $1 and l.state = 'pending' and l.starts_at < $3 and l.ends_at > $2`
