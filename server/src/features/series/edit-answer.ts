import type { FastifyInstance } from 'fastify'
import type { EditedSeriesWire } from '@gongyue/shared/api/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { TRY_AGAIN } from '../acts/answer.ts'
import { editedWire } from './diff-wire.ts'
import type { EditNo, EditSeries } from './edit.ts'
import { editSeries } from './edit-series.ts'
import { seriesWire } from './wire.ts'

/** Edits a series, or with `dryRun` only weighs it; what every door to such an edit answers. */
export async function answerEdit(
  app: FastifyInstance,
  request: EditSeries,
): Promise<
  | { readonly status: 200; readonly body: EditedSeriesWire; readonly headers?: Readonly<Record<string, string>> }
  | ProblemAnswer
> {
  const { who, dryRun } = request
  const result = await editSeries(app, request)
  switch (result.kind) {
    case 'edited':
      return { status: 200, body: editedWire(result, who.timeZone), headers: { etag: `"${result.series.version}"` } }
    case 'refused': {
      const told = editedWire(result, who.timeZone)
      if (dryRun) return { status: 200, body: told }
      const violations = told.diff.dates.flatMap((date) => date.violations)
      return { problem: 'refused', violations, current: told.diff }
    }
    case 'again':
      // kept by this very answer, so it is what the contract says
      return { status: 200, body: result.response as EditedSeriesWire }
    default:
      return noOf(result, who)
  }
}

/** What edits and cancellations share: who came late is shown how the series stands now. */
export function noOf(no: EditNo | { readonly kind: 'reused' }, who: Who): ProblemAnswer {
  switch (no.kind) {
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'malformed':
      throw malformed(no.errors)
    case 'stale':
      return { problem: 'stale', current: seriesWire(no.series, who.timeZone) }
    case 'reused':
      return { problem: 'key-reused' }
    case 'contended':
      return TRY_AGAIN
  }
}
