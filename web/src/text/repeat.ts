import { dictionary } from './dictionary.ts'

/** The way from one booking to a series; apart, because the order page's first picture does without it. */
export const t = dictionary({
  'zh-CN': { repeat: '重复预约（每周、每月…）' },
  en: { repeat: 'Repeat (weekly, monthly…)' },
})
