import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { WeekSpan } from '@gongyue/shared/domain/round.ts'
import { daysBetween } from '@gongyue/shared/time/wall.ts'
import type { SectionRecord } from '@gongyue/db/queries/applications.ts'
import type { NewRound } from '@gongyue/db/queries/rounds.ts'
import type { Fault } from '../../plugins/problems.ts'

/** A season is a year at most. */
const LONGEST_DAYS = 366

/** What the schema can not see: dates and times in the wrong order or off the grid, spaces that are not there or are parts of each other. */
export function roundFaults(round: NewRound, facts: Facts): readonly Fault[] {
  const faults: Fault[] = []
  if (round.from > round.until) faults.push(fault('/until', 'end-before-start'))
  else if (daysBetween(round.from, round.until) > LONGEST_DAYS)
    faults.push(fault('/until', 'season-too-long', { limit: LONGEST_DAYS }))
  if (!(round.opensAt < round.closesAt)) faults.push(fault('/closesAt', 'end-before-start'))
  round.spaceIds.forEach((id, k) => {
    const space = facts.spaces.get(id)
    if (!space?.bookable) return void faults.push(fault(`/spaceIds/${k}`, 'not-there'))
    const whole = round.spaceIds
      .slice(0, k)
      .map((other) => facts.spaces.get(other))
      .find((other) => other?.atomIds.some((atom) => space.atomIds.includes(atom)))
    if (whole) faults.push(fault(`/spaceIds/${k}`, 'shares-space', { space: space.name, other: whole.name }))
  })
  round.windows.forEach((window, k) => {
    faults.push(...spanFaults(window, `/windows/${k}`, round.gridMinutes))
    const meets = round.windows
      .slice(0, k)
      .some((other) => other.weekday === window.weekday && other.from < window.until && window.from < other.until)
    if (meets) faults.push(fault(`/windows/${k}`, 'windows-meet'))
  })
  return faults
}

/** What somebody has asked for may not vanish from under them. */
export function goneFaults(round: NewRound, sections: readonly SectionRecord[]): readonly Fault[] {
  const named = sections.flatMap(({ spaceIds }) => spaceIds).filter((id) => !round.spaceIds.includes(id))
  const times = sections.flatMap((section) => section.times).filter((time) => !isInside(time, round.windows))
  const dates = sections.filter(({ from, until }) => from < round.from || until > round.until)
  return [
    ...(named.length > 0 ? [fault('/spaceIds', 'asked-for', { count: named.length })] : []),
    ...(times.length > 0 ? [fault('/windows', 'asked-for', { count: times.length })] : []),
    ...(dates.length > 0 ? [fault('/until', 'asked-for', { count: dates.length })] : []),
  ]
}

/** A span of the week that ends after it begins, on the grid. */
export function spanFaults({ from, until }: WeekSpan, pointer: string, grid: number): readonly Fault[] {
  const off = (['from', 'until'] as const).filter((side) => ({ from, until })[side] % grid !== 0)
  return [
    ...(from < until ? [] : [fault(`${pointer}/until`, 'end-before-start')]),
    ...off.map((side) => fault(`${pointer}/${side}`, 'off-grid', { grid })),
  ]
}

/** Whether a time lies in what is given out; windows that touch are one. */
export function isInside({ weekday, from, until }: WeekSpan, windows: readonly WeekSpan[]): boolean {
  let reached = from
  for (const window of windows
    .filter((one) => one.weekday === weekday && one.until > from)
    .toSorted((a, b) => a.from - b.from)) {
    if (window.from > reached) return false
    reached = Math.max(reached, window.until)
    if (reached >= until) return true
  }
  return reached >= until
}

export function fault(pointer: string, key: Fault['key'], params: Fault['params'] = {}): Fault {
  return { pointer, key, params }
}
