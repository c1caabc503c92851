import { addDays, daysBetween, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { datesBetween, placedBefore, REACH_DAYS, spanOn } from './days.ts'
import { accepted, type Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partiesOf } from './parties.ts'

/** What branches and others book between the classes: training rooms, rehearsals, reading. */
export function addRooms(today: LocalDate, scene: Scene): void {
  const { dice } = scene
  for (const date of datesBetween(addDays(today, -REACH_DAYS), addDays(today, REACH_DAYS))) {
    const ahead = daysBetween(today, date)
    for (let asked = dice.int(3, 6); asked > 0; asked -= 1) {
      const days = dice.weighted(LEAD)
      const use = dice.weighted(USES)
      const [from, minutes] = dice.pick(dice.chance(0.65) ? use.daytime : use.evening)
      const party = dice.pick(dice.chance(0.75) ? BRANCHES : OTHERS)
      const title = dice.pick(use.titles)
      const space = spaceOf(dice.pick(use.spaces))
      const headcount = Math.round(space.capacity * (0.4 + 0.5 * dice.next()))
      // Not asked for yet; and of the next evenings the largest classroom is left to whoever tries the sample.
      if (days[1] <= ahead || (space.code === 'classroom-204' && ahead >= 0 && ahead <= 2 && from > '17:00')) continue
      const wish = {
        party,
        title,
        headcount,
        placedAt: placedBefore(date, days, today, dice),
        lines: [{ space, during: spanOn(date, from, minutes) }],
      }
      scene.agenda.add(wish, accepted(wish, scene, 0.06))
    }
  }
}

const BRANCHES = partiesOf('branch')
const OTHERS = partiesOf('county', 'town', 'association', 'partner')

/** How many days ahead people book, with how often. */
const LEAD: readonly (readonly [readonly [number, number], number])[] = [
  [[2, 3], 3],
  [[4, 10], 4],
  [[11, 25], 3],
  [[26, 40], 1],
]

type Time = readonly [from: string, minutes: number]

interface Use {
  readonly spaces: readonly string[]
  readonly titles: readonly string[]
  readonly daytime: readonly Time[]
  readonly evening: readonly Time[]
}

const CLASSROOMS: Use = {
  spaces: [
    'classroom-203',
    'classroom-203',
    'classroom-204',
    'classroom-204',
    'classroom-201',
    'classroom-202',
    'classroom-201-202',
  ],
  titles: [
    '班组长能力提升培训',
    '安全生产知识讲座',
    '职工技能比武理论辅导',
    '工会小组长培训',
    '职工代表履职培训',
    '新职工入职教育',
    '职工心理健康讲座',
    '劳动法律法规学习',
    '女职工权益保护讲座',
    '工会财务业务培训',
  ],
  daytime: [
    ['09:00', 120],
    ['09:30', 90],
    ['14:00', 120],
    ['14:30', 150],
    ['15:00', 120],
  ],
  evening: [
    ['18:30', 120],
    ['19:00', 90],
  ],
}

const REHEARSALS: Use = {
  spaces: ['rehearsal-a', 'rehearsal-b', 'rehearsal-a', 'rehearsal-b', 'rehearsal'],
  titles: ['职工合唱队排练', '职工舞蹈队排练', '情景剧排练', '送文艺到基层节目合练', '职工器乐队排练'],
  daytime: [
    ['09:30', 120],
    ['14:00', 120],
    ['16:00', 90],
  ],
  evening: [
    ['18:30', 90],
    ['19:00', 90],
    ['18:30', 120],
  ],
}

const READING: Use = {
  spaces: ['reading-room'],
  titles: ['读书分享会', '“阅读经典好书”主题活动', '职工书香午后'],
  daytime: [
    ['09:30', 90],
    ['14:30', 120],
  ],
  evening: [['18:30', 90]],
}

const USES: readonly (readonly [Use, number])[] = [
  [CLASSROOMS, 6],
  [REHEARSALS, 3],
  [READING, 1],
]
