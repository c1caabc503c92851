import type { Facts, RoundHold } from '../domain/facts.ts'
import { holdsSpaces, roundStateOf } from '../domain/round.ts'
import { intersection, minutesOf, overlaps, type Interval } from '../time/interval.ts'
import { datesIn, instantAt, weekdayOf } from '../time/wall.ts'
import { perClaim } from './define.ts'

/** What a round is giving out is not to be had otherwise until its result stands: whoever is quick must not have what others have applied for. */
export const roundReserved = perClaim({
  id: 'round-reserved',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'No direct booking of a time that an allocation round is giving out, until its result is published.',
  messages: {
    'zh-CN':
      '{space}在 {from:date} 至 {until:date} 的每周固定分配时段由“{round}”统一分配（申请截止 {closes:moment}）：{wayOut}；也可改选分配时段以外的时间，或其他场地',
    en: 'the weekly times of {space} from {from:date} to {until:date} are given out in “{round}” (applications until {closes:moment}): {wayOut}; or choose a time outside them, or another space',
  },
  match({ spaceId, during }, facts) {
    const { rounds = [], spaces, timeZone } = facts
    if (rounds.length === 0) return null
    const space = spaces.get(spaceId)
    if (!space) return null
    for (const round of rounds) {
      if (!holdsSpaces(roundStateOf({ ...round, ...UNSETTLED }, facts.now))) continue
      if (!sharesAtom(round, space.atomIds, facts)) continue
      const taken = takenOf(round, during, timeZone)
      if (taken === 0) continue
      return {
        by: Math.max(1, taken),
        params: {
          ...{ space: space.name, round: round.name, closes: round.closesAt },
          from: instantAt(round.from, 0, timeZone),
          until: instantAt(round.until, 0, timeZone),
          wayOut: facts.now < round.closesAt ? APPLY : WAIT,
        },
      }
    }
    return null
  },
})

const APPLY = { 'zh-CN': '请在“我的预约 → 季度申报”里申请', en: 'apply there, under “My orders → Season”' }
const WAIT = {
  'zh-CN': '申请已截止，结果公布后未分出的时段可以直接预约',
  en: 'applications are closed; what is left can be booked once the result is published',
}

/** Only rounds whose result does not stand are among the facts. */
const UNSETTLED = { handledAt: null, publishedAt: null, cancelledAt: null } as const

function sharesAtom({ spaceIds }: RoundHold, atomIds: readonly string[], { spaces }: Facts): boolean {
  return spaceIds.some((id) => spaces.get(id)?.atomIds.some((atom) => atomIds.includes(atom)))
}

/** Minutes of a booking within a round's windows. */
function takenOf({ from, until, windows }: RoundHold, during: Interval, timeZone: string): number {
  let minutes = 0
  for (const date of datesIn(during, timeZone)) {
    if (date < from || date > until) continue
    const weekday = weekdayOf(date)
    for (const window of windows) {
      if (window.weekday !== weekday) continue
      const span = { start: instantAt(date, window.from, timeZone), end: instantAt(date, window.until, timeZone) }
      if (overlaps(span, during)) minutes += Math.max(1, minutesOf(intersection(span, during) ?? during))
    }
  }
  return minutes
}
