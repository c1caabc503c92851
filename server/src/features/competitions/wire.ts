import type { EntryWire } from '@gongyue/shared/api/competitions.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { EntryRecord } from '@gongyue/db/queries/entries.ts'

export function entryWire(one: EntryRecord, timeZone: string): EntryWire {
  const { id, programmeId, programmeTitle, number, title, group, partyId, partyName, name, state, stageId } = one
  const { stageName, version, slot } = one
  return {
    ...{ id, programmeId, programmeTitle, number, title, group, partyId, partyName, name, state, stageId, stageName },
    version,
    phone: maskedPhone(one.phone),
    members: [...one.members],
    slot: slot && {
      spaceId: slot.spaceId,
      start: formatInstant(slot.start, timeZone),
      end: formatInstant(slot.end, timeZone),
      arrivedAt: slot.arrivedAt === null ? null : formatInstant(slot.arrivedAt, timeZone),
    },
    result: one.result && { ...one.result },
  }
}
