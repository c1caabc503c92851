import { attendanceOf } from '../domain/attendance.ts'
import { perClaim } from './define.ts'

/** Whoever keeps others out of what they do not use waits until the oldest point is forgotten. A member's points are the member's own. */
export const noShowPoints = perClaim({
  id: 'no-show-points',
  topic: 'party',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'Who books has fewer points for no-shows than the limit; points expire, and staff may lift them.',
  clearsAt: 'until',
  messages: {
    'zh-CN':
      '{who}已有 {points} 分未到场记录（满 {limit} 分暂停预约），{until:moment} 后可再预约；如记录有误，请到前台申诉撤销',
    en: '{who} has {points} points for no-shows (no bookings from {limit} on) and may book again after {until:moment}; if one is wrong, the front desk can lift it',
  },
  match({ partyId, personId }, facts) {
    const { pointLimit } = attendanceOf(facts.policy)
    const own = (facts.noShows ?? [])
      .filter((point) => point.expiresAt > facts.now)
      .filter((point) =>
        personId === '' ? point.personId === null && point.partyId === partyId : point.personId === personId,
      )
      .toSorted((a, b) => a.expiresAt - b.expiresAt)
    const points = own.reduce((sum, point) => sum + point.points, 0)
    if (points < pointLimit) return null
    // The points that are forgotten first count down until the rest is below the limit.
    let left = points
    const last = own.find((point) => (left -= point.points) < pointLimit)
    const who = personId === '' ? (facts.parties.get(partyId)?.name ?? PARTY) : MEMBER
    return {
      by: points - pointLimit + 1,
      params: { who, points, limit: pointLimit, until: last?.expiresAt ?? facts.now },
    }
  },
})

const MEMBER = { 'zh-CN': '预约人', en: 'the member' }
const PARTY = { 'zh-CN': '该单位', en: 'the party' }
