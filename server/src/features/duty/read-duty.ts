import { listDuties } from '@gongyue/db/queries/programme.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { DutyRowWire } from '@gongyue/shared/api/duty.ts'
import { dutyRows } from '@gongyue/shared/domain/duty.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { dayOf, formatInstant, type LocalDate } from '@gongyue/shared/time/wall.ts'

/** The caretakers' day, in the order of the work. */
export async function readDuty(db: Queryable, facts: Facts, date: LocalDate): Promise<readonly DutyRowWire[]> {
  const records = await listDuties(db, facts.facilityId, dayOf(date, facts.timeZone))
  const bookings = records.map(({ start, end, heldFrom, heldUntil, ...rest }) => ({
    ...rest,
    during: { start, end },
    held: { start: heldFrom, end: heldUntil },
  }))
  const text = (instant: number) => formatInstant(instant, facts.timeZone)
  return dutyRows(bookings, facts.spaces).map(({ during, held, features, ...row }) => ({
    ...row,
    features: [...features],
    spaceName: facts.spaces.get(row.spaceId)?.name ?? { 'zh-CN': '', en: '' },
    heldFrom: text(held.start),
    start: text(during.start),
    end: text(during.end),
    heldUntil: text(held.end),
  }))
}
