import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { idOf } from './dice.ts'
import { minutesAt } from './hours.ts'
import { FACILITY, FOUNDED } from './house.ts'
import { partyOf, samplePhone } from './parties.ts'
import { iso, type Row, type Rows } from './rows.ts'

/** Somebody of the sample who teaches or runs the stage. Invented. */
export interface SampleInstructor {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: PersonKind
  readonly skills: readonly string[]
  readonly party: string | null
  /** Titles of the courses they teach. */
  readonly teaches: readonly string[]
  readonly hours: readonly (readonly [weekdays: readonly Weekday[], from: string, until: string])[]
  readonly minutesADay: number | null
  readonly daysAWeek: number | null
}

type Listed = readonly [
  code: string,
  name: string,
  skills: readonly string[],
  teaches: readonly string[],
  rest?: Partial<Pick<SampleInstructor, 'kind' | 'party' | 'hours' | 'minutesADay' | 'daysAWeek'>>,
]

const EVENINGS: SampleInstructor['hours'] = [
  [[1, 2, 3, 4, 5], '18:00', '21:30'],
  [[6, 7], '08:00', '18:00'],
]
const DAYS: SampleInstructor['hours'] = [[[1, 2, 3, 4, 5, 6], '08:00', '18:00']]

const LISTED: readonly Listed[] = [
  [
    'ink',
    '滕墨书',
    ['书法', '国画'],
    ['书法（行书）研修班', '国画（花鸟）入门班'],
    { hours: EVENINGS, minutesADay: 240 },
  ],
  ['paper', '巩彩云', ['素描', '剪纸', '国画'], ['素描基础班', '剪纸班'], { hours: EVENINGS }],
  ['flowers', '阮清和', ['插花', '古筝', '茶艺'], ['插花艺术班', '古筝班'], { daysAWeek: 4 }],
  [
    'choir',
    '柳如歌',
    ['声乐', '合唱指挥'],
    ['声乐（合唱）班', '声乐（独唱）提高班'],
    { hours: EVENINGS, daysAWeek: 4 },
  ],
  ['yoga', '宁若水', ['瑜伽', '形体'], ['瑜伽初级班', '瑜伽周末班'], { hours: EVENINGS, minutesADay: 180 }],
  ['dance', '祝小舞', ['排舞', '瑜伽', '形体'], ['排舞班'], { hours: EVENINGS }],
  ['speech', '高朗', ['快板', '朗诵', '普通话'], ['少儿快板班', '朗诵艺术班', '普通话正音班'], { hours: EVENINGS }],
  ['camera', '郭明镜', ['摄影', '智能手机', '短视频'], ['摄影入门班', '智能手机课堂（退休职工）']],
  ['table-tennis', '邓劲松', ['乒乓球'], ['乒乓球基础班', '少儿乒乓球班'], { hours: EVENINGS, minutesADay: 240 }],
  ['tai-chi', '武静山', ['太极拳', '瑜伽'], ['太极拳晨练']],
  [
    'kitchen',
    '粟香远',
    ['西点', '中式面点', '鲁菜'],
    ['西点烘焙体验班', '面点师（中式）培训班', '鲁菜师傅培训班'],
    { party: 'partner-skills', minutesADay: 480 },
  ],
  [
    'care',
    '安慧心',
    ['母婴护理', '养老护理', '保育', '应急救护'],
    ['母婴护理（月嫂）培训班', '养老护理员培训班', '保育员培训班', '应急救护员班'],
    { party: 'partner-skills', minutesADay: 540 },
  ],
  ['sweets', '黎小禾', ['西点', '中式面点'], [], { party: 'partner-skills', hours: DAYS, daysAWeek: 3 }],
  ['stage', '铁成钢', ['灯光', '音响', '舞台机械'], [], { kind: 'technician', minutesADay: 480, daysAWeek: 6 }],
]

export const INSTRUCTORS: readonly SampleInstructor[] = LISTED.map(([code, name, skills, teaches, rest = {}], at) => ({
  ...{ id: idOf(`person ${code}`, FOUNDED + at), code, name, skills, teaches },
  ...{ kind: 'instructor', party: null, hours: [], minutesADay: null, daysAWeek: null },
  ...rest,
}))

const facility_id = FACILITY.id

/** Those who teach, with their atoms and when they can be asked. */
export function instructorRows(): Rows & { readonly atoms: readonly Row[] } {
  return {
    atoms: INSTRUCTORS.map(({ id, code }) => ({ facility_id, atom_id: id, kind: 'person', code: `person-${code}` })),
    people: INSTRUCTORS.map(({ id, name, kind, skills, party, minutesADay, daysAWeek }, at) => ({
      ...{ facility_id, person_id: id, name, kind, skills, party_id: party === null ? null : partyOf(party).id },
      ...{ user_id: null, phone: samplePhone(5000 + at), email: null, minutes_a_day: minutesADay },
      ...{ rest_minutes: null, days_a_week: daysAWeek, active: true, created_at: iso(FOUNDED) },
    })),
    working_hours: INSTRUCTORS.flatMap(({ id, code, hours }) =>
      hours.map(([weekdays, from, until], at) => ({
        ...{ facility_id, hours_id: idOf(`hours ${code} ${at}`, FOUNDED), person_id: id, weekdays },
        ...{ from_minute: minutesAt(from), until_minute: minutesAt(until), valid_from: null, valid_until: null },
      })),
    ),
  }
}

/** Who teaches a course; null for one that nobody of the list does. */
export function teacherOf(course: string): SampleInstructor | null {
  return INSTRUCTORS.find(({ teaches }) => teaches.includes(course)) ?? null
}

/** @throws Error when the sample has no such instructor */
export function instructorOf(code: string): SampleInstructor {
  const found = INSTRUCTORS.find((one) => one.code === code)
  if (!found) throw new Error(`The sample palace has no instructor "${code}".`)
  return found
}
