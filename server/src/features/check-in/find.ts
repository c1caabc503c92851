import type { FastifyInstance } from 'fastify'
import { pinyin } from 'pinyin-pro'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { readCheckInText } from '@gongyue/shared/domain/check-in-code.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import { findByCode, listAttendance, type AttendanceRecord } from '@gongyue/db/queries/attendance.ts'

/** Whose code that is, or that it is nobody's. */
export type Found =
  | { readonly kind: 'found'; readonly record: AttendanceRecord }
  | { readonly kind: 'code-unknown' | 'wrong-palace'; readonly code: string }

/**
 * Finds a reservation by what was typed or scanned. Six digits are those of today; who still sits in what began yesterday is found, and one of a
 * near day too, so that the answer can say which day it is for.
 */
export async function findByText(app: FastifyInstance, text: string, day: string | null, facts: Facts): Promise<Found> {
  const read = readCheckInText(text, facts.facilityId)
  if (read.kind === 'other-facility') return { kind: 'wrong-palace', code: text }
  if (read.kind === 'unreadable') return { kind: 'code-unknown', code: text }
  const today = localDateOf(facts.now, facts.timeZone)
  const given = day ?? read.day
  const near = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7].map((days) => addDays(today, days))
  const rows = await findByCode(app.pg.pool, facts.facilityId, read.code, given === null ? near : [given], facts.now)
  const running = rows.find(({ start, end }) => start <= facts.now && facts.now < end)
  const record = rows.find((row) => row.day === today) ?? running ?? rows[0]
  return record ? { kind: 'found', record } : { kind: 'code-unknown', code: read.code }
}

/** Those of a day whom a text may mean, the expected ones first. */
export async function findArrivals(
  app: FastifyInstance,
  { text, day, limit }: { readonly text: string; readonly day: string | null; readonly limit: number },
  facts: Facts,
): Promise<readonly AttendanceRecord[]> {
  const date = day ?? localDateOf(facts.now, facts.timeZone)
  const rows = await listAttendance(app.pg.pool, facts.facilityId, date, dayOf(date, facts.timeZone), facts.now)
  const wanted = text.trim().toLowerCase().replace(/\s+/g, '')
  return rows
    .filter(({ state }) => state !== 'cancelled')
    .filter((row) => wanted === '' || matches(row, wanted, facts))
    .toSorted((a, b) => rank(a) - rank(b) || Math.abs(a.start - facts.now) - Math.abs(b.start - facts.now))
    .slice(0, limit)
}

function rank({ state }: AttendanceRecord): number {
  return state === 'confirmed' ? 0 : state === 'in-use' ? 1 : 2
}

function matches(row: AttendanceRecord, wanted: string, { spaces }: Facts): boolean {
  const space = spaces.get(row.spaceId)
  const names = [row.title, row.partyName, row.placedByName, space?.name['zh-CN'] ?? '', space?.name.en ?? '']
  const plain = [...names, space?.code ?? '', row.reference, row.code].map((name) =>
    name.toLowerCase().replace(/\s+/g, ''),
  )
  if (plain.some((name) => name.includes(wanted))) return true
  if (/^\d{3,}$/.test(wanted) && row.phone?.endsWith(wanted) === true) return true
  return /^[a-z]+$/.test(wanted) && names.some((name) => spelled(name).some((spelling) => spelling.includes(wanted)))
}

/** A name in pinyin: whole, and by its initials. */
function spelled(name: string): readonly string[] {
  const whole = pinyin(name, { toneType: 'none', type: 'array' })
  return [whole.join(''), whole.map((syllable) => syllable.slice(0, 1)).join('')]
}
