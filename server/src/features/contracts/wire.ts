import type { ContractSummaryWire, ContractWire, SlotWire, UseWire } from '@gongyue/shared/api/contracts.ts'
import { reminderDue, sharesBetween } from '@gongyue/shared/domain/contract.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { daysBetween, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { ContractRecord, SlotRecord } from '@gongyue/db/queries/contracts.ts'
import type { SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { UseRecord } from '@gongyue/db/queries/uses.ts'
import { dateWire, summaryWire } from '../series/wire.ts'

/** A slot with its series. */
export interface Slot extends SlotRecord {
  readonly series: SeriesRecord
}

export function contractSummary(
  contract: ContractRecord,
  { now, timeZone }: Pick<Facts, 'now' | 'timeZone'>,
): ContractSummaryWire {
  const { publicMinutes, commercialMinutes, publicAhead, commercialAhead, fen, ...rest } = contract
  const daysLeft = daysBetween(localDateOf(now, timeZone), contract.endsOn)
  return {
    ...rest,
    daysLeft,
    reminder: contract.state === 'standing' ? reminderDue(daysLeft) : null,
    served: sharesBetween(publicMinutes, commercialMinutes),
    planned: sharesBetween(publicMinutes + publicAhead, commercialMinutes + commercialAhead),
    income: fen,
  }
}

export function contractWire(contract: ContractRecord, slots: readonly Slot[], facts: Facts): ContractWire {
  return { ...contractSummary(contract, facts), slots: slots.map((slot) => slotWire(slot, facts)) }
}

export function useWire(use: UseRecord, { spaces, timeZone }: Pick<Facts, 'spaces' | 'timeZone'>): UseWire {
  const { contractId: _, partyId: __, start, end, ...rest } = use
  return {
    ...rest,
    spaceName: spaces.get(use.spaceId)?.name ?? NAMELESS,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    minutes: Math.round((end - start) / MINUTE),
  }
}

const NAMELESS: Name = { 'zh-CN': '', en: '' }

function slotWire({ seriesId, purpose, series }: Slot, { spaces, timeZone }: Facts): SlotWire {
  const { title, spaceId, rule, counts } = summaryWire(series, timeZone)
  return {
    ...{ seriesId, title, purpose, spaceId, rule, counts },
    spaceName: spaces.get(spaceId)?.name ?? NAMELESS,
    lost: series.dates
      .filter(({ state }) => state === 'skipped' || state === 'bumped')
      .map((date) => dateWire(date, timeZone)),
  }
}
