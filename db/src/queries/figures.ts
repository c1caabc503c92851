import type { FigureKind, FigureSum } from '@gongyue/shared/domain/figure.ts'
import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { FurtherFigure } from '@gongyue/shared/api/reports.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import { listServed } from './served.ts'
import { WITH_HELD } from './held.ts'

/** Which records: of a facility, between two of its days, both included, as far as they have taken place by `now`. */
export interface FigurePeriod {
  readonly facilityId: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly now: number
  readonly timeZone: string
}

/** The parameters of {@link WITH_HELD}. */
export function heldValues({ facilityId, from, until, now, timeZone }: FigurePeriod): readonly unknown[] {
  return [facilityId, from, until, new Date(now), timeZone]
}

/** A sum, and of what: what is null is not asked about in this row. */
export interface FigureRow extends FigureSum {
  /** A space has a row for its working hours and one for the others. */
  readonly by: 'all' | 'kind' | 'month' | 'kind-month' | 'county' | 'party' | 'space' | 'off-hours'
  readonly kind: FigureKind | null
  readonly month: string | null
  readonly countyId: string | null
  readonly partyId: string | null
  readonly spaceId: string | null
  readonly offHours: boolean | null
}

/** What a set of rows of `held` comes to, but for its programmes. */
const SUMS = `
  coalesce(sum(sessions), 0)::int as sessions, coalesce(sum(on_site), 0)::int as "onSite", coalesce(sum(online), 0)::int as online,
  count(*) filter (where sessions > 0 and counted_by is null)::int as uncounted, coalesce(sum(minutes), 0)::int as minutes`

/** What a set of rows of `held` comes to. */
export const SUM_OF_HELD = `${SUMS}, count(distinct programme_id)::int as programmes`

const WORDS = ['kind', 'month', 'county_id', 'party_id', 'space_id', 'off_hours']
const SETS = '((), (kind), (month), (kind, month), (county_id), (party_id), (space_id, off_hours), (off_hours))'

/**
 * All sums of a period over one reading of its records. Different programmes are counted apart: counting them with the rest would sort all
 * records once for each way they are summed.
 */
export async function readFigureRows(db: Queryable, period: FigurePeriod): Promise<readonly FigureRow[]> {
  const { rows } = await db.query<FigureRow>({
    text: `${WITH_HELD},
      kept as materialized (
        select ${WORDS.join(', ')}, programme_id, sessions, on_site, online, counted_by, minutes from held
      ),
      summed as (
        select grouping(${WORDS.join(', ')}) as set, ${WORDS.join(', ')}, ${SUMS} from kept group by grouping sets ${SETS}
      ),
      different as (
        select grouping(${WORDS.join(', ')}) as set, ${WORDS.join(', ')}, count(distinct programme_id)::int as programmes
        from (select distinct ${WORDS.join(', ')}, programme_id from kept where programme_id is not null) k group by grouping sets ${SETS}
      )
      select case s.set when 63 then 'all' when 31 then 'kind' when 47 then 'month' when 15 then 'kind-month' when 55 then 'county'
          when 59 then 'party' when 60 then 'space' else 'off-hours' end as by,
        s.kind, to_char(s.month, 'YYYY-MM') as month, s.county_id as "countyId", s.party_id as "partyId", s.space_id as "spaceId",
        s.off_hours as "offHours", s.sessions, s."onSite", s.online, s.uncounted, s.minutes, coalesce(d.programmes, 0) as programmes
      from summed s
      left join different d on d.set = s.set and ${WORDS.map((word) => `d.${word} is not distinct from s.${word}`).join(' and ')}
      order by s.month, s.kind`,
    values: [...heldValues(period)],
  })
  return rows
}

/** Names for the rows of a table of figures. */
export interface FigureParty {
  readonly id: string
  readonly name: string
  readonly kind: PartyKind
}

export async function readFigureParties(
  db: Queryable,
  facilityId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FigureParty>> {
  const { rows } = await db.query<FigureParty>({
    text: 'select party_id as id, name, kind from parties where facility_id = $1 and party_id = any ($2::uuid[])',
    values: [facilityId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** What a review tells beside sessions and heads. */
export async function readFurtherFigures(
  db: Queryable,
  period: FigurePeriod,
): Promise<Readonly<Record<FurtherFigure, number>>> {
  const { facilityId, from, until, timeZone } = period
  const { rows } = await db.query<Omit<Record<FurtherFigure, number>, 'volunteer-minutes'>>({
    text: FURTHER,
    values: [facilityId, from, until, timeZone],
  })
  const [row] = rows
  if (!row) throw new Error('a statement without a table answers with one row')
  const served = await listServed(db, facilityId, null, { from, until })
  const given = served.filter(({ kind }) => kind === 'volunteer' || kind === 'expert')
  return { ...row, 'volunteer-minutes': given.reduce((sum, { minutes }) => sum + minutes, 0) }
}

const during = (column: string) =>
  `${column} >= $2::date::timestamp at time zone $4 and ${column} < ($3::date + 1)::timestamp at time zone $4`

const FURTHER = `
  with placed as (select state from orders where facility_id = $1 and ${during('placed_at')}),
  ended as (select state from reservations where facility_id = $1 and day between $2::date and $3::date and state in ('cancelled', 'no-show')),
  used as (
    select u.purpose, coalesce(u.fen, u.computed_fen, 0) as fen, extract(epoch from r.ends_at - r.starts_at) / 60 as minutes
    from uses u join reservations r on r.facility_id = $1 and r.reservation_id = u.reservation_id
    where u.facility_id = $1 and r.day between $2::date and $3::date
  ),
  trips as (
    select v.visit_id from visits v join service_lines l on l.facility_id = $1 and l.line_id = v.line_id
    where v.facility_id = $1 and v.state = 'delivered' and l.place = 'outside' and ${during('v.starts_at')}
  )
  select
    (select count(*) from enrolments where facility_id = $1 and state = 'enrolled' and ${during('asked_at')})::int as enrolments,
    (select count(*) from entries where facility_id = $1 and state <> 'withdrawn' and ${during('entered_at')})::int as entries,
    (select coalesce(sum(g.pairs), 0) from programmes g where g.facility_id = $1 and g.pairs is not null and exists (
      select from programme_sessions s join reservations r on r.facility_id = $1 and r.reservation_id = s.reservation_id
      where s.facility_id = $1 and s.programme_id = g.programme_id and r.day between $2::date and $3::date))::int as pairs,
    (select count(*) from trips)::int as visits,
    (select coalesce(sum(c.on_site), 0) from head_counts c join trips using (visit_id)
      where c.facility_id = $1 and c.withdrawn_at is null)::int as "visit-heads",
    (select count(*) from placed)::int as orders,
    (select count(*) from placed where state in ('accepted', 'partly-accepted'))::int as "orders-accepted",
    (select count(*) from placed where state = 'declined')::int as "orders-declined",
    (select count(*) from ended where state = 'cancelled')::int as cancelled,
    (select count(*) from ended where state = 'no-show')::int as "no-shows",
    (select coalesce(sum(fen), 0) from used)::int as "income-fen",
    (select coalesce(sum(minutes), 0) from used where purpose = 'public-benefit')::int as "public-benefit-minutes",
    (select coalesce(sum(minutes), 0) from used where purpose = 'commercial')::int as "commercial-minutes"`
