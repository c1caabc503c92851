import Type, { type Static, type TProperties } from 'typebox'
import { LOCALES } from '../domain/names.ts'

/** An object that refuses fields it does not know: a misspelt field must not vanish in silence. */
export function Strict<const P extends TProperties>(properties: P, options: { readonly description?: string } = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/** A schema or null. */
export function Nullable<const P extends Parameters<typeof Type.Union>[0][number]>(schema: P) {
  return Type.Union([schema, Type.Null()])
}

/** One of a closed list of words. */
export function OneOf<const Words extends readonly string[]>(words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] })
}

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' })
/** An id where a schema takes no format: as a key. */
export const ID_PATTERN = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const ID = new RegExp(ID_PATTERN)

/** True for an id as the house writes it: in a cursor, nobody but this asks. */
export function isId(text: string): boolean {
  return ID.test(text)
}

/** ISO 8601 with offset. */
export const InstantText = Type.String({
  format: 'instant',
  examples: ['2026-12-04T19:00:00+08:00'],
  description: 'ISO 8601 with offset',
})
export const LocalDateText = Type.String({
  format: 'local-date',
  examples: ['2026-12-04'],
  description: 'A day of the facility, YYYY-MM-DD',
})
export const NameSchema = Strict({ 'zh-CN': Type.String(), en: Type.String() })
export const LocaleSchema = OneOf(LOCALES)
export const Minutes = Type.Integer({ minimum: 0 })

/** Text that people type. Lengths are in UTF-16 units, as `maxLength` of an input counts them. */
export const Title = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
export const Sentence = Type.String({ maxLength: 1000 })

export const Headcount = Type.Integer({ minimum: 1, maximum: 100_000 })

export const Span = Strict({ start: InstantText, end: InstantText })
export type SpanWire = Static<typeof Span>

export const Empty = Type.Null()
