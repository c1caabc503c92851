import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Needs } from '@gongyue/shared/domain/menu.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** Everything that holds people, vehicles and kits in a window, and the facts' version at that moment. */
export interface Engagements {
  readonly claims: readonly Claim[]
  readonly factsVersion: number
}

/** What people and equipment are bound by in a window: sessions, and visits with their places. Read in one statement, so that it is of one moment. */
export async function loadEngagements(db: Queryable, window: Interval, facts: Facts): Promise<Engagements> {
  const { rows } = await db.query<EngagementRow>({
    name: 'load-engagements',
    text: LOAD,
    values: [facts.facilityId, new Date(window.start), new Date(window.end)],
  })
  const [first] = rows
  if (!first) return { claims: [], factsVersion: -1 }
  return {
    claims: rows.flatMap((row) => (row.id === null ? [] : [claimOf({ ...row, id: row.id }, facts)])),
    factsVersion: first.factsVersion,
  }
}

/** Minutes that people were out or on sessions within a span: who has had the fewest goes next. */
export async function loadMinutes(
  db: Queryable,
  facilityId: string,
  within: Interval,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ personId: string; minutes: number }>({
    name: 'load-minutes',
    text: `
      select c.atom_id as "personId", (sum(extract(epoch from c.held_until - c.held_from)) / 60)::int as minutes
      from claims c join people p on p.facility_id = c.facility_id and p.person_id = c.atom_id
      where c.facility_id = $1 and c.status = 'confirmed' and c.held_from >= $2 and c.held_from < $3
      group by c.atom_id`,
    values: [facilityId, new Date(within.start), new Date(within.end)],
  })
  return new Map(rows.map(({ personId, minutes }) => [personId, minutes]))
}

interface EngagementRow {
  readonly factsVersion: number
  readonly id: string | null
  readonly spaceId: string | null
  readonly from: number
  readonly until: number
  readonly atoms: readonly string[]
  readonly visit: {
    readonly serviceId: string | null
    readonly title: string
    readonly needs: Needs
    readonly place: 'palace' | 'outside'
    readonly districtId: string | null
    readonly partyId: string
    readonly headcount: number
    readonly start: number
    readonly end: number
    readonly arrives: number
    readonly leaves: number
    readonly afterId: string | null
  } | null
}

function claimOf(row: EngagementRow & { readonly id: string }, facts: Facts): Claim {
  const during = { start: row.from, end: row.until }
  const { visit } = row
  return {
    id: row.id,
    spaceId: row.spaceId ?? '',
    // rooms are not what is asked here: who is on them is
    atomIds: [],
    during,
    held: during,
    partyId: visit?.partyId ?? '',
    personId: '',
    headcount: visit?.headcount ?? 0,
    features: [],
    conditions: {},
    people: row.atoms.filter((id) => facts.people.has(id)),
    standing: 'held',
    wish: { spaceId: row.spaceId ?? '', start: row.from },
    ...(visit && {
      outing: {
        serviceId: visit.serviceId,
        title: visit.title,
        needs: visit.needs,
        place: visit.place,
        districtId: visit.districtId,
        at: { start: visit.start, end: visit.end },
        onSite: { start: visit.arrives, end: visit.leaves },
        equipment: row.atoms.filter((id) => facts.outreach?.equipment.has(id)),
        ...(visit.afterId !== null && { after: visit.afterId }),
      },
    }),
  }
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/** A claim is three days long at most, see the floor. */
const LOAD = `
  select f.facts_version::int as "factsVersion", c.*
  from facilities f
  left join lateral (
    select coalesce(c.reservation_id, c.visit_id, c.viewing_id) as id, c.space_id as "spaceId", ${ms('min(c.held_from)')} as "from",
      ${ms('max(c.held_until)')} as until, array_agg(c.atom_id order by c.atom_id) as atoms,
      (select json_build_object('serviceId', l.service_id, 'title', l.title, 'needs', l.needs, 'place', l.place, 'districtId', l.district_id,
          'partyId', l.party_id, 'headcount', l.headcount, 'start', ${ms('v.starts_at')}, 'end', ${ms('v.ends_at')},
          'arrives', ${ms('v.arrives_at')}, 'leaves', ${ms('v.leaves_at')}, 'afterId', v.after_id)
        from visits v join service_lines l on l.facility_id = v.facility_id and l.line_id = v.line_id
        where v.facility_id = $1 and v.visit_id = c.visit_id) as visit
    from claims c
    join atoms a on a.facility_id = c.facility_id and a.atom_id = c.atom_id and a.kind in ('person', 'equipment')
    where c.facility_id = $1 and c.status = 'confirmed'
      and c.held_from > $2::timestamptz - interval '3 days' and c.held_from < $3 and c.held_until > $2
    group by c.reservation_id, c.visit_id, c.viewing_id, c.space_id
  ) c on true
  where f.facility_id = $1`
