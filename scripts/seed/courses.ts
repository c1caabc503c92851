import type { Weekday } from '@gongyue/shared/time/wall.ts'

/** One use that comes back every week. */
export interface Course {
  readonly party: string
  readonly title: string
  readonly space: string
  readonly weekdays: readonly Weekday[]
  readonly from: string
  readonly minutes: number
  readonly headcount: number
  readonly features?: readonly string[]
  /** In every second week only. */
  readonly fortnightly?: boolean
}

type Row = readonly [
  title: string,
  space: string,
  weekdays: readonly Weekday[],
  from: string,
  minutes: number,
  headcount: number,
  features?: readonly string[],
]

/** 公益培训班: evenings and weekends, when workers are free. */
const EVENING_CLASSES: readonly Row[] = [
  ['书法（行书）研修班', 'classroom-203', [2], '19:00', 90, 28],
  ['国画（花鸟）入门班', 'classroom-203', [4], '19:00', 90, 26],
  ['素描基础班', 'classroom-203', [6], '09:00', 120, 24],
  ['插花艺术班', 'classroom-203', [6], '14:30', 90, 22],
  ['剪纸班', 'classroom-203', [7], '14:30', 120, 24],
  ['声乐（合唱）班', 'rehearsal-b', [1], '19:00', 90, 50, ['piano']],
  ['声乐（独唱）提高班', 'rehearsal-b', [3], '19:00', 90, 30, ['piano']],
  ['瑜伽初级班', 'rehearsal-a', [2, 4], '19:00', 75, 36, ['mirror']],
  ['瑜伽周末班', 'rehearsal-a', [7], '09:00', 90, 36, ['mirror']],
  ['排舞班', 'rehearsal-a', [1], '19:00', 90, 45, ['mirror', 'sound']],
  ['少儿快板班', 'rehearsal-b', [6], '09:00', 90, 30, ['loud']],
  ['朗诵艺术班', 'classroom-201', [3], '19:00', 90, 36],
  ['普通话正音班', 'classroom-202', [5], '19:00', 90, 34],
  ['摄影入门班', 'classroom-202', [6], '09:00', 120, 32, ['projector']],
  ['智能手机课堂（退休职工）', 'classroom-201', [3], '09:00', 90, 36, ['projector']],
  ['古筝班', 'classroom-201', [7], '09:00', 90, 20],
  ['乒乓球基础班', 'table-tennis-south', [2, 4], '19:00', 90, 18],
  ['少儿乒乓球班', 'table-tennis-north', [6], '09:00', 90, 20],
  ['西点烘焙体验班', 'classroom-205', [4], '18:30', 150, 26, ['kitchen']],
  ['应急救护员班', 'classroom-206', [3], '19:00', 90, 28, ['care-beds']],
  ['太极拳晨练', 'square', [7], '07:30', 60, 120, ['outdoor']],
]

/** 技能培训 with the partner school, in the labs. */
const SKILL_CLASSES: readonly Row[] = [
  ['面点师（中式）培训班', 'classroom-205', [1, 3, 5], '14:00', 180, 28, ['kitchen']],
  ['鲁菜师傅培训班', 'classroom-205', [6], '09:00', 180, 26, ['kitchen']],
  ['母婴护理（月嫂）培训班', 'classroom-206', [1, 2, 3, 4], '09:00', 150, 28, ['care-beds']],
  ['养老护理员培训班', 'classroom-206', [2, 4], '14:00', 180, 26, ['care-beds']],
  ['保育员培训班', 'classroom-206', [6], '14:00', 180, 28],
]

/** Standing slots of the resident partners and the palace's own fortnightly events. */
const STANDING: readonly Course[] = [
  course('partner-match', ['“会聚良缘”职工联谊', 'classroom-204', [6], '14:00', 180, 60, ['sound']]),
  course('partner-kids', ['小荷少儿艺术团排练', 'rehearsal-b', [7], '14:00', 120, 45, ['mirror']]),
  course('partner-dance', ['舞韵职工舞蹈公益课', 'rehearsal-a', [5], '19:00', 90, 40, ['mirror']]),
  course('partner-books', ['亲子阅读会', 'reading-room', [6], '10:00', 90, 40, ['quiet']]),
  course('association-culture', ['职工读书沙龙', 'reading-room', [3], '18:30', 90, 30]),
  { ...course('partner-mind', ['职工心理健康课堂', 'classroom-202', [3], '14:30', 120, 30]), fortnightly: true },
  { ...course('palace-events', ['职工学习大讲堂', 'classroom-201-202', [6], '14:30', 120, 78]), fortnightly: true },
  { ...course('palace-venues', ['职工体质监测日', 'gym', [2], '09:00', 150, 40]), fortnightly: true },
]

export const COURSES: readonly Course[] = [
  ...EVENING_CLASSES.map((row) => course('palace-classes', row)),
  ...SKILL_CLASSES.map((row) => course('partner-skills', row)),
  ...STANDING,
  // last, so that it takes time from nobody above; the stage is shut for some days of it
  course('partner-match', ['婚恋主持实训', 'theatre', [1], '14:00', 120, 60]),
]

function course(party: string, [title, space, weekdays, from, minutes, headcount, features = []]: Row): Course {
  return { party, title, space, weekdays, from, minutes, headcount, features }
}
