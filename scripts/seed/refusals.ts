import { DECLINE_REASONS, type DeclineReason } from '@gongyue/shared/domain/order.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import type { SampleLine, SampleOrder, Wish } from './agenda.ts'
import { placedBefore, spanOn } from './days.ts'
import { accepted, decidedAt, officerFor, type Scene } from './fates.ts'
import { spaceOf } from './house.ts'
import { partiesOf } from './parties.ts'

/** What did not come about, or only half: declined, partly accepted and withdrawn orders. */
export function addRefusals(today: LocalDate, scene: Scene): void {
  addRivals(scene)
  addDeclined(today, scene)
  addPartlyAccepted(today, scene)
  addWithdrawn(today, scene)
}

const BRANCHES = partiesOf('branch')

/** Reasons in words; they name nobody else. */
const REASONS: Readonly<Record<DeclineReason, string>> = {
  'taken-by-other': '该时段已安排其他活动，建议改用其他日期。',
  'priority-event': '该时段保障市总工会重要活动。',
  'not-suitable': '活动内容与场地用途不符，建议改用培训教室。',
  'too-few-people': '人数较少，建议改用小型场地。',
  maintenance: '设备检修期间暂不开放。',
  incomplete: '未附活动方案和安全预案，请补充后重新申请。',
  other: '已与申请人电话沟通，改为线下协商。',
}

/** Some accepted requests had a competitor, declined in the same minute. */
function addRivals({ dice, agenda, ...rest }: Scene): void {
  const contested = agenda
    .orders()
    .filter((order) => order.lines.length === 1)
    .flatMap((order) => order.lines.flatMap((line) => winnerOf(order, line)))
  for (const { order, line, decision } of contested) {
    if (!dice.chance(0.12)) continue
    const wish: Wish = {
      party: dice.pick(BRANCHES.filter(({ id }) => id !== order.party.id)),
      title: dice.pick(['职工文艺节目排练', '年度总结会', '职工培训', '文体活动']),
      headcount: Math.round(line.space.capacity * 0.6),
      placedAt: order.placedAt + Math.floor(((decision.at - order.placedAt) * dice.next()) / 1000) * 1000,
      lines: [{ space: line.space, during: line.during }],
    }
    agenda.add(wish, () => declined(wish, 'taken-by-other', { dice, agenda, ...rest }, decision.at))
  }
}

function winnerOf(order: SampleOrder, line: SampleLine) {
  const { fate } = line
  return fate.kind === 'kept' && fate.decision.by !== null ? [{ order, line, decision: fate.decision }] : []
}

const DECLINED_SPACES = ['theatre', 'square', 'rehearsal', 'rehearsal-a', 'classroom-204', 'exhibition']

function addDeclined(today: LocalDate, scene: Scene): void {
  const reasons = DECLINE_REASONS.filter((code) => code !== 'taken-by-other')
  for (let day = -40; day <= 30; day += 5) {
    const space = spaceOf(scene.dice.pick(DECLINED_SPACES))
    const date = addDays(today, day + scene.dice.int(0, 4))
    const wish: Wish = {
      party: scene.dice.pick(BRANCHES),
      title: scene.dice.pick(['部门团建活动', '产品推介会', '职工联欢', '业务交流会', '节目彩排']),
      headcount: Math.max(4, Math.round(space.capacity * 0.1)),
      placedAt: placedBefore(date, [9, 25], today, scene.dice),
      lines: [{ space, during: spanOn(date, scene.dice.pick(['10:00', '14:30', '18:30']), 90) }],
    }
    const reason = scene.dice.pick(reasons)
    scene.agenda.add(wish, () => declined(wish, reason, scene))
  }
}

/** Two evenings asked for, one given. */
function addPartlyAccepted(today: LocalDate, scene: Scene): void {
  for (const day of [-35, -21, -10, 11, 18]) {
    const first = addDays(today, day)
    const space = spaceOf(scene.dice.pick(['rehearsal-a', 'rehearsal-b', 'classroom-204']))
    const lines = [first, addDays(first, 2)].map((date) => ({ space, during: spanOn(date, '17:00', 90) }))
    const wish: Wish = {
      party: scene.dice.pick(BRANCHES),
      title: '职工艺术团集中排练',
      headcount: 30,
      placedAt: placedBefore(first, [6, 12], today, scene.dice),
      lines,
    }
    const at = decidedAt(wish, scene.now, scene.dice)
    const accept = accepted(wish, scene, 0, at)
    scene.agenda.add(wish, (line, route) =>
      line === lines[1] ? declined(wish, 'priority-event', scene, at) : accept(line, route),
    )
  }
}

/** Thought better of before anybody answered. */
function addWithdrawn(today: LocalDate, scene: Scene): void {
  for (const day of [-28, -14, 12, 20]) {
    const date = addDays(today, day)
    const space = spaceOf(scene.dice.pick(['theatre', 'rehearsal-b', 'exhibition']))
    const wish: Wish = {
      party: scene.dice.pick(BRANCHES),
      title: '职工活动（时间待定）',
      headcount: 40,
      placedAt: placedBefore(date, [10, 20], today, scene.dice),
      lines: [{ space, during: spanOn(date, '10:00', 90) }],
    }
    const at = Math.min(scene.now, wish.placedAt + scene.dice.int(20, 600) * MINUTE)
    scene.agenda.add(wish, () => ({ kind: 'withdrawn', at }))
  }
}

function declined(wish: Wish, code: DeclineReason, { now, dice }: Scene, at = decidedAt(wish, now, dice)) {
  const by = wish.lines[0] === undefined ? null : officerFor(wish.lines[0].space)
  return { kind: 'declined', decision: { at, by }, code, reason: REASONS[code] } as const
}
