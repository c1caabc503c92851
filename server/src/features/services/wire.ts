import type { DispatchLineWire, ServiceLineWire } from '@gongyue/shared/api/service-lines.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { DispatchRecord, ServiceLineRecord } from '@gongyue/db/queries/service-lines.ts'

/** A line for a service as its party reads it. Telephones are masked: whoever gave one knows it. */
export function serviceLineWire(line: ServiceLineRecord, timeZone: string): ServiceLineWire {
  const at = (instant: number) => formatInstant(instant, timeZone)
  const { visit } = line
  return {
    ...{ id: line.id, kind: line.kind, serviceId: line.serviceId, title: line.title },
    ...{ start: at(line.start), end: at(line.end), place: line.place, spaceId: line.spaceId },
    ...{ placeId: line.placeId, placeName: line.placeName, districtId: line.districtId, address: line.address },
    ...{ contact: line.contact, contactPhone: line.contactPhone && maskedPhone(line.contactPhone) },
    ...{ headcount: line.headcount, note: line.note, state: line.state },
    ...{ reasonCode: line.reasonCode, reason: line.reason },
    decidedAt: line.decidedAt === null ? null : at(line.decidedAt),
    deliveredAt: line.deliveredAt === null ? null : at(line.deliveredAt),
    ...{ onSite: line.onSite, rating: line.rating, feedback: line.feedback },
    visit: visit && {
      ...{ id: visit.id, state: visit.state, arrives: at(visit.arrives), leaves: at(visit.leaves) },
      people: [...visit.people],
    },
  }
}

/** The same for those who send crews. */
export function dispatchWire(line: DispatchRecord, timeZone: string): DispatchLineWire {
  const at = (instant: number) => formatInstant(instant, timeZone)
  const { visit, needs } = line
  return {
    ...serviceLineWire(line, timeZone),
    ...{ orderId: line.orderId, reference: line.reference, orderTitle: line.orderTitle },
    ...{ orderVersion: line.orderVersion, partyName: line.partyName, district: line.district },
    needs: { crew: [...needs.crew], kits: [...needs.kits], vehicle: needs.vehicle },
    visit: visit && {
      ...{ id: visit.id, state: visit.state, version: visit.version, afterId: visit.afterId },
      ...{
        departs: at(visit.departs),
        arrives: at(visit.arrives),
        leaves: at(visit.leaves),
        returns: at(visit.returns),
      },
      people: [...visit.people],
      equipment: [...visit.equipment],
    },
  }
}
