import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { MAX_IMPORT_ROWS, MAX_TOLD_FAULTS, type ImportReportWire } from '@gongyue/shared/api/imports.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { sheetMessages } from '@gongyue/shared/i18n/sheets.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { hashRequest, idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { readTable } from '../../xlsx/read-table.ts'
import type { RowFault, Table } from './table.ts'

/** Who brings which table in. */
export interface ImportTable {
  readonly who: Who
  readonly table: Table
  readonly bytes: Uint8Array
  readonly dryRun: boolean
  readonly keyed: KeyedRequest | null
  /** Of the sentences in the report. */
  readonly locale: Locale
}

/**
 * Brings a table in, all of it or nothing: every line is judged before the first is written, in the transaction that writes them. The same file
 * under the same key is brought in once.
 */
export async function importTable(app: FastifyInstance, request: ImportTable): Promise<Idempotent<ImportReportWire>> {
  const { who, table, bytes, dryRun, keyed, locale } = request
  const { facilityId, userId } = who
  const read = await readTable(bytes, { columns: table.columns, maxRows: MAX_IMPORT_ROWS })
  if (read.kind === 'unreadable') {
    const fault = { line: 0, column: '', key: read.key, params: read.params }
    return { kind: 'done', value: reportOf('faulty', 0, {}, [fault], locale) }
  }
  if (read.rows.length === 0) {
    const fault = { line: 0, column: '', key: 'xlsx-empty', params: {} } as const
    return { kind: 'done', value: reportOf('faulty', 0, {}, [fault], locale) }
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // the body never was text: what makes two requests the same is the file
  const same = keyed && { ...keyed, requestHash: hashRequest(`${table.kind} ${dryRun}`, { sha256 }) }
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<ImportReportWire> => {
        const { faults, outcome, save } = await table.judge(tx.client, read.rows)
        const all = [...read.faults, ...faults]
        if (all.length > 0) return reportOf('faulty', read.rows.length, {}, all, locale)
        if (dryRun) return reportOf('fits', read.rows.length, outcome, [], locale)
        await save()
        const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'import', nounId: app.newId() }
        const data = { kind: table.kind, rows: read.rows.length, outcome, sha256 }
        await auditRow(tx.client, { ...event, action: `import-${table.kind}`, data })
        return reportOf('saved', read.rows.length, outcome, [], locale)
      }
      const done = await idempotent(tx, same, work, (response) => ({ status: 200, response }))
      return done.kind === 'done' && done.value.verdict !== 'saved' ? tx.undo(done) : done
    },
    app,
  )
}

function reportOf(
  verdict: ImportReportWire['verdict'],
  rows: number,
  outcome: Readonly<Record<string, number>>,
  faults: readonly RowFault[],
  locale: Locale,
): ImportReportWire {
  const sorted = faults.toSorted((a, b) => a.line - b.line)
  const told = sorted.slice(0, MAX_TOLD_FAULTS).map(({ line, column, key, params }) => ({
    ...{ line, column, key, params: { ...params } },
    text: say(sheetMessages[key], params, locale, 'UTC'),
  }))
  return { verdict, rows, outcome: { ...outcome }, faultCount: faults.length, faults: told }
}
