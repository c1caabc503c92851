import type { Weekday } from '../time/wall.ts'

/** What a round is, by its dates and by what was decided: never set by hand. */
export const ROUND_STATES = ['upcoming', 'open', 'in-allocation', 'handled', 'published', 'cancelled'] as const
export type RoundState = (typeof ROUND_STATES)[number]

/** What the state follows from; instants are epoch milliseconds. */
export interface RoundDates {
  readonly opensAt: number
  readonly closesAt: number
  /** When its plan was settled on. */
  readonly handledAt: number | null
  readonly publishedAt: number | null
  readonly cancelledAt: number | null
}

/** The state of a round at one moment. */
export function roundStateOf(
  { opensAt, closesAt, handledAt, publishedAt, cancelledAt }: RoundDates,
  now: number,
): RoundState {
  if (cancelledAt !== null) return 'cancelled'
  if (publishedAt !== null) return 'published'
  if (now < opensAt) return 'upcoming'
  if (now < closesAt) return 'open'
  return handledAt === null ? 'in-allocation' : 'handled'
}

/** Whether the round holds its spaces: from the day applications are taken until its result stands. */
export function holdsSpaces(state: RoundState): boolean {
  return state === 'open' || state === 'in-allocation' || state === 'handled'
}

/** A span of one day of the week, in minutes of the facility's day. */
export interface WeekSpan {
  readonly weekday: Weekday
  readonly from: number
  readonly until: number
}

/** How much somebody wants a time: the second is taken when the first can not be had. */
export const TIME_RANKS = ['primary', 'secondary'] as const
export type TimeRank = (typeof TIME_RANKS)[number]

/** Where something is each week: minutes of the day in the facility's zone. */
export interface WeeklyPlace extends WeekSpan {
  readonly spaceId: string
}

export const RUN_STATES = ['queued', 'running', 'stopped', 'done', 'failed'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Whether a run still goes on, or will. */
export function isUnderWay(state: RunState): boolean {
  return state === 'queued' || state === 'running'
}
