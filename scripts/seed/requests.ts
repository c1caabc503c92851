import type { Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { theatreShutFrom } from './closures.ts'
import { nextWeekday, placedBefore, spanOn } from './days.ts'
import type { Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partyOf } from './parties.ts'

/** What waits in the queue: three pairs that can not both be had, one request that a closure has caught, and the everyday ones. */
export function addRequests(today: LocalDate, scene: Scene): void {
  for (const { party, title, purpose, headcount, lines, age } of requestsFor(today)) {
    const wish = {
      party: partyOf(party),
      title,
      purpose,
      headcount,
      placedAt: placedBefore(addDays(today, -age), [0, 0], today, scene.dice),
      lines: lines.map(([space, during]) => ({ space: spaceOf(space), during })),
    }
    const order = scene.agenda.add(wish, () => ({ kind: 'pending' }))
    if (order?.lines.length !== lines.length) throw new Error(`The rules refuse the sample request "${title}".`)
  }
}

interface Request {
  readonly party: string
  readonly title: string
  readonly purpose: string
  readonly headcount: number
  readonly lines: readonly (readonly [space: string, during: Interval])[]
  /** How many days ago it was placed. */
  readonly age: number
}

function requestsFor(today: LocalDate): readonly Request[] {
  const inDays = (days: number): LocalDate => addDays(today, days)
  // Days on which no class meets in the space, far enough ahead to be decided in peace.
  const gala = spanOn(nextWeekday(inDays(5), 6), '19:00', 120)
  const rehearsal = spanOn(nextWeekday(inDays(4), 7), '18:30', 120)
  const fair = spanOn(nextWeekday(inDays(9), 6), '15:00', 120)
  const chorus = nextWeekday(inDays(6), 5)
  return [
    request('branch-01', '恒岱精工年度职工文艺汇演', '职工自编节目 18 个，请安排灯光和音响技术人员。', 520, 4, [
      'theatre',
      gala,
    ]),
    request('branch-02', '微澜家纺“最美女工”颁奖晚会', '颁奖和文艺演出，含 3 名劳模事迹宣讲。', 460, 3, [
      'theatre',
      gala,
    ]),
    request('branch-05', '公交职工合唱团合练', '需打开隔断，合唱队 96 人。', 96, 3, ['rehearsal', rehearsal]),
    request('association-culture', '职工舞蹈队节目排练', '为送文艺到基层活动排练。', 40, 2, ['rehearsal-a', rehearsal]),
    request('county-rencheng', '任城区消费帮扶展销会', '约 40 个展位，自带帐篷。', 1200, 6, ['square', fair]),
    request('branch-03', '运禾食品职工健步走起点仪式', '集合、热身、出发，需音响。', 600, 5, ['square', fair]),
    request('branch-14', '峄岭矿山安全生产知识竞赛决赛', '6 支代表队，观众 300 人。', 320, 9, [
      'theatre',
      spanOn(addDays(theatreShutFrom(today), 1), '14:30', 150),
    ]),
    request('town-yunan', '运安街道基层工会干部业务培训', '集体协商和工会财务专题。', 72, 2, [
      'classroom-204',
      spanOn(nextWeekday(inDays(3), 4), '18:30', 120),
    ]),
    request('branch-11', '新入职职工参观工运史展馆', '请安排讲解员。', 45, 1, [
      'exhibition',
      spanOn(nextWeekday(inDays(4), 3), '10:00', 90),
    ]),
    request('branch-09', '职工乒乓球友谊赛', '与兄弟单位交流，6 张台。', 24, 2, [
      'table-tennis-north',
      spanOn(nextWeekday(inDays(6), 7), '14:00', 180),
    ]),
    request(
      'branch-02',
      '微澜家纺女工合唱队排练',
      '每周一次，共两次。',
      42,
      1,
      ['rehearsal-b', spanOn(chorus, '18:30', 120)],
      ['rehearsal-b', spanOn(nextWeekday(addDays(chorus, 7), 5), '18:30', 120)],
    ),
    request('person-03', '国画同好写生交流', '约 10 人，自备画具。', 10, 1, [
      'classroom-203',
      spanOn(nextWeekday(inDays(3), 7), '09:30', 120),
    ]),
    request('county-qufu', '曲阜市劳模工匠先进事迹报告会', '报告团 7 人，现场直播。', 400, 5, [
      'theatre',
      spanOn(nextWeekday(inDays(24), 5), '14:30', 150),
    ]),
  ]
}

function request(
  party: string,
  title: string,
  purpose: string,
  headcount: number,
  age: number,
  ...lines: Request['lines']
): Request {
  return { party, title, purpose, headcount, age, lines }
}
