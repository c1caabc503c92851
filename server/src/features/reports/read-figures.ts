import type { FastifyInstance } from 'fastify'
import { FURTHER_FIGURES, type FiguresWire } from '@gongyue/shared/api/reports.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { NOTHING, type FigureSum } from '@gongyue/shared/domain/figure.ts'
import { openMinutes } from '@gongyue/shared/domain/utilisation.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import {
  readAtomUse,
  readFigureParties,
  readFigureRows,
  readFurtherFigures,
  type AtomUse,
  type FigurePeriod,
  type FigureRow,
} from '@gongyue/db/queries/figures.ts'

/** All figures of a period: one pass over the records, one over their rooms, and what is told beside them. */
export async function readFigures(app: FastifyInstance, facts: Facts, period: FigurePeriod): Promise<FiguresWire> {
  const { pool } = app.pg
  const [rows, use, further] = await Promise.all([
    readFigureRows(pool, period),
    readAtomUse(pool, period),
    readFurtherFigures(pool, period),
  ])
  const ids = rows.flatMap(({ countyId, partyId }) => [countyId, partyId].filter((id) => id !== null))
  const parties = await readFigureParties(pool, period.facilityId, ids)
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
    spaces: spacesOf(by('space'), use, facts, period),
    offHours: sumOf(by('off-hours').find(({ offHours }) => offHours === true)),
    further: FURTHER_FIGURES.map((figure) => ({ figure, value: further[figure] })),
  }
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
function spacesOf(
  rows: readonly FigureRow[],
  use: readonly AtomUse[],
  facts: Facts,
  { from, until }: FigurePeriod,
): FiguresWire['spaces'] {
  const used = new Map(use.map((one) => [one.atomId, one]))
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
