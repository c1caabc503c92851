import { addDays, daysBetween, weekdayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { COURSES, type Course } from './courses.ts'
import { datesBetween, placedBefore, REACH_DAYS, spanOn } from './days.ts'
import { accepted, type Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partyOf } from './parties.ts'

/**
 * Classes and standing uses: one order for each half of the sample, because rooms are booked 60 days ahead at most.
 * Sessions that fall on a closed day fall out.
 */
export function addTerms(today: LocalDate, scene: Scene): void {
  const first = addDays(today, -REACH_DAYS)
  const turn = addDays(today, 9)
  const halves = [
    { label: '第一期', dates: datesBetween(first, addDays(turn, -1)), placedFor: first },
    { label: '第二期', dates: datesBetween(turn, addDays(today, REACH_DAYS)), placedFor: turn },
  ]
  for (const course of COURSES) {
    for (const { label, dates, placedFor } of halves) addTerm(course, label, dates, placedFor, today, scene)
  }
}

function addTerm(
  course: Course,
  label: string,
  dates: readonly LocalDate[],
  placedFor: LocalDate,
  today: LocalDate,
  scene: Scene,
): void {
  const space = spaceOf(course.space)
  const lines = dates
    .filter((date) => course.weekdays.includes(weekdayOf(date)) && (course.fortnightly !== true || isEvenWeek(date)))
    .map((date) => ({ space, during: spanOn(date, course.from, course.minutes) }))
  if (lines.length === 0) return
  const wish = {
    party: partyOf(course.party),
    title: `${course.title}·${label}`,
    purpose: `共 ${lines.length} 次，每次 ${course.minutes} 分钟。`,
    headcount: course.headcount,
    features: course.features ?? [],
    // Six days before: early enough for the square's five days of notice.
    placedAt: placedBefore(placedFor, [6, 6], today, scene.dice),
    lines,
  }
  scene.agenda.add(wish, accepted(wish, scene))
}

/** Weeks counted from a Monday that is the same for every sample. */
function isEvenWeek(date: LocalDate): boolean {
  return Math.floor(daysBetween('2024-01-01', date) / 7) % 2 === 0
}
