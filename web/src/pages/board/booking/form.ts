import type { DeskOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { BoardSpace } from '../../../board/day.ts'
import type { Waiver } from '../../../decisions/model.ts'
import type { WaiverDraft } from '../../../decisions/waivers.ts'
import { usualTitle } from './defaults.ts'

/** What stands in the form; for whom is beside it, see PartyChoice. */
export interface BookingForm {
  readonly space: BoardSpace
  readonly during: Interval
  /** Empty: the usual one of the space. */
  readonly title: string
  readonly headcount: string
  readonly features: readonly string[]
  /** Reasons for setting rules aside, by rule. */
  readonly waivers: WaiverDraft
}

/** What the form asks the server for. */
export interface Wanted {
  readonly partyId: string
  readonly waivers?: readonly Waiver[]
  /** Lines of requests that the clerk has seen and lets lose. */
  readonly displace?: readonly string[]
}

/** The form as an order of the desk: accepted in the same breath. */
export function draftOf(form: BookingForm, wanted: Wanted, zone: string): DeskOrderDraftWire {
  const { space, during, features } = form
  const { partyId, waivers = [], displace = [] } = wanted
  return {
    title: titleOf(form),
    headcount: Number(form.headcount),
    partyId,
    ...(features.length > 0 && { features: [...features] }),
    // The conditions hang at the desk, and the clerk says so.
    ...(space.conditions && { conditions: { [space.id]: space.conditions.version } }),
    accept: true,
    ...(waivers.length > 0 && { waivers: [...waivers] }),
    ...(displace.length > 0 && { displace: [...displace] }),
    lines: [
      {
        kind: 'space' as const,
        spaceId: space.id,
        start: formatInstant(during.start, zone),
        end: formatInstant(during.end, zone),
      },
    ],
  }
}

/** What is written on the block. */
export function titleOf({ title, space }: Pick<BookingForm, 'title' | 'space'>): string {
  return title.trim() || usualTitle(space.kind)
}

/** How many come, where a number is written. */
export function isPeople(headcount: string): boolean {
  return Number.isInteger(Number(headcount)) && Number(headcount) >= 1
}
