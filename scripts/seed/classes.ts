import { addDays, weekdayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { classMates } from './class-mates.ts'
import { REACH_DAYS, spanOn, startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY, FOUNDED } from './house.ts'
import { instructorOf, teacherOf, type SampleInstructor } from './instructors.ts'
import { partyOf } from './parties.ts'
import { userOf } from './people.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id
const DAY = 1440 * MINUTE

/** Of the classes of a term, what differs from term to term. */
interface SampleTerm {
  readonly id: string
  /** How the orders of its classes are named. */
  readonly label: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly opensAt: number
  readonly closesAt: number
}

/** The term that runs and the one that is asked for now. */
function termsOf(today: LocalDate): readonly [SampleTerm, SampleTerm] {
  const first = addDays(today, -REACH_DAYS)
  const turn = addDays(today, 9)
  return [
    {
      ...{ id: idOf(`term 1 ${today}`, FOUNDED), label: '第一期', startsOn: first, endsOn: addDays(turn, -1) },
      ...{ opensAt: startOf(first) - 20 * DAY, closesAt: startOf(first) - 2 * DAY },
    },
    {
      ...{ id: idOf(`term 2 ${today}`, FOUNDED), label: '第二期', startsOn: turn, endsOn: addDays(today, REACH_DAYS) },
      ...{ opensAt: startOf(today) - 6 * DAY, closesAt: startOf(addDays(today, 7)) },
    },
  ]
}

/**
 * The evening and skill classes that stand there as series become what people sign up for: with their teachers, with those who come, and with
 * who came to what.
 */
export function withClasses(rows: Rows, { today, seed }: { readonly today: LocalDate; readonly seed: number }): Rows {
  const [running, next] = termsOf(today)
  const classes = [running, next].flatMap((term) =>
    (rows.series ?? []).flatMap((series) => {
      const title = String(series['title'])
      const course = title.endsWith(`·${term.label}`) ? title.slice(0, -term.label.length - 1) : ''
      const teacher = teacherOf(course)
      return teacher === null ? [] : [classOf({ series, course, teacher, term, isNext: term === next }, rows)]
    }),
  )
  const mates = classes.map(({ programme, sessions, isNext, course }) =>
    classMates({
      ...{ programmeId: programme['programme_id'], capacity: Number(programme['capacity']), course, isNext },
      ...{
        opensAt: Date.parse(programme['opens_at']),
        today,
        dice: diceOf(`class ${course} ${isNext} ${seed}`),
      },
      held: sessions.filter(({ state }) => state === 'ended').map(({ reservation_id }) => String(reservation_id)),
    }),
  )
  return {
    ...rows,
    absences: [absenceOf(today)],
    claims: [...(rows.claims ?? []), ...classes.flatMap(({ claims }) => claims)],
    reservation_people: classes.flatMap(({ people }) => people),
    terms: [next, running].map(termRow),
    programmes: [...classes.map(({ programme }) => programme), draftOf(next)],
    programme_series: classes.map(({ programme, series_id }) => ({
      ...{ facility_id, series_id, programme_id: programme['programme_id'] },
    })),
    programme_sessions: classes.flatMap(({ programme, sessions }) =>
      sessions.map(({ reservation_id }) => ({
        ...{ facility_id, programme_id: programme['programme_id'], reservation_id, makes_up_for: null, note: '' },
      })),
    ),
    programme_quotas: classes
      .filter(({ course, isNext }) => isNext && course === '插花艺术班')
      .map(({ programme }) => ({
        ...{ facility_id, programme_id: programme['programme_id'], party_id: partyOf('branch-01').id, seats: 3 },
      })),
    enrolments: mates.flatMap(({ enrolments }) => enrolments),
    roll_marks: mates.flatMap(({ marks }) => marks),
  }
}

interface Making {
  readonly series: Row
  readonly course: string
  readonly teacher: SampleInstructor
  readonly term: SampleTerm
  readonly isNext: boolean
}

function classOf({ series, course, teacher, term, isNext }: Making, rows: Rows) {
  const { series_id } = series
  const programme_id = idOf(`programme ${String(series_id)}`, term.opensAt)
  const sessions = (rows.reservations ?? []).filter((row) => row['series_id'] === series_id)
  const standing = sessions.filter(({ state }) => state !== 'cancelled' && state !== 'no-show')
  const minutes = standing.reduce(
    (sum, row) => sum + (Date.parse(String(row['ends_at'])) - Date.parse(String(row['starts_at']))) / MINUTE,
    0,
  )
  return {
    ...{ series_id, course, isNext, sessions },
    programme: {
      ...programmeRow(programme_id, term, course, String(series['party_id'])),
      ...{ person_id: teacher.id, capacity: series['headcount'], least: Math.min(12, Number(series['headcount'])) },
      skills: teacher.skills.filter((skill) => course.includes(skill)),
      ...{ branch_seats: isNext ? 8 : null, certificate_hours: Math.max(1, Math.floor(minutes / 60)) },
      summary: `${teacher.name}老师授课，共 ${standing.length} 次。职工凭工会会员身份免费参加，材料自备。`,
    },
    people: standing.map(({ reservation_id }) => ({ facility_id, reservation_id, person_id: teacher.id })),
    claims: standing.map(({ reservation_id, space_id, starts_at, ends_at }) => ({
      ...{ facility_id, claim_id: idOf(`teacher ${String(reservation_id)}`, term.opensAt), atom_id: teacher.id },
      ...{ space_id, reservation_id, held_from: starts_at, held_until: ends_at, status: 'confirmed', expires_at: null },
    })),
  }
}

function programmeRow(programme_id: string, term: SampleTerm, title: string, party_id: string) {
  return {
    ...{ facility_id, programme_id, term_id: term.id, kind: 'class', title, summary: '', party_id },
    ...{ person_id: null, skills: [], capacity: 24, least: 12, branch_seats: null },
    ...{ opens_at: iso(term.opensAt), closes_at: iso(term.closesAt), attendance_percent: 75, certificate_hours: null },
    ...{ state: 'published', version: 1, created_by: userOf('coordinator').id, created_at: iso(term.opensAt) },
  }
}

/** One that is still thought about: no room, no dates. */
function draftOf(term: SampleTerm): Row {
  return {
    ...programmeRow(
      idOf(`programme draft ${term.id}`, term.opensAt),
      term,
      '短视频剪辑班',
      partyOf('palace-classes').id,
    ),
    ...{ person_id: instructorOf('camera').id, skills: ['短视频'], state: 'draft', summary: '四次课，自带手机。' },
  }
}

function termRow({ id, label, startsOn, endsOn, opensAt, closesAt }: SampleTerm): Row {
  return {
    ...{ facility_id, term_id: id, name: `${startsOn.slice(0, 4)} 年${label}`, starts_on: startsOn, ends_on: endsOn },
    ...{ opens_at: iso(opensAt), closes_at: iso(closesAt) },
  }
}

/** The yoga teacher is away for the whole week to come; who takes her evenings is still to be said. */
function absenceOf(today: LocalDate): Row {
  const monday = addDays(today, 8 - weekdayOf(today))
  const { id } = instructorOf('yoga')
  return {
    ...{ facility_id, absence_id: idOf(`absence ${today}`, startOf(today)), person_id: id },
    ...{ starts_at: iso(startOf(monday)), ends_at: iso(spanOn(addDays(monday, 6), '23:00', 30).end) },
    ...{ reason: '参加省里的师资培训', created_by: userOf('coordinator').id, created_at: iso(startOf(today) - DAY) },
  }
}
