import type { RoundState } from '../domain/round.ts'
import type { Name } from '../domain/names.ts'

/** What a round is called at each point of its life. */
export const roundStateWords: Readonly<Record<RoundState, Name>> = {
  upcoming: { 'zh-CN': '未开始', en: 'upcoming' },
  open: { 'zh-CN': '申请中', en: 'open' },
  'in-allocation': { 'zh-CN': '分配中', en: 'being allocated' },
  handled: { 'zh-CN': '已定稿', en: 'settled' },
  published: { 'zh-CN': '已公布', en: 'published' },
  cancelled: { 'zh-CN': '已取消', en: 'called off' },
}

/** What to do instead, where a round is past the point for what was asked. */
export const roundWaysOut = {
  reset: { 'zh-CN': '请先退回分配。', en: 'Set it back into allocation first.' },
  'copy-it': { 'zh-CN': '如需再办一轮，请“沿用到下一季”。', en: 'Roll it forward to hold another.' },
  wait: { 'zh-CN': '请等到申请开始后再办理。', en: 'Wait until applications are taken.' },
  'by-series': { 'zh-CN': '请在系列预约中逐个调整。', en: 'Change the series that were made of it instead.' },
} as const satisfies Readonly<Record<string, Name>>
