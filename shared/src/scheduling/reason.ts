import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import type { Messages, Params } from '../domain/message.ts'
import { minutesOf } from '../time/interval.ts'
import { daysBetween, localDateOf, minuteOfDayAt } from '../time/wall.ts'

/** What is different in an alternative; the sentences are in {@link REASON_MESSAGES}. */
export interface Reason {
  readonly key: ReasonKey
  readonly params: Params
}

/** How an alternative differs from what was asked. */
export const REASON_MESSAGES = {
  'other-space': { 'zh-CN': '换到{space}', en: 'in {space} instead' },
  later: { 'zh-CN': '晚 {minutes:duration}', en: '{minutes:duration} later' },
  earlier: { 'zh-CN': '早 {minutes:duration}', en: '{minutes:duration} earlier' },
  'days-later': { 'zh-CN': '晚 {days:days}', en: '{days:days} later' },
  'days-earlier': { 'zh-CN': '早 {days:days}', en: '{days:days} earlier' },
  shorter: { 'zh-CN': '时长缩短为 {minutes:duration}', en: 'shortened to {minutes:duration}' },
  longer: { 'zh-CN': '时长延长为 {minutes:duration}', en: 'lengthened to {minutes:duration}' },
  'side-by-side': { 'zh-CN': '同一时间分在 {count} 处', en: 'in {count} spaces at the same time' },
  changeover: { 'zh-CN': '{at:time} 换到{space}', en: 'changing over to {space} at {at:time}' },
  'fewer-people': { 'zh-CN': '人数减为 {headcount} 人', en: 'for {headcount} people' },
  'same-time': { 'zh-CN': '时间不变', en: 'at the same time' },
} as const satisfies Readonly<Record<string, Messages>>

export type ReasonKey = keyof typeof REASON_MESSAGES

/** How what is given differs from what was asked, the greatest difference first. */
export function reasonsOf(asked: Claim, given: readonly Claim[], facts: Facts): readonly Reason[] {
  const [first, second] = given
  if (!first) return []
  const reasons: Reason[] = []
  const spaceName = (claim: Claim) => facts.spaces.get(claim.spaceId)?.name ?? claim.spaceId
  if (first.spaceId !== asked.spaceId) reasons.push({ key: 'other-space', params: { space: spaceName(first) } })
  const days = daysBetween(
    localDateOf(asked.during.start, facts.timeZone),
    localDateOf(first.during.start, facts.timeZone),
  )
  if (days !== 0) reasons.push({ key: days > 0 ? 'days-later' : 'days-earlier', params: { days: Math.abs(days) } })
  const shift = minuteOfDayAt(first.during.start, facts.timeZone) - minuteOfDayAt(asked.during.start, facts.timeZone)
  if (shift !== 0) reasons.push({ key: shift > 0 ? 'later' : 'earlier', params: { minutes: Math.abs(shift) } })
  if (second && second.during.start === first.during.start)
    reasons.push({ key: 'side-by-side', params: { count: given.length } })
  else if (second) reasons.push({ key: 'changeover', params: { at: second.during.start, space: spaceName(second) } })
  const minutes = new Set(given.map(({ during }) => during.start)).size > 1 ? sum(given) : minutesOf(first.during)
  if (minutes !== minutesOf(asked.during))
    reasons.push({ key: minutes < minutesOf(asked.during) ? 'shorter' : 'longer', params: { minutes } })
  const people =
    second && second.during.start === first.during.start
      ? given.reduce((all, { headcount }) => all + headcount, 0)
      : first.headcount
  if (people < asked.headcount) reasons.push({ key: 'fewer-people', params: { headcount: people } })
  if (days === 0 && shift === 0) reasons.push({ key: 'same-time', params: {} })
  return reasons
}

function sum(claims: readonly Claim[]): number {
  return claims.reduce((minutes, { during }) => minutes + minutesOf(during), 0)
}
