import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import type { Tone } from '../components/Chip.tsx'
import { iconAccepted, iconCancelled, iconDeclined, iconPartly, iconPending, iconWarning } from '../components/icons.ts'
import { t } from '../text/series.ts'

/** How one date of a series is shown. */
export interface DateLook {
  readonly word: string
  readonly tone: Tone
  readonly icon: string
}

/** A stored date: what became of it. */
export function standingLook({ state }: Pick<SeriesDateWire, 'state'>): DateLook {
  return { word: t(`date-${state}`), ...LOOKS[state] }
}

/** A date that is only asked about: what would become of it. */
export function askedLook({ state, reason, planned }: SeriesDateWire): DateLook {
  if (state === 'booked' || state === 'waiting') {
    if (planned !== null) return { word: t('date-moved'), tone: 'accent', icon: iconPartly }
    return state === 'booked'
      ? { word: t('date-free'), tone: 'good', icon: iconAccepted }
      : { word: t('date-asks'), tone: 'info', icon: iconPending }
  }
  if (reason === 'legal-holiday' || reason === 'excepted')
    return { word: t(`reason-${reason}`), tone: 'quiet', icon: iconCancelled }
  return { word: t('date-conflict'), tone: 'warn', icon: iconWarning }
}

const LOOKS: Readonly<Record<SeriesDateWire['state'], Omit<DateLook, 'word'>>> = {
  booked: { tone: 'good', icon: iconAccepted },
  waiting: { tone: 'info', icon: iconPending },
  skipped: { tone: 'warn', icon: iconWarning },
  bumped: { tone: 'warn', icon: iconDeclined },
  cancelled: { tone: 'quiet', icon: iconCancelled },
}

/** Why it is not held as planned: `春节`, `场地停用`; empty when it is, or when its broken rules say more. */
export function reasonWords({ reason, reasonName, violations }: SeriesDateWire): string {
  if (reason === null || (reason === 'refused' && violations.length > 0)) return ''
  return reasonName === null ? t(`reason-${reason}`) : `${t(`reason-${reason}`)} ${reasonName}`
}

/** Whether nobody wanted it held: a holiday that is left out, a day taken out by hand. */
export function isLeftOut({ state, reason }: Pick<SeriesDateWire, 'state' | 'reason'>): boolean {
  return state === 'skipped' && (reason === 'legal-holiday' || reason === 'excepted')
}

/** A preview in words: `14 次可订，1 次冲突，1 次因节假日或排除跳过`. */
export function askedCounts(dates: readonly SeriesDateWire[]): string {
  const held = dates.filter(({ state }) => state === 'booked' || state === 'waiting')
  const leftOut = dates.filter(isLeftOut).length
  return said([
    ['countFree', held.filter(({ state }) => state === 'booked').length],
    ['countAsks', held.filter(({ state }) => state === 'waiting').length],
    ['countMoved', held.filter(({ planned }) => planned !== null).length],
    ['countConflict', dates.length - held.length - leftOut],
    ['countHoliday', leftOut],
    ['countNotAnnounced', dates.filter(({ announced }) => !announced).length],
  ])
}

/** What stands, in words. */
export function standingCounts(dates: readonly SeriesDateWire[]): string {
  const of = (state: SeriesDateWire['state']) => dates.filter((date) => date.state === state && !isLeftOut(date)).length
  return said([
    ['countBooked', of('booked')],
    ['countWaiting', of('waiting')],
    ['countLost', of('skipped')],
    ['countBumped', of('bumped')],
    ['countCancelled', of('cancelled')],
    ['countHoliday', dates.filter(isLeftOut).length],
  ])
}

type CountKey = Extract<Parameters<typeof t>[0], `count${string}`>

function said(counts: readonly (readonly [CountKey, number])[]): string {
  return counts
    .filter(([, count]) => count > 0)
    .map(([key, count]) => t(key, { count }))
    .join(t('comma'))
}
