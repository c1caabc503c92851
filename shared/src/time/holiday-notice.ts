import type { SpecialDay } from './day-type.ts'
import { addDays, daysBetween, isLocalDate, weekdayOf, type LocalDate } from './wall.ts'

/** What is wrong with a line of a notice; lines count from 1. */
export type NoticeFault =
  | { readonly kind: 'notice-line'; readonly line: number; readonly text: string }
  | { readonly kind: 'notice-count'; readonly line: number; readonly said: number; readonly found: number }
  | { readonly kind: 'notice-twice'; readonly line: number; readonly date: LocalDate }
  | { readonly kind: 'notice-weekday'; readonly line: number; readonly date: LocalDate; readonly said: string }

/** The days that a notice sets apart, sorted; or all that is wrong with it. */
export type Notice =
  | { readonly kind: 'notice'; readonly days: readonly SpecialDay[] }
  | { readonly kind: 'faults'; readonly faults: readonly NoticeFault[] }

/**
 * Reads the State Council's notice on holidays as it is published:
 * `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
 * Lines without a date (greetings, letterhead) are passed over; rows `2026-01-01,legal-holiday,元旦` are read too. Weekdays and numbers of days
 * that the notice names itself are compared, for a slip of the pen moves a whole palace.
 *
 * @param year - the year the notice is for; a date that names no year lies in it
 */
export function parseHolidayNotice(text: string, year: number): Notice {
  const faults: NoticeFault[] = []
  const days = new Map<LocalDate, SpecialDay>()
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = i + 1
    for (const day of [...rowOf(raw, line, faults), ...paragraphOf(raw, line, year, faults)]) {
      const before = days.get(day.date)
      if (before && before.kind !== day.kind) faults.push({ kind: 'notice-twice', line, date: day.date })
      else days.set(day.date, day)
    }
  })
  if (faults.length > 0) return { kind: 'faults', faults }
  if (days.size === 0) return { kind: 'faults', faults: [{ kind: 'notice-line', line: 1, text: shortened(text) }] }
  return { kind: 'notice', days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

const KINDS: Readonly<Record<string, SpecialDay['kind']>> = {
  'legal-holiday': 'legal-holiday',
  'make-up-workday': 'make-up-workday',
  休: 'legal-holiday',
  班: 'make-up-workday',
}

/** `date,kind,name`; tabs and semicolons part it too, as spreadsheets write them. */
function rowOf(raw: string, line: number, faults: NoticeFault[]): readonly SpecialDay[] {
  if (!/^\s*\d{4}-/.test(raw)) return []
  const [date = '', word = '', name = ''] = raw.split(/[,，;\t]/).map((part) => part.trim())
  const kind = KINDS[word]
  if (isLocalDate(date) && kind && name !== '') return [{ date, kind, name }]
  faults.push({ kind: 'notice-line', line, text: shortened(raw) })
  return []
}

/** One holiday: its name, a span that is free, and the weekend days that are worked for it. */
function paragraphOf(raw: string, line: number, year: number, faults: NoticeFault[]): readonly SpecialDay[] {
  const text = raw.replaceAll(/\s/g, '').replaceAll('(', '（').replaceAll(')', '）').replaceAll(':', '：')
  if (/^\d{4}-/.test(text) || !/\d月\d{1,2}日/.test(text)) return []
  const heading = /^(?:[一二三四五六七八九十]+、|\d+[.、])?([^：\d]{1,20})：(.+)$/.exec(text)
  const [, name = '', rest = ''] = heading ?? []
  const found: SpecialDay[] = []
  const wrong = () => void faults.push({ kind: 'notice-line', line, text: shortened(raw) })
  // a date outside of such a paragraph is the date of the letter
  if (!heading) {
    if (/放假|上班|调休/.test(text)) wrong()
    return found
  }
  for (const sentence of rest.split(/[。；;]/).filter((part) => part !== '')) {
    const isFree = /放假|休息/.test(sentence)
    const isWorked = /上班/.test(sentence)
    if (isFree === isWorked) {
      if (/\d日/.test(sentence)) wrong()
      continue
    }
    const dates = datesIn(sentence, year, line, faults)
    if (!dates || dates.length === 0) {
      wrong()
      continue
    }
    const said = /共(\d+)天/.exec(sentence)?.[1]
    if (isFree && said !== undefined && Number(said) !== dates.length)
      faults.push({ kind: 'notice-count', line, said: Number(said), found: dates.length })
    for (const date of dates) found.push({ date, kind: isFree ? 'legal-holiday' : 'make-up-workday', name })
  }
  return found
}

const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（([^）]*)）)?/g

/** The dates of one sentence, spans (`1日至3日`) filled in; null when one of them is none. */
function datesIn(sentence: string, year: number, line: number, faults: NoticeFault[]): readonly LocalDate[] | null {
  const dates: LocalDate[] = []
  let month = ''
  let inYear = year
  let end = 0
  for (const match of sentence.matchAll(DATE)) {
    const [whole, withYear, withMonth, day = '', aside = ''] = match
    // 农历腊月二十八、周日
    const weekday = /(?:周|星期)([一二三四五六日天])/.exec(aside)?.[1]
    if (withYear !== undefined) inYear = Number(withYear)
    if (withMonth !== undefined) month = withMonth
    const date = `${inYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (!isLocalDate(date)) return null
    if (weekday !== undefined && '一二三四五六日'.indexOf(weekday.replace('天', '日')) + 1 !== weekdayOf(date))
      faults.push({ kind: 'notice-weekday', line, date, said: `周${weekday}` })
    const before = dates.at(-1)
    const isSpan = before !== undefined && /^(?:至|到|—|-|–|~|～)$/.test(sentence.slice(end, match.index))
    if (isSpan) {
      const length = daysBetween(before, date)
      if (length < 1 || length > LONGEST) return null
      for (let i = 1; i <= length; i++) dates.push(addDays(before, i))
    } else dates.push(date)
    end = match.index + whole.length
  }
  return dates
}

/** No holiday lasts longer, in days. */
const LONGEST = 15

function shortened(text: string): string {
  return text.trim().slice(0, 40)
}
