import type { FastifyInstance } from 'fastify'
import type { EntryImportWire, LineFaultWire } from '@gongyue/shared/api/competitions.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme, readPlaces, type PlacesRecord } from '@gongyue/db/queries/enrolments.ts'
import { insertEntries, listEntered, type NewEntry } from '@gongyue/db/queries/entries.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listStages } from '@gongyue/db/queries/stages.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { readTable, type Column, type ReadTable, type TableRow } from '../../xlsx/read-table.ts'
import { keyOf, tallyOf, type EntryTally } from './limits.ts'

/** A file of entries. */
export interface ImportEntries {
  readonly who: Who
  readonly programmeId: string
  readonly bytes: Uint8Array
  readonly dryRun: boolean
  readonly keyed: KeyedRequest | null
}

export type Imported =
  | { readonly kind: 'report'; readonly report: EntryImportWire }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'kind-mismatch' }
  | { readonly kind: 'entries-closed'; readonly stage: string; readonly closedAt: number }

/** The columns of the form, found by their headings. */
export const ENTRY_COLUMNS: readonly Column[] = [
  { key: 'name', heading: ['姓名', '联系人', '参赛者', 'name'], kind: 'text', required: true, max: 60 },
  { key: 'phone', heading: ['联系电话', '电话', '手机', '手机号', 'phone'], kind: 'phone', required: true },
  { key: 'party', heading: ['单位', '工会', '所属单位', 'branch'], kind: 'text', max: 120 },
  { key: 'group', heading: ['组别', 'group'], kind: 'text', max: 40 },
  { key: 'title', heading: ['节目', '曲目', '作品', 'piece'], kind: 'text', max: 120 },
  { key: 'members', heading: ['成员', '队员', 'members'], kind: 'text', max: 2000 },
]

/** 3,000 entrants and some to spare. */
const MAX_ROWS = 5000
const MOST_FAULTS = 500

/** Judges every line of a file, and keeps all entries in one transaction when all are right; else nothing. */
export async function importEntries(
  app: FastifyInstance,
  request: ImportEntries,
): Promise<Imported | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  // read before the transaction: no connection is held while a file is unpacked
  const table = await readTable(request.bytes, { columns: ENTRY_COLUMNS, maxRows: MAX_ROWS })
  if (table.kind === 'unreadable') {
    const fault = { line: 0, column: '', key: table.key, params: { ...table.params } }
    return { kind: 'report', report: { verdict: 'unreadable', rows: 0, saved: 0, faults: [fault], faultCount: 1 } }
  }
  const { facts } = await app.houses.current(request.who.facilityId)
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const done = await idempotent(
        tx,
        request.dryRun ? null : request.keyed,
        async () => await importOnce(app, tx, request, table, facts),
        (value) => ({ status: 201, response: value.kind === 'report' ? value.report : null }),
      )
      if (done.kind !== 'done') return done
      const isSaved = done.value.kind === 'report' && done.value.report.saved > 0
      return isSaved ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function importOnce(
  app: FastifyInstance,
  { client }: Tx,
  { who, programmeId, dryRun }: ImportEntries,
  table: Extract<ReadTable, { kind: 'read' }>,
  facts: Omit<Facts, 'now'>,
): Promise<Imported> {
  const { facilityId, userId } = who
  if (!(await lockProgramme(client, facilityId, programmeId))) return { kind: 'not-found' }
  const places = await readPlaces(client, facilityId, programmeId)
  const [stage] = await listStages(client, facilityId, { programmeId })
  if (places?.kind !== 'competition' || !stage) return { kind: 'kind-mismatch' }
  const at = app.clock()
  if (stage.state !== 'open') return { kind: 'entries-closed', stage: stage.name, closedAt: stage.closedAt ?? at }
  const tally = tallyOf(await listEntered(client, facilityId, programmeId), places)
  const { entries, faults } = judged(table.rows, places, tally, facts, app.newId)
  const all = [...table.faults, ...faults]
    .map((fault): LineFaultWire => ({ ...fault, params: { ...fault.params } }))
    .toSorted((a, b) => a.line - b.line)
  const report = { rows: table.rows.length, faults: all.slice(0, MOST_FAULTS), faultCount: all.length }
  if (all.length > 0) return { kind: 'report', report: { ...report, verdict: 'faulty', saved: 0 } }
  if (dryRun || entries.length === 0) return { kind: 'report', report: { ...report, verdict: 'good', saved: 0 } }
  await insertEntries(client, facilityId, { programmeId, stageId: stage.id, at }, entries)
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at, userId, action: 'import-entries', noun: 'programme' },
    ...{ nounId: programmeId, data: { saved: entries.length } },
  })
  return { kind: 'report', report: { ...report, verdict: 'good', saved: entries.length } }
}

interface Judged {
  readonly entries: readonly NewEntry[]
  readonly faults: readonly LineFaultWire[]
}

/** Every line against what is there and against the lines before it. */
function judged(
  rows: readonly TableRow[],
  places: PlacesRecord,
  tally: EntryTally,
  { parties }: Omit<Facts, 'now'>,
  newId: () => string,
): Judged {
  const partiesOf = Map.groupBy(parties.values(), ({ name }) => name.trim())
  const groups = new Set(places.groups.map(({ name }) => name))
  const lineOf = new Map<string, number>()
  const entries: NewEntry[] = []
  const faults: LineFaultWire[] = []
  for (const { line, values } of rows) {
    const text = (key: string): string => String(values[key] ?? '').trim()
    const found: LineFaultWire[] = []
    const wrong = (column: string, key: string, params: LineFaultWire['params'] = {}) =>
      found.push({ line, column, key, params })
    const party = text('party')
    const named = party === '' ? [] : (partiesOf.get(party) ?? [])
    if (party !== '' && named.length !== 1) wrong('单位', 'entry-party-unknown', { value: party })
    const group = text('group') || null
    if (group === null && groups.size > 0) wrong('组别', 'cell-missing')
    if (group !== null && !groups.has(group))
      wrong('组别', 'entry-group-unknown', { value: group, allowed: [...groups].join('、') || '—' })
    const one = {
      ...{ name: text('name'), phone: text('phone'), title: text('title'), group },
      partyId: named[0]?.id ?? null,
    }
    const before = lineOf.get(keyOf(one))
    const same = tally.same(one)
    if (one.name !== '' && one.phone !== '' && before !== undefined) wrong('姓名', 'entry-same-line', { line: before })
    else if (one.name !== '' && same !== null) wrong('姓名', 'entry-same-number', { number: same })
    if (before === undefined) lineOf.set(keyOf(one), line)
    for (const limit of tally.reached(one)) wrong(LIMIT_COLUMNS[limit], `entry-full-${limit}`)
    faults.push(...found)
    if (found.length > 0) continue
    tally.take(one)
    const members = text('members')
      .split(/[、,，;；\n]+/)
      .map((member) => member.trim())
      .filter((member) => member !== '')
    entries.push({ ...one, id: newId(), number: tally.nextNumber(), userId: null, members })
  }
  return { entries, faults }
}

const LIMIT_COLUMNS = { competition: '姓名', group: '组别', branch: '单位' } as const
