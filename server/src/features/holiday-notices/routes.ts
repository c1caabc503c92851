import type { FastifyInstance } from 'fastify'
import { importHolidayNotice, type NoticeDiffWire } from '@gongyue/shared/api/holiday-notices.ts'
import { parseHolidayNotice, type NoticeFault } from '@gongyue/shared/time/holiday-notice.ts'
import type { SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import type { Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { importNotice } from './import-notice.ts'

/** The State Council's notice on holidays, looked at first and then written down. */
export async function holidayNotices(app: FastifyInstance): Promise<void> {
  app.handle(importHolidayNotice, async (request) => {
    const { who, body, query } = request
    const result = await importNotice(app, {
      who,
      year: body.year,
      days: daysOf(body),
      source: body.source ?? '',
      announcedOn: body.announcedOn ?? localDateOf(app.clock(), who.timeZone),
      dryRun: query.dryRun === true,
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'looked-at':
        return { status: 200, body: result.diff }
      case 'written':
        return { status: 201, body: result.diff }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as NoticeDiffWire }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })
}

interface Said {
  readonly year: number
  readonly text?: string
  readonly days?: readonly SpecialDay[]
}

/** The days of the text, or those that were given; one of the two must be there. */
function daysOf({ year, text, days }: Said): readonly SpecialDay[] {
  if (text !== undefined && days === undefined) {
    const notice = parseHolidayNotice(text, year)
    if (notice.kind === 'faults') throw malformed(notice.faults.map(faultOf))
    return notice.days
  }
  if (days === undefined || text !== undefined)
    throw malformed([{ pointer: '/text', key: days === undefined ? 'required' : 'unknown-field', params: {} }])
  const twice = days.findIndex(({ date }, i) => days.findIndex((other) => other.date === date) < i)
  if (twice >= 0) throw malformed([{ pointer: `/days/${twice}/date`, key: 'unique', params: {} }])
  return days
}

function faultOf({ kind, ...params }: NoticeFault): Fault {
  return { pointer: '/text', key: kind, params }
}
