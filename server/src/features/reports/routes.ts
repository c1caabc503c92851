import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/reports.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { isId } from '@gongyue/shared/api/schemas.ts'
import { daysBetween, formatInstant, isLocalDate, type LocalDate } from '@gongyue/shared/time/wall.ts'
import {
  listFigureRecords,
  sumFigureRecords,
  type FigureRecord,
  type RecordCursor,
  type RecordFilter,
} from '@gongyue/db/queries/figure-records.ts'
import type { FigurePeriod } from '@gongyue/db/queries/figures.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { malformed } from '../../plugins/validation.ts'
import { bookAnswer } from '../../xlsx/book-answer.ts'
import { figuresBook } from './figures-book.ts'
import { readFigures } from './read-figures.ts'

/** The longest period, in days: a year and the one before it, to compare. */
const MOST_DAYS = 731

/** What a year came to, as pages and workbooks tell it, and the records behind every number. */
export async function reports(app: FastifyInstance): Promise<void> {
  const asked = async (
    facilityId: string,
    { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
  ) => {
    if (until < from) throw malformed([{ pointer: '/until', key: 'end-before-start', params: {} }])
    if (daysBetween(from, until) >= MOST_DAYS)
      throw malformed([{ pointer: '/until', key: 'maximum', params: { limit: `${MOST_DAYS} d` } }])
    const facts = factsAt(await app.houses.current(facilityId), app.clock())
    const period: FigurePeriod = { facilityId, from, until, now: facts.now, timeZone: facts.timeZone }
    return { facts, period }
  }

  app.handle(api.readFigures, async ({ who, query }) => {
    const { facts, period } = await asked(who.facilityId, query)
    return { status: 200, body: await readFigures(app, facts, period) }
  })

  app.handle(api.readFiguresBook, async ({ who, query }) => {
    const { facts, period } = await asked(who.facilityId, query)
    const figures = await readFigures(app, facts, period)
    const { unit, reader } = await namesOf(app, who)
    const { filledBy = reader, checkedBy = '' } = query
    const book = await figuresBook(figures, { unit, filledBy, checkedBy })
    return bookAnswer(book, `工作数据 ${period.from} ${period.until}`)
  })

  app.handle(api.listFigureRecords, async ({ who, query }) => {
    const { facts, period } = await asked(who.facilityId, query)
    const { limit = 100, cursor, from: _from, until: _until, countyId, spaceId, ...words } = query
    const filter: RecordFilter = {
      ...words,
      ...(countyId === undefined ? {} : { countyId: countyId === 'none' ? null : countyId }),
      ...(spaceId === undefined ? {} : { spaceIds: partsOf(spaceId, facts) }),
    }
    const after = cursor === undefined ? null : cursorOf(cursor)
    const [sum, items] = await Promise.all([
      sumFigureRecords(app.pg.pool, period, filter),
      listFigureRecords(app.pg.pool, period, filter, { limit, after }),
    ])
    const last = items.length === limit ? items.at(-1) : undefined
    return {
      status: 200,
      body: {
        sum,
        items: items.map((record) => recordWire(record, facts)),
        nextCursor: last ? `${last.day} ${last.id}` : null,
      },
    }
  })
}

/** A space and all that lies in it. */
function partsOf(spaceId: string, { spaces }: Pick<Facts, 'spaces'>): readonly string[] {
  const inside = [...spaces.values()].filter(({ parentId }) => parentId === spaceId)
  return [spaceId, ...inside.flatMap(({ id }) => partsOf(id, { spaces }))]
}

/** @throws a 400 that names the cursor */
function cursorOf(text: string): RecordCursor {
  const [day = '', id = ''] = text.split(' ')
  if (!isLocalDate(day) || !isId(id)) throw malformed([{ pointer: '/cursor', key: 'cursor', params: {} }])
  return { day, id }
}

function recordWire(
  { spaceId, start, end, ...record }: FigureRecord,
  { spaces, timeZone }: Facts,
): api.FigureRecordWire {
  const name = spaceId === null ? undefined : spaces.get(spaceId)?.name
  return {
    ...record,
    spaceName: name ? { ...name } : null,
    start: start === null ? null : formatInstant(start, timeZone),
    end: end === null ? null : formatInstant(end, timeZone),
  }
}

/** Who reports, and who reads. */
async function namesOf(app: FastifyInstance, { facilityId, userId }: Who): Promise<{ unit: string; reader: string }> {
  const { rows } = await app.pg.pool.query<{ unit: string; reader: string }>({
    text: `
      select f.name ->> 'zh-CN' as unit, u.display_name as reader from facilities f
      join users u on u.facility_id = f.facility_id and u.user_id = $2 where f.facility_id = $1`,
    values: [facilityId, userId],
  })
  return rows[0] ?? { unit: '', reader: '' }
}
