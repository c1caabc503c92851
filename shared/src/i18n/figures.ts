import type { FurtherFigure } from '../api/reports.ts'
import type { FigureKind } from '../domain/figure.ts'
import type { Name } from '../domain/names.ts'

/** What the rows of a yearly review are called: on the page and in the workbook. */
export const figureKindNames: Readonly<Record<FigureKind, Name>> = {
  class: { 'zh-CN': '公益培训班', en: 'Free classes' },
  skills: { 'zh-CN': '职工技能培训', en: 'Skills training' },
  lecture: { 'zh-CN': '职工学习大讲堂', en: 'Lectures' },
  competition: { 'zh-CN': '赛事活动', en: 'Competitions' },
  exhibition: { 'zh-CN': '展览参观', en: 'Exhibitions' },
  matchmaking: { 'zh-CN': '婚恋交友', en: 'Matchmaking' },
  reading: { 'zh-CN': '阅读活动', en: 'Reading events' },
  service: { 'zh-CN': '点单与流动服务', en: 'Ordered services' },
  union: { 'zh-CN': '各级工会用场', en: 'Union bookings' },
  partner: { 'zh-CN': '合作单位用场', en: 'Partner bookings' },
  association: { 'zh-CN': '职工文化协会用场', en: 'Association bookings' },
  public: { 'zh-CN': '职工群众预约', en: 'Bookings of individuals' },
  own: { 'zh-CN': '本宫活动与服务保障', en: "The palace's own events" },
}

/** Figures beside sessions and heads, with their unit. */
export const furtherFigureNames: Readonly<Record<FurtherFigure, { readonly name: Name; readonly unit: Name }>> = {
  enrolments: { name: { 'zh-CN': '报名', en: 'Enrolments' }, unit: { 'zh-CN': '人', en: 'people' } },
  entries: { name: { 'zh-CN': '参赛报名', en: 'Competition entries' }, unit: { 'zh-CN': '个', en: 'entries' } },
  pairs: { name: { 'zh-CN': '牵手成功', en: 'Pairs matched' }, unit: { 'zh-CN': '对', en: 'pairs' } },
  visits: { name: { 'zh-CN': '送文化到基层', en: 'Visits elsewhere' }, unit: { 'zh-CN': '次', en: 'visits' } },
  'visit-heads': { name: { 'zh-CN': '到基层服务', en: 'Heads at visits' }, unit: { 'zh-CN': '人次', en: 'heads' } },
  orders: { name: { 'zh-CN': '收到预约与点单', en: 'Orders received' }, unit: { 'zh-CN': '单', en: 'orders' } },
  'orders-accepted': { name: { 'zh-CN': '其中满足', en: 'of them met' }, unit: { 'zh-CN': '单', en: 'orders' } },
  'orders-declined': { name: { 'zh-CN': '其中谢绝', en: 'of them declined' }, unit: { 'zh-CN': '单', en: 'orders' } },
  cancelled: { name: { 'zh-CN': '取消', en: 'Cancelled' }, unit: { 'zh-CN': '场次', en: 'sessions' } },
  'no-shows': { name: { 'zh-CN': '未到场', en: 'No-shows' }, unit: { 'zh-CN': '场次', en: 'sessions' } },
  'income-fen': { name: { 'zh-CN': '合作收入', en: 'Income from partners' }, unit: { 'zh-CN': '元', en: 'yuan' } },
  'public-benefit-minutes': {
    name: { 'zh-CN': '合作单位公益时长', en: "Partners' hours for the public" },
    unit: { 'zh-CN': '小时', en: 'hours' },
  },
  'commercial-minutes': {
    name: { 'zh-CN': '合作单位经营时长', en: "Partners' commercial hours" },
    unit: { 'zh-CN': '小时', en: 'hours' },
  },
  'volunteer-minutes': {
    name: { 'zh-CN': '志愿者与专家服务', en: 'Hours given by volunteers and experts' },
    unit: { 'zh-CN': '小时', en: 'hours' },
  },
}

/** The number in its unit: fen are told in yuan, minutes in hours. */
export function furtherValue(figure: FurtherFigure, value: number): number {
  if (figure === 'income-fen') return value / 100
  return figure.endsWith('-minutes') ? Math.round(value / 6) / 10 : value
}
