import type { SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { parseHolidayNotice, type NoticeFault } from '@gongyue/shared/time/holiday-notice.ts'

/** One line of a notice: the days it sets apart, and what is wrong with it. */
export interface CheckedLine {
  /** From 1. */
  readonly line: number
  readonly text: string
  readonly days: readonly SpecialDay[]
  readonly faults: readonly NoticeFault[]
}

/** A notice read line by line; `days` only when every line is right. */
export interface CheckedNotice {
  readonly lines: readonly CheckedLine[]
  readonly faults: number
  readonly days: readonly SpecialDay[] | null
}

/** Reads a notice as the server does, but tells each line apart. Null while there is nothing to read. */
export function checkNotice(text: string, year: number): CheckedNotice | null {
  if (text.trim() === '') return null
  const whole = parseHolidayNotice(text, year)
  const faults = whole.kind === 'faults' ? whole.faults : []
  const lines = text.split(/\r?\n/).flatMap((raw, index): readonly CheckedLine[] => {
    const line = index + 1
    const own = faults.filter((fault) => fault.line === line)
    if (raw.trim() === '' && own.length === 0) return []
    const alone = parseHolidayNotice(raw, year)
    return [{ line, text: raw.trim(), days: alone.kind === 'notice' ? alone.days : [], faults: own }]
  })
  return { lines, faults: faults.length, days: whole.kind === 'notice' ? whole.days : null }
}

/** How many days are free and how many weekend days are worked. */
export function countDays(days: readonly Pick<SpecialDay, 'kind'>[]): {
  readonly holidays: number
  readonly workdays: number
} {
  const holidays = days.filter(({ kind }) => kind === 'legal-holiday').length
  return { holidays, workdays: days.length - holidays }
}

/** What the letterhead says of itself. */
export function letterhead(text: string): {
  readonly source: string
  readonly announcedOn: string
  readonly year: number | null
} {
  const source = /国办发(?:明电)?〔\d{4}〕\d+号/.exec(text)?.[0] ?? ''
  // the date of the letter stands alone on its line, below
  const dates = [...text.matchAll(/^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$/gm)]
  const [, y = '', m = '', d = ''] = dates.at(-1) ?? []
  const year = /(\d{4})年[^\n]*\n?[^\n]*节假日安排/.exec(text)?.[1]
  return {
    source,
    announcedOn: y === '' ? '' : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
    year: year === undefined ? null : Number(year),
  }
}

/** The text of a file: UTF-8, or what a spreadsheet on Chinese Windows writes. */
export function decodeNotice(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
