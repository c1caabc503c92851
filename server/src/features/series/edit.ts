import type { SeriesChangesWire } from '@gongyue/shared/api/series.ts'
import type { DateChange } from '@gongyue/shared/domain/series-diff.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import type { PlannedDate, Rule } from '@gongyue/shared/time/recurrence.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { ViolationWire } from '@gongyue/shared/api/violation.ts'
import type { Idempotent, KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'

/** Who changes which dates of a series, and how. */
export interface EditSeries {
  readonly who: Who
  readonly seriesId: string
  readonly scope: SeriesScope
  /** The date from which, or which alone; null for all. */
  readonly key: LocalDate | null
  readonly changes: SeriesChangesWire
  readonly onConflict: 'refuse' | 'skip'
  /** In the officer's words, for the trail. */
  readonly reason: string | null
  /** The version that was seen, or null. */
  readonly version: number | null
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
}

/** What an edit sets out to do, before the rules of the house were asked. */
export interface EditPlan {
  readonly kind: 'plan'
  readonly title: string
  readonly headcount: number
  /** Null leaves each date where it is. */
  readonly spaceId: string | null
  readonly rule: Rule
  /** What is left to the series when its later part becomes one of its own. */
  readonly remainder: Rule | null
  readonly changes: readonly DateChange[]
  /** Every date of the new rule, by its key. */
  readonly planned: ReadonlyMap<LocalDate, PlannedDate>
}

/** One date of the answer. */
export interface DiffEntry {
  readonly change: DateChange
  /** Why it could not be done; empty when it could. */
  readonly violations: readonly ViolationWire[]
}

/** `diff` is what was done, or would be. */
export type Edited =
  | {
      readonly kind: 'edited'
      readonly series: SeriesRecord
      readonly diff: readonly DiffEntry[]
      readonly plan: EditPlan
    }
  | {
      readonly kind: 'refused'
      readonly series: SeriesRecord
      readonly diff: readonly DiffEntry[]
      readonly plan: EditPlan
    }
  | EditNo
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

export type EditNo =
  | { readonly kind: 'not-found' }
  /** Somebody else changed it, or one of its dates, meanwhile. */
  | { readonly kind: 'stale'; readonly series: SeriesRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'contended' }
