import type { FigureKind, FigureSum } from '@gongyue/shared/domain/figure.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import { heldValues, SUM_OF_HELD, type FigurePeriod } from './figures.ts'
import { WITH_HELD } from './held.ts'

/** The words of a row of figures: what they leave out is not asked about. `countyId` null: of no county. */
export interface RecordFilter {
  readonly kind?: FigureKind
  readonly month?: string
  readonly countyId?: string | null
  readonly partyId?: string
  /** Any of these: a hall and its parts. */
  readonly spaceIds?: readonly string[]
  readonly offHours?: boolean
  readonly uncounted?: boolean
}

/** One record behind a figure. Instants are epoch milliseconds. */
export interface FigureRecord {
  readonly source: 'reservation' | 'visit' | 'viewing' | 'count'
  readonly id: string
  readonly kind: FigureKind
  readonly title: string
  readonly partyName: string | null
  readonly spaceId: string | null
  readonly programmeId: string | null
  readonly orderId: string | null
  readonly day: LocalDate
  readonly start: number | null
  readonly end: number | null
  readonly sessions: number
  readonly onSite: number
  readonly online: number
  readonly countedBy: 'heads' | 'roll' | 'entries' | 'check-in' | 'arrival' | null
}

const CHOSEN = `
  chosen as (
    select * from held
    where ($6::text is null or kind = $6) and ($7::text is null or month = ($7 || '-01')::date)
      and (not $8::boolean or county_id is not distinct from $9::uuid)
      and ($10::uuid is null or party_id = $10) and ($11::uuid[] is null or space_id = any ($11)) and ($12::boolean is null or off_hours = $12)
      and (not $13::boolean or (sessions > 0 and counted_by is null))
  )`

function valuesOf(period: FigurePeriod, filter: RecordFilter): readonly unknown[] {
  const { kind = null, month = null, countyId, partyId = null, spaceIds = null, offHours = null } = filter
  return [
    ...heldValues(period),
    ...[kind, month, countyId !== undefined, countyId ?? null, partyId, spaceIds, offHours, filter.uncounted === true],
  ]
}

/** Where a page of records ended. */
export interface RecordCursor {
  readonly day: LocalDate
  readonly id: string
}

/** Records behind a number, the latest day first; page by page. */
export async function listFigureRecords(
  db: Queryable,
  period: FigurePeriod,
  filter: RecordFilter,
  { limit, after }: { readonly limit: number; readonly after: RecordCursor | null },
): Promise<readonly FigureRecord[]> {
  const { rows } = await db.query<FigureRecord>({
    text: `${WITH_HELD}, ${CHOSEN}
      select c.source, c.id, c.kind, c.title, p.name as "partyName", c.space_id as "spaceId", c.programme_id as "programmeId",
        c.order_id as "orderId", c.day, (extract(epoch from c.starts_at) * 1000)::bigint as start,
        (extract(epoch from c.ends_at) * 1000)::bigint as "end", c.sessions, coalesce(c.on_site, 0) as "onSite", c.online,
        c.counted_by as "countedBy"
      from chosen c left join parties p on p.facility_id = $1 and p.party_id = c.party_id
      where $14::date is null or (c.day, c.id) < ($14::date, $15::uuid)
      order by c.day desc, c.id desc limit $16`,
    values: [...valuesOf(period, filter), after?.day ?? null, after?.id ?? null, limit],
  })
  return rows
}

/** What the records behind a number come to: the number itself. */
export async function sumFigureRecords(db: Queryable, period: FigurePeriod, filter: RecordFilter): Promise<FigureSum> {
  const { rows } = await db.query<FigureSum>({
    text: `${WITH_HELD}, ${CHOSEN} select ${SUM_OF_HELD} from chosen`,
    values: [...valuesOf(period, filter)],
  })
  const [row] = rows
  if (!row) throw new Error('a sum over no records is still a row')
  return row
}
