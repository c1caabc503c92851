import type { FastifyInstance } from 'fastify'
import { FURTHER_FIGURES, type FiguresWire } from '@gongyue/shared/api/reports.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { NOTHING, type FigureSum } from '@gongyue/shared/domain/figure.ts'
import { openMinutes } from '@gongyue/shared/domain/utilisation.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import {
  readFigureParties,
  readFigureRows,
  readFurtherFigures,
  type FigurePeriod,
  type FigureRow,
} from '@gongyue/db/queries/figures.ts'

/** All figures of a period: one pass over the records, one over their rooms, and what is told beside them. */
export async function readFigures(app: FastifyInstance, facts: Facts, period: FigurePeriod): Promise<FiguresWire> {
  const { rows, further, parties } = await read(app, period)
  const by = (what: FigureRow['by']) => rows.filter((row) => row.by === what)
  return {
    from: period.from,
    until: period.until,
    at: formatInstant(period.now, period.timeZone),
    total: sumOf(by('all')[0]),
    kinds: by('kind').flatMap((row) => (row.kind === null ? [] : [{ kind: row.kind, ...sumOf(row) }])),
    months: by('month').flatMap((row) => (row.month === null ? [] : [{ month: row.month, ...sumOf(row) }])),
    kindMonths: by('kind-month').flatMap((row) =>
      row.kind === null || row.month === null ? [] : [{ kind: row.kind, month: row.month, ...sumOf(row) }],
    ),
    counties: by('county')
      .map((row) => ({ partyId: row.countyId, name: parties.get(row.countyId ?? '')?.name ?? '', ...sumOf(row) }))
      .toSorted(byWeight),
    parties: by('party')
      .flatMap((row) => {
        const party = parties.get(row.partyId ?? '')
        return party ? [{ partyId: party.id, name: party.name, kind: party.kind, ...sumOf(row) }] : []
      })
      .toSorted(byWeight),
    spaces: spacesOf(by('space'), facts, period),
    offHours: sumOf(by('off-hours').find(({ offHours }) => offHours === true)),
    further: FURTHER_FIGURES.map((figure) => ({ figure, value: further[figure] })),
  }
}

/** From one moment of the database, so that the tables agree; with the memory that a year's sums take. */
async function read(app: FastifyInstance, period: FigurePeriod) {
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      await client.query("set transaction isolation level repeatable read, read only; set local work_mem = '64MB'")
      const rows = await readFigureRows(client, period)
      const further = await readFurtherFigures(client, period)
      const ids = rows.flatMap(({ countyId, partyId }) => [countyId, partyId].filter((id) => id !== null))
      return { rows, further, parties: await readFigureParties(client, period.facilityId, ids) }
    },
    app,
  )
}

function sumOf(row: FigureSum | undefined): FigureSum {
  const { sessions, programmes, onSite, online, uncounted, minutes } = row ?? NOTHING
  return { sessions, programmes, onSite, online, uncounted, minutes }
}

function byWeight(a: FigureSum & { readonly name: string }, b: FigureSum & { readonly name: string }): number {
  return b.sessions - a.sessions || b.onSite - a.onSite || a.name.localeCompare(b.name)
}

/**
 * The halls and rooms by themselves, their parts counted in: a table's hour is a twelfth of its hall's. Sessions and heads are those booked for the
 * space or a part of it.
 */
function spacesOf(rows: readonly FigureRow[], facts: Facts, { from, until }: FigurePeriod): FiguresWire['spaces'] {
  const used = useOfAtoms(rows, facts)
  const houses = [...facts.spaces.values()].filter(({ parentId, atomIds }) => parentId === null && atomIds.length > 0)
  const rootOf = (id: string): string => {
    const parentId = facts.spaces.get(id)?.parentId
    return parentId ? rootOf(parentId) : id
  }
  const sums = new Map<string, FigureSum>()
  for (const row of rows) {
    if (row.spaceId === null) continue
    const root = rootOf(row.spaceId)
    sums.set(root, plus(sums.get(root) ?? NOTHING, row))
  }
  return houses.map(({ id, name, atomIds: all }) => {
    // rooms joined to one are measured in the rooms
    const atomIds = houses.some((other) => isPartOf(other.atomIds, all)) ? [] : all
    const open = openMinutes(id, from, until, facts)
    const total = (of: 'minutes' | 'off') => atomIds.reduce((sum, atom) => sum + (used.get(atom)?.[of] ?? 0), 0)
    return {
      spaceId: id,
      name: { ...name },
      ...sumOf(sums.get(id)),
      openMinutes: open.all * atomIds.length,
      usedMinutes: total('minutes'),
      offOpenMinutes: open.off * atomIds.length,
      offUsedMinutes: total('off'),
    }
  })
}

/** How long each atom was in use. A hall uses all its parts at once, and each of them counts. */
function useOfAtoms(
  rows: readonly FigureRow[],
  { spaces }: Facts,
): ReadonlyMap<string, { minutes: number; off: number }> {
  const used = new Map<string, { minutes: number; off: number }>()
  for (const { spaceId, offHours, minutes } of rows)
    for (const atom of spaces.get(spaceId ?? '')?.atomIds ?? []) {
      const one = used.get(atom) ?? { minutes: 0, off: 0 }
      used.set(atom, { minutes: one.minutes + minutes, off: one.off + (offHours === true ? minutes : 0) })
    }
  return used
}

function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  return part.length < whole.length && part.every((atom) => whole.includes(atom))
}

/** Programmes of two parts of one hall may be the same one: what is told is the most it can be. */
function plus(a: FigureSum, b: FigureSum): FigureSum {
  return {
    sessions: a.sessions + b.sessions,
    programmes: a.programmes + b.programmes,
    onSite: a.onSite + b.onSite,
    online: a.online + b.online,
    uncounted: a.uncounted + b.uncounted,
    minutes: a.minutes + b.minutes,
  }
}
