import type { FastifyInstance } from 'fastify'
import { listProgramme } from '@gongyue/db/queries/programme.ts'
import { factsAt } from '@gongyue/db/house.ts'
import * as api from '@gongyue/shared/api/programme.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { programmeText } from '@gongyue/shared/domain/programme-text.ts'
import { dayOf, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import { facilityOf } from '../facility/facility-of.ts'
import { placeOf, publicEvents, type PublicEvent } from '../wall/public-events.ts'

/** What is on today, for everybody. */
export async function programme(app: FastifyInstance): Promise<void> {
  app.handle(api.readProgramme, async ({ who, query }) => {
    const { id, code, name, timeZone } = await facilityOf(app, who, query.facility)
    const facts = factsAt(await app.houses.current(id), app.clock())
    const date = localDateOf(facts.now, timeZone)
    const day = dayOf(date, timeZone)
    const records = await listProgramme(app.pg.pool, id, day)
    const items = publicEvents(records, facts)
      .filter(({ start, end }) => start < day.end && end > day.start)
      .flatMap((event) => itemOf(event, facts))
    const text = {
      'zh-CN': programmeText(name, date, items, 'zh-CN'),
      en: programmeText(name, date, items, 'en'),
    }
    return {
      status: 200,
      body: { date, at: formatInstant(facts.now, timeZone), facility: { code, name }, items, text },
    }
  })
}

/** Only what has a public title is a part of the programme. */
function itemOf({ space, start, end, state, title }: PublicEvent, facts: Facts): readonly api.ProgrammeItemWire[] {
  if (title.kind !== 'title') return []
  const text = (instant: number) => formatInstant(instant, facts.timeZone)
  return [{ place: placeOf(space, facts), start: text(start), end: text(end), state, title: title.text }]
}
