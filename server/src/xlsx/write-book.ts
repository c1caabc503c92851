import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node'

/** How the cells of a column are shown. Money is in fen and shown in yuan; a percent is a share from 0 to 1. */
export type CellFormat = 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'percent'

export interface BookColumn {
  readonly heading: string
  /** In characters; wide enough for the heading when left out. */
  readonly width?: number
  readonly format?: CellFormat
}

/** One sheet as superiors want it: title, reporting unit, period, the table, who filled it in and who checked it. */
export interface BookSheet {
  readonly name: string
  readonly title: string
  /** 填报单位 */
  readonly unit: string
  /** 统计时段 */
  readonly period: string
  /** 填报人 */
  readonly filledBy: string
  /** 审核人 */
  readonly checkedBy: string
  readonly columns: readonly BookColumn[]
  /** Dates are days: midnight UTC. */
  readonly rows: readonly (readonly (string | number | Date | null)[])[]
  readonly notes?: readonly string[]
}

const FORMATS: Readonly<Partial<Record<CellFormat, string>>> = {
  integer: '#,##0',
  decimal: '#,##0.0',
  money: '#,##0.00',
  date: 'yyyy-mm-dd',
  percent: '0.0%',
}

/** Writes a book. Texts are written as texts: what looks like a formula stays what somebody typed. */
export async function writeBook(sheets: readonly BookSheet[]): Promise<Uint8Array> {
  return await writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheetName(sheet.name),
      data: dataOf(sheet),
      columns: sheet.columns.map(({ heading, width }) => ({ width: width ?? Math.max(10, heading.length * 2 + 4) })),
      stickyRowsCount: 3,
      orientation: 'landscape' as const,
    })),
    { fontFamily: 'SimSun', fontSize: 11 },
  ).toBuffer()
}

function dataOf({ title, unit, period, filledBy, checkedBy, columns, rows, notes = [] }: BookSheet): Row[] {
  const width = Math.max(1, columns.length)
  const across = (value: string, more: object = {}): Row => [{ value, type: String, columnSpan: width, ...more }]
  return [
    across(title, { fontWeight: 'bold', fontSize: 16, align: 'center', height: 30 }),
    across(`填报单位：${unit}　　统计时段：${period}`),
    columns.map(({ heading }) => ({
      ...{ value: heading, type: String, fontWeight: 'bold', align: 'center', wrap: true },
      ...{ backgroundColor: '#eeeeee', borderStyle: 'thin' },
    })) as Row,
    ...rows.map((row) => columns.map((column, i) => cellOf(row[i] ?? null, column))),
    across(`填报人：${filledBy}　　　　审核人：${checkedBy}`),
    ...notes.map((note) => across(note, { textColor: '#555555', wrap: true })),
  ]
}

function cellOf(value: string | number | Date | null, { format = 'text' }: BookColumn): Cell {
  if (value === null) return { value: '', type: String, borderStyle: 'thin' }
  if (value instanceof Date) return { value, type: Date, format: FORMATS.date, borderStyle: 'thin' } as Cell
  if (typeof value === 'number') {
    const shown = format === 'money' ? value / 100 : value
    return { value: shown, type: Number, format: FORMATS[format] ?? '0.##', borderStyle: 'thin' }
  }
  return { value, type: String, borderStyle: 'thin', wrap: true }
}

/** Excel allows 31 characters and none of these. */
function sheetName(name: string): string {
  return name.replaceAll(/[:\\/?*[\]]/g, ' ').slice(0, 31)
}
