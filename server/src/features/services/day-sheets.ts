import type { FastifyInstance } from 'fastify'
import type { DaySheetWire } from '@gongyue/shared/api/dispatch.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { dayOf, formatInstant, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { listServiceLines, type DispatchRecord, type VisitRecord } from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'

/** What everybody who is sent somewhere does on a day, by name: where they go, when they leave, whom they meet, with whom and with what. */
export async function daySheets(app: FastifyInstance, who: Who, date: LocalDate): Promise<readonly DaySheetWire[]> {
  const lines = await listServiceLines(app.pg.pool, who.facilityId, dayOf(date, who.timeZone))
  const visits = lines.flatMap((line) =>
    line.visit !== null && line.visit.state !== 'cancelled' ? [{ line, visit: line.visit }] : [],
  )
  const places = new Map(visits.map(({ line, visit }) => [visit.id, line.placeName ?? line.address]))
  const people = new Map(visits.flatMap(({ visit }) => visit.people.map(({ id, name }) => [id, name] as const)))
  return [...people]
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'zh-CN'))
    .map(([personId, name]) => ({
      personId,
      name,
      stops: visits
        .filter(({ visit }) => visit.people.some(({ id }) => id === personId))
        .toSorted((a, b) => a.visit.departs - b.visit.departs)
        .map(({ line, visit }) => stopOf(line, visit, personId, places, who.timeZone)),
    }))
}

function stopOf(
  line: DispatchRecord,
  visit: VisitRecord,
  personId: string,
  places: ReadonlyMap<string, string>,
  timeZone: string,
): DaySheetWire['stops'][number] {
  const at = (instant: number) => formatInstant(instant, timeZone)
  return {
    ...{ lineId: line.id, reference: line.reference, title: line.title, partyName: line.partyName },
    ...{ departs: at(visit.departs), arrives: at(visit.arrives), start: at(line.start), end: at(line.end) },
    ...{ leaves: at(visit.leaves), returns: at(visit.returns) },
    from: visit.afterId === null ? null : (places.get(visit.afterId) ?? null),
    ...{ place: line.place, spaceId: line.spaceId, district: line.district, placeName: line.placeName },
    ...{ address: line.address, contact: line.contact },
    contactPhone: line.contactPhone && maskedPhone(line.contactPhone),
    ...{ headcount: line.headcount, note: line.note },
    with: visit.people.filter(({ id }) => id !== personId).map(({ name }) => name),
    equipment: [...visit.equipment],
  }
}
