import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { readSheet } from 'read-excel-file/node'
import { scanBook, type BookFault } from './scan-book.ts'

/** What a column must hold. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'date' | 'phone'

/** One column that is looked for by its heading, wherever it stands. */
export interface Column {
  readonly key: string
  /** Spellings of the heading, the first is the one that templates use. */
  readonly heading: readonly string[]
  readonly kind: ColumnKind
  readonly required?: boolean
  /** Characters of a text, or the largest number. */
  readonly max?: number
}

export interface WantedTable {
  /** The sheet's name; left out: the first sheet. */
  readonly sheet?: string
  readonly columns: readonly Column[]
  readonly maxRows: number
}

export type CellValue = string | number | null

/** One line as people count them in the file, and its values by key; a date is `YYYY-MM-DD`. */
export interface TableRow {
  readonly line: number
  readonly values: Readonly<Record<string, CellValue>>
}

/** What is wrong with one cell; keys are of the `faults` dictionary. */
export interface CellFault {
  readonly line: number
  /** The heading as the file has it. */
  readonly column: string
  readonly key:
    | 'cell-missing'
    | 'cell-not-number'
    | 'cell-not-date'
    | 'cell-not-phone'
    | 'cell-too-long'
    | 'cell-formula'
  readonly params: Readonly<Record<string, string | number>>
}

export type ReadTable =
  | { readonly kind: 'read'; readonly rows: readonly TableRow[]; readonly faults: readonly CellFault[] }
  | {
      readonly kind: 'unreadable'
      readonly key: BookFault['key'] | 'xlsx-no-heading' | 'xlsx-empty'
      readonly params: Readonly<Record<string, string | number>>
    }

/** In which of the first lines the headings may stand: superiors' forms have a title, a unit and a period above them. */
const HEADING_WITHIN = 12

/**
 * Reads a table of an .xlsx file line by line. A file that can not be trusted is refused as a whole: no .xlsx, unfolding to too much, cells
 * merged below the headings, formulas, too many rows, a heading that is missing. Every cell that is wrong is named with its line.
 */
export async function readTable(bytes: Uint8Array, { sheet, columns, maxRows }: WantedTable): Promise<ReadTable> {
  const scanned = scanBook(bytes)
  if ('key' in scanned) return { kind: 'unreadable', ...scanned }
  const at = sheet === undefined ? 0 : scanned.findIndex(({ name }) => name === sheet)
  const found = scanned[at]
  if (!found) {
    const sheets = scanned.map(({ name }) => name).join('、')
    return { kind: 'unreadable', key: 'xlsx-no-sheet', params: { sheet: sheet ?? '1', sheets } }
  }
  // titles above the headings do not count
  if (found.rows > maxRows + HEADING_WITHIN)
    return { kind: 'unreadable', key: 'xlsx-too-many-rows', params: { rows: found.rows, max: maxRows } }
  const [formula] = found.formulas
  if (formula !== undefined) return { kind: 'unreadable', key: 'xlsx-formula', params: { cell: formula } }
  const grid = await gridOf(bytes, at + 1)
  if (grid === null) return { kind: 'unreadable', key: 'not-xlsx', params: {} }
  const heading = headingOf(grid, columns)
  if (heading === null) return missingHeading(grid, columns)
  const table = grid.slice(0, endOf(grid, heading))
  const merged = found.merged.find((range) => {
    const { first, last } = linesOf(range)
    return last > heading.index + 1 && first <= table.length
  })
  if (merged !== undefined) return { kind: 'unreadable', key: 'xlsx-merged', params: { range: merged } }
  return rowsOf(table, heading, columns, maxRows)
}

type Grid = readonly (readonly unknown[])[]

async function gridOf(bytes: Uint8Array, sheet: number): Promise<Grid | null> {
  try {
    return await readSheet(Buffer.from(bytes), sheet, { trim: true })
  } catch {
    return null
  }
}

interface Heading {
  readonly index: number
  /** The column of each key, and what it is called in the file. */
  readonly at: ReadonlyMap<string, { readonly column: number; readonly name: string }>
}

function headingOf(grid: Grid, columns: readonly Column[]): Heading | null {
  for (const [index, row] of grid.slice(0, HEADING_WITHIN).entries()) {
    const at = places(row, columns)
    if (columns.every(({ key, required }) => required !== true || at.has(key)) && at.size > 0) return { index, at }
  }
  return null
}

function places(row: readonly unknown[], columns: readonly Column[]): Heading['at'] {
  const names = row.map((cell) => (typeof cell === 'string' ? cell.replaceAll(/[\s*＊]/g, '').toLowerCase() : ''))
  return new Map(
    columns.flatMap(({ key, heading }) => {
      const column = names.findIndex((name) =>
        heading.some((word) => word.replaceAll(/\s/g, '').toLowerCase() === name),
      )
      return column < 0 ? [] : [[key, { column, name: String(row[column]) }] as const]
    }),
  )
}

/** The line that comes nearest to being the headings tells which are missing. */
function missingHeading(grid: Grid, columns: readonly Column[]): ReadTable {
  const best = grid
    .slice(0, HEADING_WITHIN)
    .map((row) => places(row, columns))
    .toSorted((a, b) => b.size - a.size)[0]
  if (grid.length === 0) return { kind: 'unreadable', key: 'xlsx-empty', params: {} }
  const missing = columns.filter(({ key, required }) => required === true && best?.has(key) !== true)
  const headings = missing.map(({ heading }) => heading[0] ?? '').join('、')
  return { kind: 'unreadable', key: 'xlsx-no-heading', params: { headings } }
}

function rowsOf(grid: Grid, { index, at }: Heading, columns: readonly Column[], maxRows: number): ReadTable {
  const rows: TableRow[] = []
  const faults: CellFault[] = []
  for (const [offset, cells] of grid.slice(index + 1).entries()) {
    if (cells.every((cell) => cell === null || cell === '')) continue
    const line = index + offset + 2
    const values: Record<string, CellValue> = {}
    for (const column of columns) {
      const place = at.get(column.key)
      const value = valueOf(place === undefined ? null : cells[place.column], column)
      if (typeof value === 'object' && value !== null)
        faults.push({ line, column: place?.name ?? column.heading[0] ?? column.key, ...value })
      else values[column.key] = value
    }
    rows.push({ line, values })
  }
  if (rows.length > maxRows)
    return { kind: 'unreadable', key: 'xlsx-too-many-rows', params: { rows: rows.length, max: maxRows } }
  return { kind: 'read', rows, faults }
}

type Wrong = Pick<CellFault, 'key' | 'params'>

function valueOf(cell: unknown, { kind, required, max }: Column): CellValue | Wrong {
  const text = cell instanceof Date ? dateText(cell) : plainText(cell)
  if (text === '') return required === true ? { key: 'cell-missing', params: {} } : null
  if (isFormula(text, kind)) return { key: 'cell-formula', params: { value: shown(text) } }
  switch (kind) {
    case 'text':
      return text.length > (max ?? 200) ? { key: 'cell-too-long', params: { max: max ?? 200 } } : text
    case 'phone': {
      const digits = plainPhone(text)
      return /^\d{7,15}$/.test(digits) ? digits : { key: 'cell-not-phone', params: { value: shown(text) } }
    }
    case 'integer':
    case 'number': {
      const number = typeof cell === 'number' ? cell : Number(text.replaceAll(/[,，\s]/g, ''))
      const isGood =
        Number.isFinite(number) && (kind === 'number' || Number.isInteger(number)) && Math.abs(number) <= (max ?? 1e9)
      return isGood ? number : { key: 'cell-not-number', params: { value: shown(text) } }
    }
    case 'date':
      return dateOf(cell, text) ?? { key: 'cell-not-date', params: { value: shown(text) } }
  }
}

/** A date cell, or text as people write dates: 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日. */
function dateOf(cell: unknown, text: string): string | null {
  if (cell instanceof Date) return text
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal ? dateText(date) : null
}

/** Excel knows no zone: its days come as midnight UTC. */
function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

function plainText(cell: unknown): string {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  return typeof cell === 'string' ? cell.normalize('NFC').trim() : ''
}

/** What a spreadsheet would run if the text ever came back into one (OWASP, CSV injection). A phone may begin with +, a number with -. */
function isFormula(text: string, kind: ColumnKind): boolean {
  if (kind === 'phone' && /^\+[\d\s-]+$/.test(text)) return false
  if ((kind === 'number' || kind === 'integer') && /^[-+][\d.,\s]+$/.test(text)) return false
  return /^[=@+\-\t\r|%]/.test(text) && text.length > 1
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** The lines between which a range such as `A3:C9` lies. */
function linesOf(range: string): { readonly first: number; readonly last: number } {
  const lines = [...range.matchAll(/\d+/g)].map(([digits]) => Number(digits))
  return { first: lines[0] ?? 0, last: lines.at(-1) ?? 0 }
}

/** Forms end with who filled them in; what stands from there on is no line of the table. */
function endOf(grid: Grid, { index }: Heading): number {
  const end = grid.findIndex((row, at) => {
    const first = row.find((cell) => cell !== null && cell !== '')
    return at > index && typeof first === 'string' && /^(填报人|制表人|审核人)/.test(first)
  })
  return end < 0 ? grid.length : end
}
