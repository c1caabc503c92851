import { idOf, type SmallPalace } from '../../support/palace.ts'

/** A request that holds against its contract's schemas, and the status for those who may enter. */
export interface Asked {
  readonly path: string
  readonly body?: unknown
  readonly ok: number
}

/** One request for each contract of an area, by method and path. */
export type Requests = Readonly<Record<string, Asked>>

/** The palace that is asked, and another whose things are not there for it. */
export interface Palaces {
  readonly jining: SmallPalace
  readonly berlin: SmallPalace
}

export const START = '2026-12-05T18:00:00+08:00'
export const END = '2026-12-05T19:00:00+08:00'

/** What nothing has for its id. */
export const UNKNOWN = idOf('unknown')
export const OTHER = idOf('other')

/** Four Saturdays. */
export const RULE = {
  from: '2026-12-05',
  time: '18:00',
  durationMinutes: 60,
  pattern: { kind: 'weekly', every: 1, weekdays: [6] },
  ends: { kind: 'count', sessions: 4 },
  onHolidays: 'skip',
  moveToMakeUpDay: false,
  except: [],
}
