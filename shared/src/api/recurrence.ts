import Type, { type Static } from 'typebox'
import { ON_HOLIDAYS, type Rule } from '../time/recurrence.ts'
import type { Weekday } from '../time/wall.ts'
import { LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Monday is 1, Sunday is 7. */
export const WeekdaySchema = Type.Unsafe<Weekday>({ type: 'integer', enum: [...WEEKDAYS] })
const Every = Type.Integer({ minimum: 1, maximum: 99 })
const Dates = Type.Array(LocalDateText, { maxItems: 1000 })

const PatternSchema = Type.Union([
  Strict({ kind: Type.Literal('daily'), every: Every }),
  Strict({ kind: Type.Literal('workdays') }),
  Strict({
    kind: Type.Literal('weekly'),
    every: Every,
    weekdays: Type.Array(WeekdaySchema, { minItems: 1, maxItems: 7, uniqueItems: true }),
  }),
  Strict({
    kind: Type.Literal('monthly-by-date'),
    every: Every,
    days: Type.Array(Type.Integer({ minimum: -31, maximum: 31 }), { minItems: 1, maxItems: 31, uniqueItems: true }),
  }),
  Strict({
    kind: Type.Literal('monthly-by-weekday'),
    every: Every,
    on: Type.Array(Strict({ nth: Type.Integer({ minimum: -5, maximum: 5 }), weekday: WeekdaySchema }), {
      minItems: 1,
      maxItems: 35,
    }),
  }),
  Strict({ kind: Type.Literal('dates'), dates: Type.Array(LocalDateText, { minItems: 1, maxItems: 1000 }) }),
])

const EndingSchema = Type.Union([
  Strict({ kind: Type.Literal('until'), date: LocalDateText }),
  Strict({ kind: Type.Literal('count'), sessions: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
])

/** A rule in wall time of the facility, see `Rule`. */
export const RuleSchema = Strict({
  from: LocalDateText,
  time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['19:00'] }),
  durationMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  pattern: PatternSchema,
  ends: Nullable(EndingSchema),
  onHolidays: OneOf(ON_HOLIDAYS),
  moveToMakeUpDay: Type.Boolean(),
  except: Dates,
})
export type RuleWire = Static<typeof RuleSchema>

/** The wire is the rule: a compile error here says that they have parted. */
export function ruleOf(wire: RuleWire): Rule {
  return wire
}

/** The rule as another calendar writes it; what RFC 5545 has no word for stands beside it. */
export const RruleSchema = Strict({
  rrule: Type.String({ minLength: 6, maxLength: 1000, examples: ['FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16'] }),
  dtstartLocal: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:00)?$', examples: ['2026-12-04T19:00'] }),
  timeZone: Type.String({ maxLength: 60, description: "must be the facility's" }),
  onHolidays: Type.Optional(OneOf(ON_HOLIDAYS)),
  moveToMakeUpDay: Type.Optional(Type.Boolean()),
  except: Type.Optional(Dates),
})

export const RecurrenceSchema = Type.Union([RruleSchema, Strict({ rule: RuleSchema })])
export type RecurrenceWire = Static<typeof RecurrenceSchema>
