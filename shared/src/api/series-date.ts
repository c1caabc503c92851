import Type, { type Static } from 'typebox'
import { DATE_REASONS, SERIES_DATE_STATES } from '../domain/series.ts'
import { Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'
import { ViolationSchema } from './violation.ts'

/** One date of a series: planned in an answer to "what would become of it", stored afterwards. */
export const SeriesDateSchema = Strict({
  /** The day that the rule names: the identity of the occurrence in its series. */
  key: LocalDateText,
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  state: OneOf(SERIES_DATE_STATES),
  /** Where the rule puts it, when it is elsewhere. */
  planned: Nullable(Strict({ start: InstantText, end: InstantText })),
  /** The holiday it has left for a make-up workday. */
  movedFrom: Nullable(LocalDateText),
  /** False where the year's holiday notice is still to come (未公布). */
  announced: Type.Boolean(),
  /** True when it was changed by hand; edits of the series leave it where it is. */
  exception: Type.Boolean(),
  /** Why it is not held as planned; rules that were broken stand in `violations`. */
  reason: Nullable(OneOf(DATE_REASONS)),
  /** The holiday's name. */
  reasonName: Nullable(Type.String()),
  violations: Type.Array(ViolationSchema),
  lineId: Nullable(Id),
  reservationId: Nullable(Id),
  reservationVersion: Nullable(Type.Integer()),
})
export type SeriesDateWire = Static<typeof SeriesDateSchema>

export const SeriesCountsSchema = Strict({
  booked: Type.Integer(),
  waiting: Type.Integer(),
  skipped: Type.Integer(),
  bumped: Type.Integer(),
  cancelled: Type.Integer(),
})

/** What would become of a series: every date with all its reasons. */
export const SeriesPreviewSchema = Strict({
  dates: Type.Array(SeriesDateSchema),
  counts: SeriesCountsSchema,
})
export type SeriesPreviewWire = Static<typeof SeriesPreviewSchema>
