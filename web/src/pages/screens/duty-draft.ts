import type { DutyMailWire } from '@gongyue/shared/api/duty.ts'

/** A time as it is typed; addresses are one text. */
export interface DutyDraft {
  /** Tells the lines of the form apart. */
  readonly key: number
  readonly time: string
  readonly daysAhead: number
  readonly to: string
}

export function draftOf({ time, daysAhead, addresses }: DutyMailWire, key: number): DutyDraft {
  return { key, time, daysAhead, to: addresses.join(' ') }
}

/** What was typed as the server takes it: addresses are parted by spaces, commas and semicolons, Chinese ones too; each counts once. */
export function wireOf({ time, daysAhead, to }: Omit<DutyDraft, 'key'>): DutyMailWire {
  const addresses = to.split(/[\s,;，；、]+/).filter(Boolean)
  return { time, daysAhead, addresses: [...new Set(addresses)] }
}
