import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ImportReportWire } from '@gongyue/shared/api/imports.ts'
import writeExcelFile from 'write-excel-file/node'
import { zipSync } from 'fflate'
import { count, contents } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let manager: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  manager = await house.as('manager')
  desk = await house.as('desk')
})
beforeEach(async () => {
  await house.pool.query(`delete from parties where code like 'new-%'`)
  await house.pool.query('truncate people, enrolments cascade')
  await house.pool.query('truncate audit_events, idempotency_keys')
})
afterAll(async () => await house.close())

type Line = readonly (string | number | Date | null)[]

/** A table as people make them. */
async function book(lines: readonly Line[], sheet = '数据'): Promise<Buffer> {
  const cells = lines.map((line) =>
    line.map((value) =>
      value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value === null ? null : { value },
    ),
  )
  return await writeExcelFile([{ sheet, data: cells }]).toBuffer()
}

async function send(
  who: Client,
  path: string,
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: ImportReportWire }> {
  const mark = 'form-of-a-test'
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const reply = await house.app.inject({
    ...{ method: 'POST', url: `/api/v1/imports${path}` },
    headers: {
      ...{ cookie: who.cookie ?? '', 'x-csrf-token': who.csrfToken ?? '' },
      'content-type': `multipart/form-data; boundary=${mark}`,
      ...headers,
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${mark}--\r\n`)]),
  })
  return { status: reply.statusCode, body: JSON.parse(reply.body) as ImportReportWire }
}

const faultsIn = ({ faults }: ImportReportWire) => faults.map(({ line, column, key }) => [line, column, key])
const PARTIES = ['编码', '名称', '类型', '上级编码', '电话'] as const

describe('parties', () => {
  test('come with their tree, children before their parents too, all at once, with one line on the trail', async () => {
    const file = await book([
      PARTIES,
      ['new-b', '乙厂工会', '基层工会', 'new-t', '0537-2223334'],
      ['new-t', '新街道总工会', '乡镇（街道）工会', 'federation', null],
      ['new-p', '某某学校', '合作单位', null, 13800001111],
    ])
    const dry = await send(manager, '/parties?dryRun=true', file)
    expect([
      dry.status,
      dry.body.verdict,
      dry.body.rows,
      await count(house.pool, `parties where code like 'new-%'`),
    ]).toEqual([...[200, 'fits', 3, 0]])
    const { body } = await send(manager, '/parties', file)
    expect([body.verdict, body.outcome, body.faultCount]).toEqual(['saved', { parties: 3 }, 0])
    const { rows } = await house.pool.query(
      `select p.code, p.kind, a.code as parent, p.phone from parties p left join parties a using (facility_id)
       where p.code like 'new-%' and (a.party_id = p.parent_id or p.parent_id is null and a.code = 'palace') order by 1`,
    )
    expect(rows).toEqual([
      { code: 'new-b', kind: 'branch', parent: 'new-t', phone: '05372223334' },
      { code: 'new-p', kind: 'partner', parent: 'palace', phone: '13800001111' },
      { code: 'new-t', kind: 'town', parent: 'federation', phone: null },
    ])
    expect(await count(house.pool, `audit_events where action = 'import-parties'`)).toBe(1)
  })

  test('with one line wrong save nothing, and every wrong line is told with its number', async () => {
    const before = await contents(house.pool)
    const { status, body } = await send(
      manager,
      '/parties',
      await book([
        PARTIES,
        ['branch-1', '甲厂工会', '基层工会', 'federation', null],
        ['new-a', '好的工会', '基层工会', 'federation', null],
        ['new-a', '重复的工会', '基层工会', 'federation', null],
        ['new-c', '没上级的', '基层工会', 'nowhere', null],
        ['new-d', '怪类型', '外星工会', null, null],
        ['new-e', '圈一', '基层工会', 'new-f', null],
        ['new-f', '圈二', '基层工会', 'new-e', null],
        [null, '没编码', '基层工会', null, null],
        ['new-g', '=cmd|calc', '基层工会', null, '电话'],
      ]),
    )
    expect([status, body.verdict, body.rows]).toEqual([200, 'faulty', 9])
    expect(faultsIn(body)).toEqual([
      [2, '编码', 'row-stored'],
      [4, '编码', 'row-twice'],
      [5, '上级编码', 'row-unknown'],
      [6, '类型', 'row-unknown'],
      [7, '上级编码', 'row-circle'],
      [8, '上级编码', 'row-circle'],
      [9, '编码', 'cell-missing'],
      [10, '名称', 'cell-formula'],
      [10, '电话', 'cell-not-phone'],
    ])
    expect(body.faults[1]?.text).toBe('与第 3 行重复')
    expect(await contents(house.pool)).toEqual(before)
  })

  test('are brought in once for a key, whatever is pressed twice; another file under it is told so', async () => {
    const file = await book([PARTIES, ['new-k', '一次工会', '基层工会', null, null]])
    const key = { 'idempotency-key': 'import-of-parties' }
    const replies = await Promise.all([send(manager, '/parties', file, key), send(manager, '/parties', file, key)])
    expect(replies.map(({ status, body }) => [status, body.verdict])).toEqual([
      [200, 'saved'],
      [200, 'saved'],
    ])
    const other = await send(manager, '/parties', await book([PARTIES, ['new-l', '别的', '基层工会', null, null]]), key)
    expect([other.status, await count(house.pool, `parties where code like 'new-%'`)]).toEqual([409, 1])
  })

  test('of two who send the same table at once without a key one has it saved, the other reads line by line that it is there', async () => {
    const file = await book([PARTIES, ['new-m', '同时工会', '基层工会', null, null]])
    const replies = await Promise.all([send(manager, '/parties', file), send(manager, '/parties', file)])
    expect(replies.map(({ body }) => body.verdict).toSorted()).toEqual(['faulty', 'saved'])
    expect(replies.flatMap(({ body }) => faultsIn(body))).toEqual([
      [2, '编码', 'row-stored'],
      [2, '名称', 'row-stored'],
    ])
  })

  test('are for management', async () => {
    const { status } = await send(desk, '/parties', await book([PARTIES]))
    expect(status).toBe(403)
  })
})

describe('files that are no table', () => {
  const keyOf = async (content: Uint8Array) => {
    const { status, body } = await send(desk, '/people', content)
    return [status, body.verdict, body.faults[0]?.line, body.faults[0]?.key]
  }

  test('are refused as a whole, with what to do', async () => {
    const merged = await writeExcelFile([
      {
        sheet: '数据',
        data: [
          [{ value: '姓名' }, { value: '手机' }],
          [{ value: '甲', rowSpan: 2 }, { value: '13800000001' }],
          [null, { value: '13800000002' }],
        ] as never,
      },
    ]).toBuffer()
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(80 * 1024 * 1024) }))
    expect([
      await keyOf(Buffer.from('这不是表格')),
      await keyOf(
        await book([
          ['别的', '表头'],
          ['a', 'b'],
        ]),
      ),
      await keyOf(merged),
      await keyOf(bomb),
      await keyOf(await book([['姓名', '手机']])),
    ]).toEqual([
      [200, 'faulty', 0, 'not-xlsx'],
      [200, 'faulty', 0, 'xlsx-no-heading'],
      [200, 'faulty', 0, 'xlsx-merged'],
      [200, 'faulty', 0, 'xlsx-too-large'],
      [200, 'faulty', 0, 'xlsx-empty'],
    ])
  })

  test('of 200,000 lines are told how many are taken at once', async () => {
    const lines = Array.from(
      { length: 200_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>x</t></is></c></row>`,
    )
    const text = (one: string) => new TextEncoder().encode(one)
    const file = zipSync({
      '[Content_Types].xml': text('<Types/>'),
      'xl/workbook.xml': text('<workbook><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': text(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`),
    })
    expect(await keyOf(file)).toEqual([200, 'faulty', 0, 'xlsx-too-many-rows'])
  })

  test('are one file, and not empty', async () => {
    expect((await send(desk, '/people', Buffer.alloc(0))).status).toBe(400)
    expect((await send(desk, '/people', Buffer.alloc(9 * 1024 * 1024))).status).toBe(413)
  })
})

describe('people', () => {
  test('of one telephone number are one person, in the file and in the house; a line without a kind is a volunteer', async () => {
    await house.pool.query(
      `insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'person', 'person-known')`,
      [jining.id, idOf('known')],
    )
    await house.pool.query(
      `insert into people (facility_id, person_id, name, kind, phone) values ($1, $2, '老张', 'expert', '138 0000 0009')`,
      [jining.id, idOf('known')],
    )
    const heading = ['姓名', '类别', '技能', '手机', '派出单位编码']
    const { body } = await send(
      desk,
      '/people',
      await book([
        heading,
        ['老张', '专家', '剪纸', '13800000009', null],
        ['甲', null, '书法、摄影', '13800000010', null],
        ['乙', '志愿者', null, '+86 138-0000-0010', 'nobody'],
      ]),
    )
    expect(faultsIn(body)).toEqual([
      [2, '手机', 'row-stored'],
      [4, '手机', 'row-twice'],
      [4, '派出单位编码', 'row-unknown'],
    ])
    const good = await send(
      desk,
      '/people',
      await book([heading, ['甲', null, '书法、摄影，书法', '13800000010', null]]),
    )
    expect(good.body).toEqual({ verdict: 'saved', rows: 1, outcome: { people: 1 }, faultCount: 0, faults: [] })
    const { rows } = await house.pool.query(`select name, kind, skills from people where name = '甲'`)
    expect(rows).toEqual([{ name: '甲', kind: 'volunteer', skills: ['书法', '摄影'] }])
  })
})

describe('those enrolled in a class', () => {
  const programme = idOf('programme of the test')

  beforeEach(async () => {
    await house.pool.query('delete from programmes')
    await house.pool.query(
      `insert into programmes (facility_id, programme_id, kind, title, party_id, capacity, opens_at, closes_at, state, created_at)
       values ($1, $2, 'class', '书法班', $3, 2, '2026-11-01', '2026-12-31', 'published', '2026-11-01')`,
      [jining.id, programme, jining.party('palace')],
    )
  })

  test('have places while there are some, then wait in the order of the lines', async () => {
    const lines = ['13800000021', '13800000022', '13800000023', '13800000024'].map((phone, i) => [
      `学员${i}`,
      phone,
      'branch-1',
    ])
    const path = `/enrolments?programmeId=${programme}`
    const { body } = await send(desk, path, await book([['姓名', '手机', '单位编码'], ...lines]))
    expect([body.verdict, body.outcome]).toEqual(['saved', { enrolled: 2, waiting: 2 }])
    const { rows } = await house.pool.query<{ name: string; state: string }>(
      'select name, state from enrolments order by asked_at',
    )
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['学员0 enrolled', '学员1 enrolled', '学员2 waiting', '学员3 waiting'],
    ])
    const again = await send(
      desk,
      path,
      await book([
        ['姓名', '手机'],
        ['换名字', '138-0000-0021'],
      ]),
    )
    expect(faultsIn(again.body)).toEqual([[2, '手机', 'row-stored']])
  })

  test('of a programme that takes nobody in are refused', async () => {
    await house.pool.query(`update programmes set state = 'draft'`)
    const file = await book([
      ['姓名', '手机'],
      ['甲', '13800000021'],
    ])
    expect((await send(desk, `/enrolments?programmeId=${programme}`, file)).status).toBe(404)
    expect((await send(desk, `/enrolments?programmeId=${idOf('nothing')}`, file)).status).toBe(404)
  })
})

describe('templates', () => {
  test.each(['parties', 'people', 'enrolments'])(
    'of %s have the headings that are looked for, and no line',
    async (kind) => {
      const reply = await house.app.inject({
        ...{ method: 'GET', url: `/api/v1/imports/templates/${kind}` },
        headers: { cookie: manager.cookie ?? '' },
      })
      expect(reply.statusCode).toBe(200)
      const path = kind === 'enrolments' ? `/enrolments?programmeId=${idOf('nothing')}` : `/${kind}`
      const { body } = await send(manager, path, reply.rawPayload)
      expect(faultsIn(body)).toEqual([[0, '', 'xlsx-empty']])
    },
  )
})
