import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { AttendanceRecord, Occupant } from '@gongyue/db/queries/attendance.ts'

/** A reservation as the door reads it. */
export function attendanceWire(record: AttendanceRecord, inside: Occupant | null, timeZone: string): AttendanceWire {
  const text = (instant: number) => formatInstant(instant, timeZone)
  const maybe = (instant: number | null) => (instant === null ? null : text(instant))
  return {
    id: record.id,
    orderId: record.orderId,
    reference: record.reference,
    title: record.title,
    partyName: record.partyName,
    placedBy: record.placedByName,
    spaceId: record.spaceId,
    start: text(record.start),
    end: text(record.end),
    bookedUntil: maybe(record.bookedUntil),
    headcount: record.headcount,
    present: record.present,
    state: record.state,
    version: record.version,
    day: record.day,
    code: record.code,
    checkedInAt: maybe(record.checkedInAt),
    checkedInBy: record.checkedInByName,
    checkedOutAt: maybe(record.checkedOutAt),
    points: record.points,
    inside: inside && { title: inside.title, partyName: inside.partyName, end: text(inside.end) },
  }
}
