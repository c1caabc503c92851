import { priceOf } from '../conditions.ts'
import { UNPLACED } from '../problem.ts'
import type { SolverRule } from './define.ts'

/**
 * Free stretches between two activities of a space on one day that are too short for anybody. Two activities that have
 * nothing to do with each other are coupled by it, so swaps are weighed in full where it is asked for. It has no rows: whether
 * a stretch is free hangs on all who could stand beside it.
 */
export const uselessGaps: SolverRule = {
  id: 'useless-gaps',
  level: 'soft',
  summary: 'Between two activities of a space lies no free stretch too short to be used.',
  explain(problem, place) {
    const { spec, slots, duration, wishOf, laneAt, laneList, dayOfSlot, lanes, spaces, days } = problem
    const { gaps } = spec
    const weight = gaps === undefined ? 0 : priceOf(spec, gaps.level)
    if (gaps === undefined || weight === 0) return []
    const held = new Map<string, { readonly start: number; readonly end: number; readonly activity: number }[]>()
    place.forEach((at, activity) => {
      if (at === UNPLACED) return
      const start = at % slots
      const w = wishOf[activity]!
      for (const lane of laneList.subarray(laneAt[w], laneAt[w + 1])) {
        const key = `${lane} ${(at - start) / slots} ${dayOfSlot[start]}`
        held.set(key, [...(held.get(key) ?? []), { start, end: start + duration[activity]!, activity }])
      }
    })
    const findings = []
    for (let lane = 0; lane < lanes; lane++)
      for (let space = 0; space < spaces; space++)
        for (let day = 0; day < days; day++) {
          const list = (held.get(`${lane} ${space} ${day}`) ?? []).toSorted((a, b) => a.start - b.start)
          const short = list.slice(1).filter(({ start }, k) => {
            const free = start - list[k]!.end
            return free > 0 && free < gaps.shorter
          })
          const params = { space: spec.spaces[space]!, day: day + 1, count: short.length, shorter: gaps.shorter }
          if (short.length > 0)
            findings.push({ cost: short.length * weight, activities: short.map(({ activity }) => activity), params })
        }
    return findings
  },
  kernel(problem) {
    const { spec, places, lanes, startOf, duration, wishOf, laneAt, laneList, dayOfPlace, dayFirst } = problem
    const { gaps } = spec
    const weight = gaps === undefined ? 0 : priceOf(spec, gaps.level)
    if (gaps === undefined || weight === 0) return null
    const { shorter } = gaps
    const taken = new Uint8Array(lanes * places)
    /** 1 for a stretch of `free` slots that ends at somebody. */
    const isShort = (free: number): number => (free > 0 && free < shorter ? 1 : 0)
    const step = (activity: number, place: number, sign: 1 | -1): number => {
      const w = wishOf[activity]!
      const length = duration[activity]!
      const day = dayOfPlace[place]!
      const home = place - startOf[place]!
      const first = home + dayFirst[day]!
      const last = first + spec.days[day]!
      let change = 0
      for (let entry = laneAt[w]!; entry < laneAt[w + 1]!; entry++) {
        const row = laneList[entry]! * places
        let left = place
        while (left > first && taken[row + left - 1] === 0) left--
        let right = place + length
        while (right < last && taken[row + right] === 0) right++
        const before = left > first ? place - left : -1
        const after = right < last ? right - place - length : -1
        const whole = before >= 0 && after >= 0 ? before + length + after : -1
        change += sign * (isShort(before) + isShort(after) - isShort(whole))
        taken.fill(sign === 1 ? 1 : 0, row + place, row + place + length)
      }
      return change * weight
    }
    return {
      atRest: 0,
      move(activity, from, to) {
        let change = 0
        if (from !== UNPLACED) change += step(activity, from, -1)
        if (to !== UNPLACED) {
          change += step(activity, to, 1)
          step(activity, to, -1)
        }
        if (from !== UNPLACED) step(activity, from, 1)
        return change
      },
      take: (activity, from) => step(activity, from, -1),
      put: (activity, to) => step(activity, to, 1),
      // two short stretches become a long one, and a third is filled
      mostGain: (w) => 3 * weight * (laneAt[w + 1]! - laneAt[w]!),
    }
  },
}
