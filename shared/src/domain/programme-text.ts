import { clockTime, dayText } from '../i18n/say.ts'
import type { Locale, Name } from './names.ts'
import type { EventState } from './programme.ts'

/** One public event, as far as the text tells it; instants are ISO 8601 with the facility's offset. */
interface Item {
  readonly start: string
  readonly end: string
  readonly state: EventState
  readonly title: string
  readonly place: { readonly name: Name; readonly within: Name | null }
}

/** 今日场馆安排: the day's public programme as plain text, to paste into the official account. */
export function programmeText(facility: Name, date: string, items: readonly Item[], locale: Locale): string {
  const zh = locale === 'zh-CN'
  const day = dayText(date, locale)
  const head = zh ? `【今日场馆安排】${facility[locale]} ${day}` : `Today at ${facility[locale]}, ${day}`
  const lines = items.map(({ start, end, state, title, place }) => {
    const time = `${clockTime(start, '')}–${clockTime(end, '')}`
    const where = placeText(place, locale)
    const cancelled = state === 'cancelled' ? (zh ? '（取消）' : 'CANCELLED: ') : ''
    return zh ? `${time}　${cancelled}${title}　${where}` : `${time}  ${cancelled}${title}, ${where}`
  })
  if (lines.length === 0) lines.push(zh ? '今日暂无公开活动。' : 'No public events today.')
  const foot = zh ? '如有变动，以现场公告为准。' : 'Changes are announced on site.'
  return [head, '', ...lines, '', foot].join('\n')
}

/** `乒乓球馆 1 号台`; a place whose name begins like that of its hall (健身馆 39 号位, 教室 201) says the hall itself. */
export function placeText({ name, within }: Item['place'], locale: Locale): string {
  const alike = within === null || name['zh-CN'].startsWith(within['zh-CN'].slice(0, 2))
  return alike ? name[locale] : `${within[locale]} ${name[locale]}`
}
