import type { SectionDraftWire } from '@gongyue/shared/api/rounds.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { Fault } from '../../plugins/problems.ts'
import { fault, isInside, spanFaults } from './round-faults.ts'

/** All that is wrong with the sections of an application, by field. */
export function sectionFaults(sections: readonly SectionDraftWire[], round: RoundRecord): readonly Fault[] {
  return sections.flatMap((section, k) => faultsOf(section, `/sections/${k}`, round))
}

function faultsOf(section: SectionDraftWire, pointer: string, round: RoundRecord): readonly Fault[] {
  const faults: Fault[] = []
  const { minMinutes, maxMinutes, timesAWeek, from, until, spaceIds, times } = section
  const grid = round.gridMinutes
  if (minMinutes > maxMinutes) faults.push(fault(`${pointer}/maxMinutes`, 'minimum', { limit: minMinutes }))
  for (const [field, minutes] of [
    ['minMinutes', minMinutes],
    ['maxMinutes', maxMinutes],
  ] as const)
    if (minutes % grid !== 0) faults.push(fault(`${pointer}/${field}`, 'off-grid', { grid }))
  if (from > until) faults.push(fault(`${pointer}/until`, 'end-before-start'))
  if (from < round.from || from > round.until)
    faults.push(fault(`${pointer}/from`, 'outside-season', { from: round.from, until: round.until }))
  if (until > round.until || until < round.from)
    faults.push(fault(`${pointer}/until`, 'outside-season', { from: round.from, until: round.until }))
  spaceIds.forEach((id, n) => {
    if (!round.spaceIds.includes(id)) faults.push(fault(`${pointer}/spaceIds/${n}`, 'not-of-round'))
  })
  times.forEach((time, n) => {
    const at = `${pointer}/times/${n}`
    const wrong = spanFaults(time, at, grid)
    faults.push(...wrong)
    if (wrong.length > 0) return
    if (time.until - time.from < minMinutes) faults.push(fault(at, 'too-short-for', { minutes: minMinutes }))
    if (!isInside(time, round.windows)) faults.push(fault(at, 'outside-windows'))
  })
  // one a day: twice on a day is two sections
  const days = new Set(times.map(({ weekday }) => weekday)).size
  if (days < timesAWeek) faults.push(fault(`${pointer}/timesAWeek`, 'too-few-days', { asked: timesAWeek, days }))
  return faults
}
