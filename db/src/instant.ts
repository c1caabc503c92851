import { sql, type RawBuilder } from 'kysely'

/** An instant to compare a column with: Kysely knows columns as they are read, which is epoch milliseconds. */
export function instant(milliseconds: number): RawBuilder<number> {
  return sql<number>`${new Date(milliseconds)}::timestamptz`
}
