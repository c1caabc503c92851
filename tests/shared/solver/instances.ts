import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import type { SeasonInstance, SeasonRequest } from '@gongyue/shared/solver/season/problem.ts'

/** A timetable in the competition's format that has a perfect-looking skeleton, so that a plan without hard faults exists. */
export function makeCtt(seed: number, { courses = 40, rooms = 8, days = 5, periods = 6, curricula = 16 } = {}): string {
  const dice = diceOf(seed)
  const list = Array.from({ length: courses }, (_, c) => {
    const lectures = 1 + dice.below(5)
    const minDays = Math.max(1, Math.min(days, lectures - dice.below(2)))
    return {
      id: `c${c}`,
      teacher: `t${dice.below(Math.ceil(courses * 0.7))}`,
      lectures,
      minDays,
      students: 10 + dice.below(90),
    }
  })
  const seats = Array.from({ length: rooms }, (_, r) => `r${r} ${20 + 15 * dice.below(6) + r}`)
  const groups = Array.from({ length: curricula }, (_, q) => {
    const members = new Set<string>()
    let load = 0
    for (let tries = 0; tries < 12 && members.size < 5; tries++) {
      const course = pick(list, dice)
      if (members.has(course.id) || load + course.lectures > days * periods * 0.5) continue
      members.add(course.id)
      load += course.lectures
    }
    return `q${q} ${members.size} ${[...members].join(' ')}`
  })
  const shut = new Set(
    list.flatMap(({ id }) =>
      Array.from({ length: dice.below(5) }, () => `${id} ${dice.below(days)} ${dice.below(periods)}`),
    ),
  )
  return [
    ...['Name: made', `Courses: ${courses}`, `Rooms: ${rooms}`, `Days: ${days}`, `Periods_per_day: ${periods}`],
    ...[`Curricula: ${curricula}`, `Constraints: ${shut.size}`, '', 'COURSES:'],
    ...list.map(({ id, teacher, lectures, minDays, students }) => [id, teacher, lectures, minDays, students].join(' ')),
    ...[
      '',
      'ROOMS:',
      ...seats,
      '',
      'CURRICULA:',
      ...groups,
      '',
      'UNAVAILABILITY_CONSTRAINTS:',
      ...shut,
      '',
      'END.',
      '',
    ],
  ].join('\n')
}

/** A week of wishes for rooms of several sizes, packed to about `load` of all slots. */
export function makeSeason(
  seed: number,
  { rooms = 8, requests = 60, groups = 8, days = [10, 10, 10, 24, 24] } = {},
): SeasonInstance {
  const dice = diceOf(seed)
  const sizes = [10, 20, 30, 40, 60, 80, 120]
  const slots = days.reduce((a, b) => a + b, 0)
  const dayStart = days.map((_, day) => days.slice(0, day).reduce((a, b) => a + b, 0))
  const caps = Array.from({ length: rooms }, (_, r) => (r === 0 ? 120 : pick(sizes, dice)))
  return {
    S: slots,
    days,
    dayStart,
    rooms: caps.map((cap) => ({ cap, f: [] })),
    reqs: Array.from({ length: requests }, (): SeasonRequest => {
      const d = 3 + dice.below(4)
      const n = 5 + dice.below(60)
      const chosen = new Set(Array.from({ length: 1 + dice.below(3) }, () => dice.below(days.length)))
      const wins = [...chosen].map((day, rank) => {
        const first = dayStart[day] ?? 0
        const last = first + (days[day] ?? 0) - d
        const lo = first + dice.below(last - first)
        const hi = Math.min(lo + 4, last)
        return { day, lo, hi, ctr: Math.floor((lo + hi) / 2), pref: 10 - 3 * rank }
      })
      return {
        ...{ d, n, f: [], g: dice.below(groups), wins, w: 3 + dice.below(4) },
        okRooms: caps.flatMap((cap, r) => (cap >= n ? [r] : [])),
        instr: dice.below(2) === 0 ? dice.below(Math.ceil(requests / 10)) : -1,
      }
    }),
  }
}

/** One of a list. */
function pick<T>(list: readonly T[], dice: Dice): T {
  const chosen = list[dice.below(list.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}
