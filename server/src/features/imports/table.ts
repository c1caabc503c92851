import type { ImportKind } from '@gongyue/shared/api/imports.ts'
import type { SheetKey } from '@gongyue/shared/i18n/sheets.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Column, TableRow } from '../../xlsx/read-table.ts'

/** What is wrong with one line, besides what its cells say of themselves. */
export interface RowFault {
  readonly line: number
  /** The heading of the column. */
  readonly column: string
  readonly key: SheetKey
  readonly params: Readonly<Record<string, string | number>>
}

/** What the lines of a table would become: everything that is wrong with them, and the one way to write them. */
export interface Judged {
  readonly faults: readonly RowFault[]
  readonly outcome: Readonly<Record<string, number>>
  readonly save: () => Promise<void>
}

/** One kind of table: its columns, and how its lines are judged inside the transaction that would write them. */
export interface Table {
  readonly kind: ImportKind
  readonly columns: readonly Column[]
  readonly judge: (client: Tx['client'], rows: readonly TableRow[]) => Promise<Judged>
}

/** A cell as text; empty for none. */
export function textIn({ values }: TableRow, key: string): string {
  const value = values[key]
  return value === null || value === undefined ? '' : String(value)
}

/** The heading a template uses for a column. */
export function headingOf(columns: readonly Column[], key: string): string {
  return columns.find((column) => column.key === key)?.heading[0] ?? key
}

/** Lines that say the same as an earlier one in `keyOf`; an empty key is no repetition. */
export function repeated(
  rows: readonly TableRow[],
  column: string,
  keyOf: (row: TableRow) => string,
): readonly RowFault[] {
  const first = new Map<string, number>()
  return rows.flatMap((row): readonly RowFault[] => {
    const key = keyOf(row)
    if (key === '') return []
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, row.line)
      return []
    }
    return [{ line: row.line, column, key: 'row-twice', params: { other } }]
  })
}
