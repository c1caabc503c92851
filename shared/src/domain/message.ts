import type { Locale, Name } from './names.ts'

/**
 * What travels instead of sentences. Instants are epoch milliseconds inside and ISO 8601 on the wire; the template says how
 * to write them (`{from:time}`).
 */
export type Param = string | number | Name

export type Params = Readonly<Record<string, Param>>

/** One sentence with placeholders, in every language. A placeholder is `{name}` or `{name:format}`. */
export type Messages = Readonly<Record<Locale, string>>

/** How a placeholder may be written: clock time, day, both, minutes as hours, a number of days. Without one: a number, a name in the reader's language. */
export type Format = 'time' | 'date' | 'moment' | 'duration' | 'days'

/** The names of a template's placeholders, at compile time. */
export type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Key}:${Format}` ? Key : Inner) | PlaceholdersOf<Rest>
  : never
