import type { Rule } from '@gongyue/shared/time/recurrence.ts'
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
  const days = dates.filter(
    (date) => course.weekdays.includes(weekdayOf(date)) && (course.fortnightly !== true || isEvenWeek(date)),
  )
  const [from] = days
  const last = days.at(-1)
  if (from === undefined || last === undefined) return
  const lines = days.map((date) => ({ space, during: spanOn(date, course.from, course.minutes) }))
  const wish = {
    party: partyOf(course.party),
    title: `${course.title}·${label}`,
    purpose: `共 ${lines.length} 次，每次 ${course.minutes} 分钟。`,
    headcount: course.headcount,
    features: course.features ?? [],
    // Six days before: early enough for the square's five days of notice.
    placedAt: placedBefore(placedFor, [6, 6], today, scene.dice),
    lines,
    rule: ruleOf(course, from, last),
  }
  scene.agenda.add(wish, accepted(wish, scene))
}

/** Holidays are not left out by the rule: rooms that are open then are used. */
function ruleOf({ from: time, minutes, weekdays, fortnightly }: Course, from: LocalDate, last: LocalDate): Rule {
  return {
    from,
    time,
    durationMinutes: minutes,
    pattern: { kind: 'weekly', every: fortnightly === true ? 2 : 1, weekdays },
    ends: { kind: 'until', date: last },
    onHolidays: 'keep',
    moveToMakeUpDay: false,
    except: [],
  }
}

/** Weeks counted from a Monday that is the same for every sample. */
function isEvenWeek(date: LocalDate): boolean {
  return Math.floor(daysBetween('2024-01-01', date) / 7) % 2 === 0
}
