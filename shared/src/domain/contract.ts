import type { Name } from './names.ts'
import type { LocalDate } from '../time/wall.ts'

/** What hours of the house are for: open to everybody, or the partner's own business. */
export const PURPOSES = ['public-benefit', 'commercial'] as const
export type Purpose = (typeof PURPOSES)[number]

export const CONTRACT_STATES = ['standing', 'ended'] as const
export type ContractState = (typeof CONTRACT_STATES)[number]

/** A reminder goes out this many days before a contract ends. */
export const REMINDER_DAYS = [60, 30, 7] as const

/**
 * Which reminder of a contract is due: the nearest one that has been reached; null before the first and after the end.
 *
 * @param daysLeft - whole days from today to the last day of the contract
 */
export function reminderDue(daysLeft: number): (typeof REMINDER_DAYS)[number] | null {
  if (daysLeft < 0) return null
  return REMINDER_DAYS.findLast((days) => daysLeft <= days) ?? null
}

/** Minutes of a contract by what they were for. */
export interface Shares {
  readonly publicMinutes: number
  readonly commercialMinutes: number
  /** Of all minutes, in percent, rounded down: a share is not met by rounding. Null while there are none. */
  readonly publicPercent: number | null
}

export function sharesOf(uses: Iterable<{ readonly purpose: Purpose; readonly minutes: number }>): Shares {
  let publicMinutes = 0
  let commercialMinutes = 0
  for (const { purpose, minutes } of uses)
    if (purpose === 'public-benefit') publicMinutes += minutes
    else commercialMinutes += minutes
  return sharesBetween(publicMinutes, commercialMinutes)
}

export function sharesBetween(publicMinutes: number, commercialMinutes: number): Shares {
  const all = publicMinutes + commercialMinutes
  const publicPercent = all === 0 ? null : Math.floor((publicMinutes * 100) / all)
  return { publicMinutes, commercialMinutes, publicPercent }
}

/** The contract a party has on a day; of two, the one that began later. */
export function contractOn<C extends { readonly startsOn: LocalDate; readonly endsOn: LocalDate }>(
  contracts: readonly C[],
  date: LocalDate,
): C | null {
  return (
    contracts
      .filter(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn)
      .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0] ?? null
  )
}

export const PURPOSE_NAMES: Readonly<Record<Purpose, Name>> = {
  'public-benefit': { 'zh-CN': '公益', en: 'public benefit' },
  commercial: { 'zh-CN': '商业', en: 'commercial' },
}
