import type { ColumnType, JSONColumnType } from 'kysely'

/** Read as epoch milliseconds (see pool.ts), written as a Date. */
export type Instant = ColumnType<number, Date, Date>
export type MaybeInstant = ColumnType<number | null, Date | null | undefined, Date | null>
export type InstantOfInsert = ColumnType<number, Date | undefined, Date>

/** Kept as JSON: read parsed, written as text. */
export type Json<T extends object> = JSONColumnType<T>
export type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
export type Defaulted<T extends object> = ColumnType<T, string | undefined, string>
