import type { Messages } from '../../domain/message.ts'
import type { PartKey } from './price.ts'
import type { Strategy } from './plan.ts'

/** What happens to a booking in a plan, beside the reasons of all alternatives. */
export const REPAIR_REASONS = {
  skipped: { 'zh-CN': '这一次取消', en: 'given up on this date' },
  'added-at-the-end': { 'zh-CN': '顺延到最后，补在 {at:moment}', en: 'held after the last date, {at:moment}' },
  'makes-room': { 'zh-CN': '为其他安排腾出时段，须征得同意', en: 'makes room for another; its party is asked' },
  'gives-way': { 'zh-CN': '为上级活动让出时段，须征得同意', en: 'gives way to a priority event; its party is asked' },
  priority: { 'zh-CN': '优先安排', en: 'has priority' },
} as const satisfies Readonly<Record<string, Messages>>

export type RepairReasonKey = keyof typeof REPAIR_REASONS

/** What a plan's cost is made of. */
export const PART_NAMES: Readonly<Record<PartKey, Messages>> = {
  distance: { 'zh-CN': '时间、场地变动的幅度', en: 'how far in time and place' },
  changes: { 'zh-CN': '变动次数', en: 'number of changes' },
  people: { 'zh-CN': '受影响的人数', en: 'people who must learn of it' },
  announced: { 'zh-CN': '已公布的安排', en: 'announced before' },
  'makes-room': { 'zh-CN': '牵动其他单位', en: 'others who make room' },
  skipped: { 'zh-CN': '取消的场次', en: 'dates given up' },
  'at-the-end': { 'zh-CN': '顺延的场次', en: 'dates held at the end' },
  split: { 'zh-CN': '同一系列的时间、场地不再一致', en: 'series that lose their rhythm' },
}

/** What a plan set out to keep. */
export const STRATEGY_NAMES: Readonly<Record<Strategy, Messages>> = {
  least: { 'zh-CN': '变动最小', en: 'least change' },
  'same-time': { 'zh-CN': '时间不变', en: 'times stay' },
  'same-space': { 'zh-CN': '场地不变', en: 'rooms stay' },
  together: { 'zh-CN': '整个系列一起调整', en: 'series stay together' },
  'nobody-else': { 'zh-CN': '不牵动其他单位', en: 'nobody else is touched' },
  'with-others': { 'zh-CN': '请较小的预约让一让', en: 'smaller bookings make room' },
  'at-the-end': { 'zh-CN': '取消并顺延到最后', en: 'given up and held at the end' },
  another: { 'zh-CN': '另一种安排', en: 'another way' },
  cancel: { 'zh-CN': '全部取消', en: 'all given up' },
}
