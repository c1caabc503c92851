import { addDays, daysBetween, weekdayOf, type LocalDate, type Weekday } from '@gongyue/shared/time/wall.ts'
import { datesBetween, nextWeekday, placedBefore, REACH_DAYS, spanOn } from './days.ts'
import { accepted, type Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partyOf } from './parties.ts'

/** Dates that stand before anything else is planned: the show of tomorrow evening, two tournaments, two periods of exhibition. */
export function addFixedDates(today: LocalDate, scene: Scene): void {
  const tomorrow = addDays(today, 1)
  addEvent(
    ['federation', '“劳动美·建新功”职工文艺晚会', 'theatre', '19:00', 120, 580],
    [tomorrow],
    [25, 25],
    today,
    scene,
  )
  for (const day of [nextWeekday(addDays(today, -30), 7), nextWeekday(addDays(today, 15), 7)]) {
    const tournament: Event = ['palace-events', '全市职工乒乓球团体赛', 'table-tennis', '09:00', 450, 60]
    addEvent(tournament, [day], [20, 30], today, scene)
  }
  for (const [party, title, first, days] of [
    ['association-photo', '“活力职工·运动瞬间”摄影展', addDays(today, -38), 14],
    ['federation', '全市劳模工匠主题书画展', addDays(today, 12), 12],
  ] as const) {
    const dates = datesBetween(first, addDays(first, days - 1))
    addEvent([party, title, 'exhibition', '09:00', 420, 80], dates, [25, 30], today, scene)
  }
}

/** Shows and meetings in the theatre, weekends on the square, groups in the exhibition hall. */
export function addEvents(today: LocalDate, scene: Scene): void {
  const { dice } = scene
  for (const date of datesBetween(addDays(today, -REACH_DAYS), addDays(today, REACH_DAYS))) {
    // The further ahead, the fewer have asked yet.
    const known = Math.max(0.25, 1 - Math.max(0, daysBetween(today, date)) / 50)
    const on = (weekdays: readonly Weekday[], share: number): boolean =>
      weekdays.includes(weekdayOf(date)) && dice.chance(share * known)
    if (on([2, 3, 5, 6, 7], 0.5)) addEvent(dice.pick(SHOWS), [date], [15, 60], today, scene)
    if (on([6, 7], 0.4)) addEvent(dice.pick(OUTDOORS), [date], [8, 40], today, scene)
    if (on([2, 3, 4, 5, 6, 7], 0.6)) addEvent(visit(dice.pick(VISITORS), '10:00'), [date], [4, 20], today, scene)
    if (on([2, 4, 6, 7], 0.4)) addEvent(visit(dice.pick(VISITORS), '14:30'), [date], [4, 20], today, scene)
  }
}

type Event = readonly [party: string, title: string, space: string, from: string, minutes: number, headcount: number]

const SHOWS: readonly Event[] = [
  ['palace-events', '职工好声音歌唱比赛复赛', 'theatre', '14:30', 180, 420],
  ['palace-events', '职工周末剧场：曲艺专场', 'theatre', '19:00', 120, 560],
  ['federation', '全市工会大讲堂', 'theatre', '09:00', 150, 500],
  ['federation', '劳模工匠先进事迹报告会', 'theatre', '14:30', 120, 550],
  ['county-rencheng', '任城区职工读书演讲比赛决赛', 'theatre', '14:30', 150, 380],
  ['county-zoucheng', '邹城市产业工人文艺专场', 'theatre', '19:00', 120, 520],
  ['county-jiaxiang', '嘉祥县职工戏曲票友展演', 'theatre', '14:30', 150, 460],
  ['town-dingfu', '鼎福街道职工文艺汇演', 'theatre', '19:00', 120, 480],
  ['branch-04', '洸桥汽配年度总结表彰会', 'theatre', '09:00', 150, 430],
  ['branch-06', '惠民桥医院健康科普宣讲', 'theatre', '14:30', 120, 350],
  ['branch-13', '鲁澄三小教职工合唱展演', 'theatre', '19:00', 90, 400],
  ['branch-20', '光序新能源技能大赛颁奖', 'theatre', '09:30', 120, 360],
  ['partner-kids', '小荷少儿艺术团汇报演出', 'theatre', '19:00', 120, 590],
]

const OUTDOORS: readonly Event[] = [
  ['palace-events', '“我要上广场”职工健身操展演', 'square', '18:30', 120, 800],
  ['county-wenshang', '汶上县农特产品消费帮扶集市', 'square', '14:00', 180, 1500],
  ['town-qiaonan', '桥南街道职工趣味运动会', 'square', '14:30', 150, 500],
  ['branch-07', '清漪供水开放日宣传', 'square', '14:00', 150, 300],
  ['partner-dance', '舞韵广场舞公益教学', 'square', '18:30', 90, 400],
]

const VISITORS = [
  'branch-01',
  'branch-06',
  'branch-10',
  'branch-13',
  'branch-16',
  'branch-18',
  'town-lucheng',
  'county-yanzhou',
]

function visit(party: string, from: string): Event {
  return [party, '参观工运史暨劳模精神展馆', 'exhibition', from, 90, 48]
}

function addEvent(
  [party, title, space, from, minutes, headcount]: Event,
  dates: readonly LocalDate[],
  ahead: readonly [number, number],
  today: LocalDate,
  scene: Scene,
): void {
  const [first] = dates
  if (first === undefined) return
  const wish = {
    party: partyOf(party),
    title,
    headcount,
    placedAt: placedBefore(first, ahead, today, scene.dice),
    lines: dates.map((date) => ({ space: spaceOf(space), during: spanOn(date, from, minutes) })),
  }
  scene.agenda.add(wish, accepted(wish, scene))
}
