import type { FigureKind } from '@gongyue/shared/domain/figure.ts'
import { addDays, weekdayOf, type LocalDate, type Weekday } from '@gongyue/shared/time/wall.ts'
import { datesBetween, nextWeekday } from './days.ts'
import { partiesOf } from './parties.ts'

/** Something of the year that was, on its dates: how many came each time, and how many followed a stream. */
export interface YearActivity {
  readonly kind: FigureKind
  readonly title: string
  readonly party: string
  readonly space: string
  readonly from: string
  readonly minutes: number
  readonly dates: readonly LocalDate[]
  readonly heads: number
  readonly online?: number
  readonly pairs?: number
}

/** The whole year, in the order of magnitude of the palace's review of 2024; nothing in it meets anything else. */
export function yearOf(year: number): readonly YearActivity[] {
  return [
    ...classes(year),
    ...skills(year),
    ...lectures(year),
    ...competitions(year),
    ...matchmaking(year),
    ...reading(year),
    ...meetings(year),
  ]
}

const SUBJECTS = ['乒乓球理论', '素描', '书法', '国画', '插花', '剪纸', '声乐', '瑜伽', '少儿快板', '朗诵', '普通话']
const ROOMS = ['classroom-201', 'classroom-202', 'classroom-203', 'classroom-204', 'rehearsal-a', 'rehearsal-b']
const EVENING = '19:00'
/** When a class of the week can be: five evenings, and twice on each day of the weekend. */
const SLOTS: readonly (readonly [weekday: Weekday, from: string])[] = [
  ...([1, 2, 3, 4, 5] as const).map((weekday) => [weekday, EVENING] as const),
  ...([6, 7] as const).flatMap((weekday) => [[weekday, '09:00'] as const, [weekday, '11:00'] as const]),
]

/** 公益培训班: a hundred of them over three terms, 16 sessions each, some 30,000 heads. */
function classes(year: number): readonly YearActivity[] {
  const terms = [
    { from: `${year}-03-01`, weeks: 16, count: 42, name: '春季' },
    { from: `${year}-07-01`, weeks: 8, count: 20, name: '暑期' },
    { from: `${year}-08-31`, weeks: 16, count: 42, name: '秋季' },
  ]
  return terms.flatMap(({ from, weeks, count, name }) =>
    Array.from({ length: count }, (_, index): YearActivity => {
      const [weekday, clock] = SLOTS[index % SLOTS.length] ?? [1, EVENING]
      const first = nextWeekday(from, weekday)
      const subject = SUBJECTS[index % SUBJECTS.length] ?? '书法'
      return {
        ...{ kind: 'class', title: `${subject}公益班·${year} 年${name}第 ${index + 1} 期`, party: 'palace-classes' },
        ...{ space: ROOMS[Math.floor(index / SLOTS.length)] ?? 'classroom-204', from: clock, minutes: 90 },
        ...{ dates: open(Array.from({ length: weeks }, (__, week) => addDays(first, 7 * week))), heads: 21 },
      }
    }),
  )
}

const TRADES = ['母婴护理（月嫂）', '保育员', '养老护理', '面点师', '鲁菜师傅']

/** 职工技能培训 with a partner school: in the labs by day, some 10,000 heads. */
function skills(year: number): readonly YearActivity[] {
  const days = open(datesBetween(`${year}-03-03`, `${year}-11-28`)).filter((date) => weekdayOf(date) <= 5)
  return Array.from({ length: 24 }, (_, index): YearActivity => {
    const round = Math.floor(index / 4)
    return {
      ...{ kind: 'skills', title: `${TRADES[index % TRADES.length] ?? ''}培训·${year} 年第 ${index + 1} 期` },
      ...{ party: 'partner-skills', space: index % 2 === 0 ? 'classroom-205' : 'classroom-206' },
      ...{
        from: index % 4 < 2 ? '09:00' : '14:00',
        minutes: 150,
        dates: days.slice(round * 18, round * 18 + 16),
        heads: 26,
      },
    }
  })
}

/** 职工学习大讲堂: two a month in the theatre on a Saturday, every other one streamed; 2,000 heads there and 1.5 million elsewhere. */
function lectures(year: number): readonly YearActivity[] {
  const saturdays = weekly(year, 6).filter((_, index) => index % 2 === 0)
  return saturdays.slice(0, 24).map((date, index) => ({
    ...{ kind: 'lecture', title: `职工学习大讲堂第 ${index + 1} 讲`, party: 'palace-events', space: 'theatre' },
    ...{ from: '14:30', minutes: 120, dates: [date], heads: 85, ...(index % 2 === 0 ? { online: 125_000 } : {}) },
  }))
}

/** Competitions and shows: 22 Sundays in the theatre. */
function competitions(year: number): readonly YearActivity[] {
  return weekly(year, 7)
    .slice(14, 36)
    .map((date, index) => ({
      ...{ kind: 'competition', title: `全市职工文体赛事第 ${index + 1} 场`, party: 'palace-events', space: 'theatre' },
      ...{ from: '13:30', minutes: 240, dates: [date], heads: 260 },
    }))
}

/** 会聚良缘: an evening a month; most of it happens online. */
function matchmaking(year: number): readonly YearActivity[] {
  return Array.from({ length: 12 }, (_, month): YearActivity => {
    const date = nextWeekday(`${year}-${String(month + 1).padStart(2, '0')}-10`, 5)
    return {
      ...{
        kind: 'matchmaking',
        title: `会聚良缘·运河之恋 ${month + 1} 月专场`,
        party: 'palace-events',
        space: 'theatre',
      },
      ...{ from: '18:30', minutes: 150, dates: [date], heads: 240, online: 850, pairs: 75 },
    }
  })
}

/** The reading room on Sunday mornings. */
function reading(year: number): readonly YearActivity[] {
  return [
    {
      ...{ kind: 'reading', title: '阅读经典好书 争当时代工匠', party: 'partner-books', space: 'reading-room' },
      ...{ from: '09:30', minutes: 90, dates: open(weekly(year, 7)), heads: 35 },
    },
  ]
}

/** What the unions met for, by day: each county's branches in turn. */
function meetings(year: number): readonly YearActivity[] {
  const unions = partiesOf('branch')
  const days = open(datesBetween(`${year}-01-06`, `${year}-12-26`)).filter((date) => weekdayOf(date) <= 5)
  return unions.map(({ code, name }, index) => ({
    ...{
      kind: 'union',
      title: `${name}职工活动`,
      party: code,
      space: index % 2 === 0 ? 'classroom-203' : 'classroom-204',
    },
    ...{ from: index % 4 < 2 ? '14:00' : '16:00', minutes: 90, heads: 28 },
    dates: days.filter((_, at) => at % 20 === index),
  }))
}

function weekly(year: number, weekday: Weekday): readonly LocalDate[] {
  return datesBetween(`${year}-01-12`, `${year}-12-20`).filter((date) => weekdayOf(date) === weekday)
}

/** Around the Spring Festival, on May Day and in the first week of October there is nothing. */
function open(dates: readonly LocalDate[]): readonly LocalDate[] {
  return dates.filter((date) => {
    const day = date.slice(5)
    return (
      !(day >= '01-25' && day <= '02-12') && !(day >= '05-01' && day <= '05-05') && !(day >= '10-01' && day <= '10-08')
    )
  })
}
