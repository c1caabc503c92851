import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A term of classes. Instants are epoch milliseconds. */
export interface TermRecord {
  readonly id: string
  readonly name: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly opensAt: number
  readonly closesAt: number
}

/** Terms, the latest first. */
export async function listTerms(db: Queryable, facilityId: string): Promise<readonly TermRecord[]> {
  const { rows } = await db.query<TermRecord>({
    text: `
      select term_id as id, name, starts_on as "startsOn", ends_on as "endsOn", opens_at as "opensAt", closes_at as "closesAt"
      from terms where facility_id = $1 order by starts_on desc, term_id`,
    values: [facilityId],
  })
  return rows
}

export async function insertTerm(db: Queryable, facilityId: string, term: TermRecord): Promise<void> {
  const { id, name, startsOn, endsOn, opensAt, closesAt } = term
  await db.query({
    text: 'insert into terms (facility_id, term_id, name, starts_on, ends_on, opens_at, closes_at) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [facilityId, id, name, startsOn, endsOn, new Date(opensAt), new Date(closesAt)],
  })
}
