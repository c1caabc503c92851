import { addDays, daysBetween, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { datesBetween, kindOf, placedBefore, REACH_DAYS, spanOn, startOf } from './days.ts'
import type { Dice } from './dice.ts'
import { accepted, type Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partiesOf, type SampleParty } from './parties.ts'

/** Tables and gym places, booked at once and a few days ahead at most. */
export function addSports(today: LocalDate, scene: Scene): void {
  for (const date of datesBetween(addDays(today, -REACH_DAYS), addDays(today, ASKED_AHEAD.length - 1))) {
    for (const sport of [TABLES, GYM]) addDay(sport, date, today, scene)
  }
}

/** How much of a day's usual bookings has come in by the morning of today: for today, tomorrow … */
const ASKED_AHEAD = [0.8, 0.65, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05]

interface Sport {
  readonly usual: { readonly workday: number; readonly free: number }
  readonly spaces: readonly string[]
  /** Left to whoever tries the sample today or in the next two evenings: some in either half of the hall. */
  readonly spared: readonly string[]
  readonly headcount: readonly [number, number]
  readonly titles: readonly string[]
}

const TABLES: Sport = {
  usual: { workday: 18, free: 22 },
  spaces: numbered('table-tennis', 12),
  spared: ['table-tennis-05', 'table-tennis-06', 'table-tennis-11', 'table-tennis-12'],
  headcount: [2, 4],
  titles: ['乒乓球', '乒乓球练习', '工会会员乒乓球活动', '职工乒乓球小组'],
}

const GYM: Sport = {
  usual: { workday: 11, free: 12 },
  spaces: numbered('gym', 40),
  spared: [],
  headcount: [1, 1],
  titles: ['健身', '力量训练', '有氧训练'],
}

/** Two of three come after work. */
const WORKDAY_STARTS: readonly (readonly [string, number])[] = [
  ...(['08:30', '09:00', '10:00', '12:00', '12:30', '15:00', '16:30', '17:00'] as const).map((at) => [at, 1] as const),
  ...(['17:30', '18:00', '18:30', '19:00', '19:30', '20:00', '20:30'] as const).map((at) => [at, 3] as const),
]
const FREE_DAY_STARTS: readonly (readonly [string, number])[] = [
  ...(['09:00', '09:30', '10:00', '10:30', '14:00', '14:30', '15:00', '15:30', '16:00'] as const).map(
    (at) => [at, 2] as const,
  ),
  ...(['11:00', '12:30', '17:00', '18:00', '18:30', '19:00', '19:30'] as const).map((at) => [at, 1] as const),
]

/** Most take an hour, as the house likes it. */
const LENGTHS: readonly (readonly [number, number])[] = [
  [60, 7],
  [90, 2],
  [120, 1],
]

const LEAD: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 0], 2],
  [[1, 1], 4],
  [[2, 3], 2],
  [[4, 7], 1],
]

const DEMO = new Set(['branch-01', 'branch-02'])
const BRANCHES = partiesOf('branch')
const OTHERS = partiesOf('association', 'partner', 'person')

function addDay(sport: Sport, date: LocalDate, today: LocalDate, scene: Scene): void {
  const { dice } = scene
  const ahead = daysBetween(today, date)
  const free = kindOf(date) === 'weekend' || kindOf(date) === 'legal-holiday'
  const usual = (free ? sport.usual.free : sport.usual.workday) * (0.85 + 0.3 * dice.next())
  let wanted = Math.round(usual * (ahead < 0 ? 1 : (ASKED_AHEAD[ahead] ?? 0)))
  // Some knock at a full hour and go away again.
  for (let tries = wanted * 2; tries > 0 && wanted > 0; tries -= 1) {
    const party = partyAt(ahead, dice)
    const code = dice.pick(sport.spaces)
    const start = dice.weighted(free ? FREE_DAY_STARTS : WORKDAY_STARTS)
    if (ahead >= 0 && ahead <= 2 && sport.spared.includes(code)) continue
    const space = spaceOf(code)
    const wish = {
      party,
      title: dice.pick(sport.titles),
      headcount: dice.int(...sport.headcount),
      placedAt: placedFor(date, start, today, dice),
      lines: [{ space, during: spanOn(date, start, dice.weighted(LENGTHS)) }],
    }
    if (scene.agenda.add(wish, accepted(wish, scene, 0.08)) !== null) wanted -= 1
  }
}

/** The demo branches keep their quota of the coming days for whoever signs in. */
function partyAt(ahead: number, dice: Dice): SampleParty {
  const party = dice.pick(dice.chance(0.72) ? BRANCHES : OTHERS)
  return ahead >= 0 && DEMO.has(party.code) ? partyAt(ahead, dice) : party
}

/** On the day itself between seven in the morning and a quarter of an hour before the start; else any evening before. */
function placedFor(date: LocalDate, start: string, today: LocalDate, dice: Dice): number {
  const lead = dice.weighted(LEAD)
  if (lead[1] > 0 || date >= today) return placedBefore(date, lead, today, dice)
  const minutes = (spanOn(date, start, 0).start - startOf(date)) / 60_000
  return startOf(date) + dice.int(7 * 60, minutes - 15) * 60_000 + dice.int(0, 59) * 1000
}

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)
}
