import type { FastifyInstance } from 'fastify'
import type { NoticeDiffWire } from '@gongyue/shared/api/holiday-notices.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { brokenRules } from '@gongyue/shared/scheduling/repair/broken.ts'
import { dayTypeOf, type DayTypes, type SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { dayOf, formatInstant, localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { replaceNotice } from '@gongyue/db/queries/holiday-notices.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { listRepairable, type RepairableRecord } from '@gongyue/db/queries/repairable.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { claimOf } from '../repairs/look.ts'

/** A notice that could be read. */
export interface ImportNotice {
  readonly who: Who
  readonly year: number
  readonly days: readonly SpecialDay[]
  readonly source: string
  readonly announcedOn: LocalDate
  readonly dryRun: boolean
  readonly keyed: KeyedRequest | null
}

export type Imported =
  | { readonly kind: 'looked-at' | 'written'; readonly diff: NoticeDiffWire }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Tells what a notice changes, and writes it down unless it is only looked at. The days of its year are replaced as a whole. */
export async function importNotice(app: FastifyInstance, request: ImportNotice): Promise<Imported> {
  const { who, year, days, dryRun, keyed } = request
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const diff = await diffOf(app, facts, year, days)
  if (dryRun) return { kind: 'looked-at', diff }
  const written = { ...diff, written: true }
  const done = await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async () => {
          await replaceNotice(tx.client, who.facilityId, request)
          await auditRow(tx.client, {
            facilityId: who.facilityId,
            auditId: app.newId(),
            at: app.clock(),
            userId: who.userId,
            action: 'import-holiday-notice',
            noun: 'facility',
            nounId: who.facilityId,
            data: { year, source: request.source, days, changes: diff.changes.length, broken: diff.broken.length },
          })
        },
        () => ({ status: 201, response: written }),
      ),
    app,
  )
  return done.kind === 'done' ? { kind: 'written', diff: written } : done
}

/** A notice for a year may set apart days just before and after it; others of the year lose what an earlier notice said. */
async function diffOf(
  app: FastifyInstance,
  before: Facts,
  year: number,
  days: readonly SpecialDay[],
): Promise<NoticeDiffWire> {
  const kept = [...before.dayTypes.special.values()].filter(({ date }) => !date.startsWith(`${year}-`))
  const dayTypes: DayTypes = {
    years: new Set([...before.dayTypes.years, year]),
    special: new Map([...kept, ...days].map((day) => [day.date, day])),
  }
  const after: Facts = { ...before, dayTypes }
  const dates = [...new Set([...before.dayTypes.special.keys(), ...dayTypes.special.keys()])].toSorted()
  const changes = dates.flatMap((date) => {
    const [was, is] = [dayTypeOf(date, before.dayTypes), dayTypeOf(date, dayTypes)]
    return was.kind === is.kind ? [] : [{ date, name: is.name, before: was.kind, after: is.kind }]
  })
  const changed = new Set(changes.map(({ date }) => date))
  const records = await recordsOn(app, before, [...changed])
  const on = records.filter(({ start }) => changed.has(localDateOf(start, before.timeZone)))
  const broken = on.filter((one) => breaks(one, after) && !breaks(one, before))
  return {
    year,
    holidays: days.filter(({ kind }) => kind === 'legal-holiday').length,
    makeUpWorkdays: days.filter(({ kind }) => kind === 'make-up-workday').length,
    changes,
    broken: broken.map((one) => touchedWire(one, before.timeZone)),
    touched: on.filter((one) => !broken.includes(one)).map((one) => touchedWire(one, before.timeZone)),
    written: false,
  }
}

async function recordsOn(
  app: FastifyInstance,
  facts: Facts,
  dates: readonly LocalDate[],
): Promise<readonly RepairableRecord[]> {
  const first = dates[0]
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return []
  const start = Math.max(facts.now, dayOf(first, facts.timeZone).start)
  const { end } = dayOf(last, facts.timeZone)
  return start < end ? await listRepairable(app.pg.pool, facts.facilityId, { start, end }) : []
}

function breaks(record: RepairableRecord, facts: Facts): boolean {
  return brokenRules(claimOf(record, facts, []), new Set(record.waived), facts).length > 0
}

function touchedWire({ id, title, partyName, spaceId, start, end, people }: RepairableRecord, timeZone: string) {
  return {
    reservationId: id,
    title,
    partyName,
    spaceId,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
    people,
  }
}
