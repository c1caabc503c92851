import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readTable, type WantedTable } from '@gongyue/server/xlsx/read-table.ts'
import { scanBook } from '@gongyue/server/xlsx/scan-book.ts'
import { writeBook, type BookSheet } from '@gongyue/server/xlsx/write-book.ts'

const SHEET: BookSheet = {
  ...{
    name: '报名',
    title: '职工好声音报名表',
    unit: '济宁市工人文化宫',
    period: '2026 年',
    filledBy: '王会计',
    checkedBy: '李主任',
  },
  columns: [
    { heading: '姓名' },
    { heading: '手机' },
    { heading: '年龄', format: 'integer' },
    { heading: '出生日期', format: 'date' },
  ],
  rows: [
    ['张三', '138 1234 5678', 31, new Date(Date.UTC(1995, 0, 31))],
    ['李四', '+86 13912345678', 28, '1998年2月3日'],
  ],
}
const WANTED: WantedTable = {
  columns: [
    { key: 'name', heading: ['姓名'], kind: 'text', required: true, max: 20 },
    { key: 'phone', heading: ['手机', '电话'], kind: 'phone', required: true },
    { key: 'age', heading: ['年龄'], kind: 'integer', max: 120 },
    { key: 'born', heading: ['出生日期'], kind: 'date' },
  ],
  maxRows: 100,
}
const book = async (rows: BookSheet['rows'] = SHEET.rows, more: Partial<BookSheet> = {}) =>
  await writeBook([{ ...SHEET, rows, ...more }])
/** The same book with a part of its first sheet's XML changed: what our own writer would never write. */
const edited = async (edit: (xml: string) => string, bytes?: Uint8Array) => {
  const parts = unzipSync(bytes ?? (await book()))
  const name = Object.keys(parts).find((part) => /^xl\/worksheets\/[^/]+\.xml$/.test(part)) ?? ''
  return zipSync({ ...parts, [name]: strToU8(edit(strFromU8(parts[name] ?? new Uint8Array()))) })
}
const people = async (bytes: Uint8Array) => await readTable(bytes, WANTED)

describe('a table', () => {
  test('is read below its title, with lines as people count them', async () => {
    expect(await people(await book())).toEqual({
      kind: 'read',
      rows: [
        { line: 4, values: { name: '张三', phone: '13812345678', age: 31, born: '1995-01-31' } },
        { line: 5, values: { name: '李四', phone: '13912345678', age: 28, born: '1998-02-03' } },
      ],
      faults: [],
    })
  })

  test('tells of every cell that is wrong, in its line', async () => {
    const rows = [
      ["=cmd|' /C calc'!A0", '1234', 200, '1995-02-30'],
      ['一二三四五六七八九十一二三四五六七八九十一', null, 1.5, '昨天'],
    ]
    expect(await people(await book(rows))).toMatchObject({
      kind: 'read',
      faults: [
        { line: 4, column: '姓名', key: 'cell-formula' },
        { line: 4, column: '手机', key: 'cell-not-phone', params: { value: '1234' } },
        { line: 4, column: '年龄', key: 'cell-not-number', params: { value: '200' } },
        { line: 4, column: '出生日期', key: 'cell-not-date', params: { value: '1995-02-30' } },
        { line: 5, column: '姓名', key: 'cell-too-long', params: { max: 20 } },
        { line: 5, column: '手机', key: 'cell-missing' },
        { line: 5, column: '年龄', key: 'cell-not-number' },
        { line: 5, column: '出生日期', key: 'cell-not-date', params: { value: '昨天' } },
      ],
    })
  })
})

describe('a file is refused whole', () => {
  test.each([
    ['text', strToU8('姓名,手机\n张三,1')],
    ['nothing', new Uint8Array()],
    ['half a zip', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9])],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') })],
  ])('that is %s', async (_, bytes) => {
    expect(await readTable(bytes, WANTED)).toEqual({ kind: 'unreadable', key: 'not-xlsx', params: {} })
  })

  test('that has no such sheet, and says which it has', async () => {
    expect(await readTable(await book(), { ...WANTED, sheet: '名单' })).toEqual({
      ...{ kind: 'unreadable', key: 'xlsx-no-sheet', params: { sheet: '名单', sheets: '报名' } },
    })
  })

  test('whose headings are not there, and says which', async () => {
    const bytes = await book([], { columns: [{ heading: '名字' }, { heading: '手机' }] })
    expect(await readTable(bytes, WANTED)).toEqual({
      kind: 'unreadable',
      key: 'xlsx-no-heading',
      params: { headings: '姓名' },
    })
  })

  test('with merged cells among its lines, not above them', async () => {
    const merged = await edited((xml) => xml.replace(/<mergeCells[^>]*>/, '$&<mergeCell ref="A4:A5"/>'))
    expect(await readTable(merged, WANTED)).toEqual({
      kind: 'unreadable',
      key: 'xlsx-merged',
      params: { range: 'A4:A5' },
    })
  })

  test('with a formula, and says where', async () => {
    const calculated = await edited((xml) => xml.replace(/<c r="C4"[^>]*>/, '<c r="C4"><f>1+1</f>'))
    expect(await readTable(calculated, WANTED)).toEqual({
      kind: 'unreadable',
      key: 'xlsx-formula',
      params: { cell: 'C4' },
    })
  })

  test('with 200,000 lines, before one of them is built', async () => {
    const long = await edited((xml) => xml.replace('</sheetData>', `${'<row></row>'.repeat(200_000)}</sheetData>`))
    expect(await readTable(long, WANTED)).toMatchObject({
      kind: 'unreadable',
      key: 'xlsx-too-many-rows',
      params: { max: 100 },
    })
  })

  test('that unfolds to more than it may', async () => {
    const parts = unzipSync(await book())
    const bomb = zipSync({ ...parts, 'xl/worksheets/sheet9.xml': new Uint8Array(60 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(scanBook(bomb)).toEqual({ key: 'xlsx-too-large', params: { megabytes: 48 } })
  })
})

describe('a book that is written', () => {
  test('says who reports, when, who filled it in and who checked it', async () => {
    const strings = Object.entries(unzipSync(await book()))
      .map(([, part]) => strFromU8(part))
      .join('')
    expect(strings).toContain('填报单位：济宁市工人文化宫　　统计时段：2026 年')
    expect(strings).toContain('填报人：王会计　　　　审核人：李主任')
  })

  test('keeps a text that looks like a formula as a text', async () => {
    const bytes = await book([['=1+1', '1', 2, null]])
    expect(scanBook(bytes)).toMatchObject([{ name: '报名', formulas: [] }])
  })
})
