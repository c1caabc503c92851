import { UNPLACED, type Problem, type ProblemSpec } from '../problem.ts'
import type { CttInstance } from './parse.ts'

/** What an unplaced lecture costs: more than any timetable's soft cost, so that a whole one is always better. */
const LEFT_OUT = 10_000

/** Curricula that a lecture is in, where a point is a point; where it is in more, each step weighs more points. */
const USUAL_CURRICULA = 3.2

/**
 * A curriculum timetable as a season: lectures are activities, rooms spaces, teachers and curricula groups.
 * Costs as in UD2, the competition's formulation: 1 a seat short, 5 a missing day, 2 a lone lecture, 1 a further room.
 */
export function cttSpec(instance: CttInstance, leftOut = LEFT_OUT): ProblemSpec {
  const { days, periodsPerDay, courses, rooms, curricula } = instance
  const teachers = [...new Set(courses.map(({ teacher }) => teacher))]
  const barred = new Set(
    instance.unavailable.map(({ course, day, period }) => `${course} ${day * periodsPerDay + period}`),
  )
  const slots = Array.from({ length: days * periodsPerDay }, (_, slot) => slot)
  const curriculaOf = new Map<string, number[]>()
  curricula.forEach((curriculum, c) => {
    for (const id of curriculum.courses) curriculaOf.set(id, [...(curriculaOf.get(id) ?? []), c])
  })
  const total = courses.reduce((sum, course) => sum + course.lectures, 0)
  const inCurricula = courses.reduce((sum, { id, lectures: own }) => sum + own * (curriculaOf.get(id)?.length ?? 0), 0)
  const curriculaALecture = inCurricula / Math.max(1, total)
  return {
    days: Array.from({ length: days }, () => periodsPerDay),
    spaces: rooms.map(({ id }) => id),
    groups: [...curricula.map(({ id }) => ({ id, compact: true })), ...teachers.map((id) => ({ id, compact: false }))],
    wishes: courses.map(({ id, teacher, lectures, minDays, students }) => ({
      id,
      count: lectures,
      duration: 1,
      options: slots
        .filter((slot) => !barred.has(`${id} ${slot}`))
        .flatMap((start) =>
          rooms.map(({ capacity }, space) => ({ space, start, cost: Math.max(0, students - capacity) })),
        ),
      groups: [...(curriculaOf.get(id) ?? []), curricula.length + teachers.indexOf(teacher)],
      unplaced: leftOut,
      party: -1,
      minDays,
      sameSpace: true,
    })),
    weights: { compactness: 2, workingDays: 5, sameSpace: 1, fairness: 0 },
    grain: Math.max(1, curriculaALecture / USUAL_CURRICULA),
    pins: [],
  }
}

/** A plan as the competition writes it: `course room day period`, one line a lecture. Unplaced lectures have no line. */
export function cttSolution({ spec, slots, wishOf, dayOfSlot, dayFirst }: Problem, place: Int32Array): string {
  const lines = [...place].flatMap((at, lecture) => {
    if (at === UNPLACED) return []
    const start = at % slots
    const day = dayOfSlot[start]!
    return [
      `${spec.wishes[wishOf[lecture]!]!.id} ${spec.spaces[(at - start) / slots]} ${day} ${start - dayFirst[day]!}`,
    ]
  })
  return `${lines.join('\n')}\n`
}
