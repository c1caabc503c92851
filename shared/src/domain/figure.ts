/** What a session counts as in the palace's figures: the rows of a yearly review. */
export const FIGURE_KINDS = [
  'class',
  'skills',
  'lecture',
  'competition',
  'exhibition',
  'matchmaking',
  'reading',
  'service',
  'union',
  'partner',
  'association',
  'public',
  'own',
] as const
export type FigureKind = (typeof FIGURE_KINDS)[number]

/** From this minute of a working day on the house serves those who work by day (错时服务). */
export const EVENING_FROM = 17 * 60 + 30

/** What a set of records comes to. */
export interface FigureSum {
  /** 场次: dated sessions that took place. */
  readonly sessions: number
  /** 期: different programmes among them. */
  readonly programmes: number
  /** 人次: heads on the spot, each time they came. */
  readonly onSite: number
  /** 人次 of streams. */
  readonly online: number
  /** Sessions for which nobody counted heads. */
  readonly uncounted: number
  readonly minutes: number
}

export const NOTHING: FigureSum = { sessions: 0, programmes: 0, onSite: 0, online: 0, uncounted: 0, minutes: 0 }
