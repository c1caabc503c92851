import type { DeedWire } from '@gongyue/shared/api/problem.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'

/** Deeds of the audit trail as people say them; `at` carries the facility's offset, so its clock time is read off it. */
export function deedsText(deeds: readonly DeedWire[]): Name {
  const told = deeds.slice(0, TOLD)
  const more = deeds.length - told.length
  const zh = told.map(
    ({ userName, at, action, title }) => `${userName ?? '系统'} ${when(at)} ${wordOf(action)['zh-CN']}“${title}”`,
  )
  const en = told.map(
    ({ userName, at, action, title }) => `${userName ?? 'the system'} ${wordOf(action).en} “${title}” at ${when(at)}`,
  )
  return {
    'zh-CN': [...zh, ...(more > 0 ? [`另有 ${more} 项`] : [])].join('；'),
    en: [...en, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
  }
}

/** More than these nobody reads in a sentence; the rest is in the list. */
const TOLD = 3

/** `12-02 10:05` of an instant with offset. */
function when(at: string): string {
  return `${at.slice(5, 10)} ${at.slice(11, 16)}`
}

const WORDS: Readonly<Record<string, Name>> = {
  'place-order': { 'zh-CN': '预约了', en: 'booked' },
  'decide-order': { 'zh-CN': '审批了', en: 'decided' },
  'cancel-order': { 'zh-CN': '取消了', en: 'cancelled' },
  'move-reservation': { 'zh-CN': '移动了', en: 'moved' },
  'cancel-reservation': { 'zh-CN': '取消了', en: 'cancelled' },
  'restore-reservation': { 'zh-CN': '恢复了', en: 'restored' },
  'check-in-reservation': { 'zh-CN': '签到了', en: 'checked in' },
  'check-out-reservation': { 'zh-CN': '办理离场', en: 'checked out' },
  'no-show-reservation': { 'zh-CN': '登记未到场', en: 'noted as a no-show' },
}

function wordOf(action: string): Name {
  return WORDS[action] ?? { 'zh-CN': '更改了', en: 'changed' }
}
