import type { DutyRowWire } from '@gongyue/shared/api/duty.ts'
import { featureNames } from '@gongyue/shared/domain/feature.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'
import { clockTime, dayText } from '@gongyue/shared/i18n/say.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'

/** The duty list as a mail: the same lines as text and as a table. Caretakers read it in Chinese. */
export interface DutyMailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function dutyMailText(facility: Name, date: LocalDate, rows: readonly DutyRowWire[]): DutyMailText {
  const subject = `值班表 ${dayText(date, 'zh-CN')} · ${facility['zh-CN']}（${rows.length} 项）`
  const lines = rows.map((row) => cellsOf(row))
  const none = '当天没有预约。'
  const text = [
    subject,
    '',
    ...(lines.length === 0 ? [none] : lines.map((cells) => cells.filter((cell) => cell !== '').join('｜'))),
    '',
    FOOT,
  ].join('\n')
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag} style="${CELL}">${htmlOf(cell)}</${tag}>`).join('')}</tr>`
  const table =
    lines.length === 0
      ? `<p>${none}</p>`
      : `<table style="border-collapse:collapse">${row('th', HEADS)}${lines.map((cells) => row('td', cells)).join('')}</table>`
  return { subject, text, html: `<h2>${htmlOf(subject)}</h2>${table}<p>${FOOT}</p>` }
}

const HEADS = ['布置', '开始', '结束', '撤场完', '场地', '内容', '人数', '需要'] as const
const CELL = 'border:1px solid #888;padding:4px 8px;text-align:left;vertical-align:top'
const FOOT = '此邮件由系统按设定时间发送；最新安排以看板为准。'

function cellsOf({ heldFrom, start, end, heldUntil, spaceName, title, headcount, features, count }: DutyRowWire) {
  const clock = (instant: string) => clockTime(instant, '')
  return [
    heldFrom === start ? '' : clock(heldFrom),
    clock(start),
    clock(end),
    heldUntil === end ? '' : clock(heldUntil),
    spaceName['zh-CN'],
    count > 1 ? `${count} 场预约` : title,
    `${headcount} 人`,
    featureNames(features)['zh-CN'],
  ]
}

function htmlOf(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
