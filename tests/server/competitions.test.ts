import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EntryImportWire, EntryWire, StageSlotsWire } from '@gongyue/shared/api/competitions.ts'
import type { ParticularsWire, ProgrammeDraftWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { writeBook } from '@gongyue/server/xlsx/write-book.ts'
import { clearOrders, draft, faultsOf, line, placed, refusalOf } from '../support/booking.ts'
import { formWith } from '../support/files.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { addPerson } from '../support/people.ts'
import { publishedProgramme } from '../support/programmes.ts'

let house: TestHouse
let desk: Client
let branch: Client
let visitor: Client
let jurors: readonly [string, string]

beforeAll(async () => {
  house = await openHouse()
  jurors = [await addPerson(house.pool, house.jining, '评委甲'), await addPerson(house.pool, house.jining, '评委乙')]
  desk = await house.as('desk')
  branch = await house.as('branch')
  visitor = await house.as('visitor')
  await house.pool.query(`update users set phone = '13805370001' where user_id = $1`, [house.jining.user('visitor')])
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  await house.pool.query('truncate programmes, audit_events, idempotency_keys cascade')
})
afterAll(async () => await house.close())

const STAGES = [
  { name: '初选', minutes: 10 },
  { name: '决赛', minutes: 20 },
]

async function contest(
  changes: Partial<ProgrammeDraftWire> = {},
  particulars: ParticularsWire = {},
): Promise<{ readonly id: string; readonly stages: readonly string[] }> {
  const { id, stages } = await publishedProgramme(
    house,
    desk,
    { kind: 'competition', ...changes },
    { stages: STAGES, ...particulars },
  )
  return { id, stages: stages.map((stage) => stage.id) }
}

const enter = async (client: Client, id: string, body: object = {}, headers = {}) =>
  await client.post<EntryWire>(`/programmes/${id}/entries`, body, headers)
const singer = (n: number, rest: object = {}) => ({
  name: `歌手${n}`,
  phone: `1390000${String(n).padStart(4, '0')}`,
  partyId: house.jining.party('branch-1'),
  title: '我和我的祖国',
  ...rest,
})
const entries = async (client: Client, id: string, query = '') =>
  (await client.get<{ items: EntryWire[] }>(`/programmes/${id}/entries${query}`)).body.items
const close = async (stage = '') => await desk.put(`/stages/${stage}/state`, { state: 'closed' })

describe('entering', () => {
  test('takes a number, alone or as a group; a branch sees its own, others nothing', async () => {
    const { id } = await contest()
    const mine = await enter(visitor, id, { title: '茉莉花' })
    const group = await enter(branch, id, singer(1, { members: ['甲', '乙'] }))
    expect([mine.status, mine.body.number, mine.body.stageName]).toEqual([201, 1, '初选'])
    expect([group.status, group.body.number, group.body.members, group.body.phone]).toEqual([
      201,
      2,
      ['甲', '乙'],
      '139****0001',
    ])
    expect((await entries(branch, id)).map(({ number }) => number)).toEqual([2])
    expect(await entries(await house.as('branch2'), id)).toEqual([])
    expect((await visitor.get<{ items: EntryWire[] }>('/entries')).body.items.map(({ number }) => number)).toEqual([1])
    expect((await visitor.get(`/programmes/${id}/entries`)).status).toBe(403)
    expect(faultsOf(await enter(visitor, id, singer(2)))).toEqual([
      ['/name', 'unknown-field'],
      ['/partyId', 'not-there'],
    ])
    expect(refusalOf(await visitor.post(`/programmes/${id}/enrolments`, {}))).toEqual([409, '/problems/kind-mismatch'])
  })

  test('is refused by every limit that is reached, and for the same piece again', async () => {
    const group = { groups: [{ name: '青年组', seats: 1 }] }
    const { id } = await contest({ branchSeats: 1 }, group)
    const young = (n: number) => singer(n, { group: '青年组' })
    const first = await enter(branch, id, young(1))
    expect(faultsOf(await enter(branch, id, singer(2)))).toEqual([['/group', 'required']])
    const full = await enter(branch, id, young(2))
    expect([full.status, faultsOf(full)]).toEqual([
      409,
      [
        ['/group', 'entry-full-group'],
        ['/partyId', 'entry-full-branch'],
      ],
    ])
    expect(refusalOf(await enter(branch, id, young(1)))).toEqual([409, '/problems/already-entered'])
    expect((await branch.post(`/entries/${first.body.id}/withdrawal`)).status).toBe(200)
    expect((await enter(branch, id, young(2))).body.number).toBe(2)
  })

  test('and closing a stage: each entry is in before, or is told when it closed and what to do', async () => {
    const { id, stages } = await contest()
    const [closed, ...sent] = await Promise.all([
      close(stages[0]),
      ...Array.from({ length: 8 }, (_, n) => enter(branch, id, singer(n))),
    ])
    expect(closed?.status).toBe(200)
    const kept = await entries(desk, id)
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(kept.length)
    expect(new Set(sent.filter(({ status }) => status !== 201).map((one) => refusalOf(one)[1]))).toEqual(
      new Set(kept.length === 8 ? [] : ['/problems/entries-closed']),
    )
    // as many as were counted when it closed: nobody slipped in behind
    expect(closed?.body).toEqual({ state: 'closed', entries: kept.length })
    const late = await enter(desk, id, singer(20))
    expect([late.status, (late.body as unknown as { detail: string }).detail]).toEqual([
      409,
      '“初选”已于 12月2日 周三 10:00 停止接受报名，没有保存。确需补报，请联系工作人员重新开放本阶段。',
    ])
    await desk.put(`/stages/${stages[0]}/state`, { state: 'open' })
    expect((await enter(desk, id, singer(20))).status).toBe(201)
  })
})

const form = async (rows: readonly (readonly (string | null)[])[]) =>
  Buffer.from(
    await writeBook([
      {
        ...{ name: '报名', title: '报名表', unit: '', period: '', filledBy: '', checkedBy: '' },
        columns: ['姓名', '电话', '单位', '组别', '节目', '成员'].map((heading) => ({ heading })),
        rows,
      },
    ]),
  )
async function send(id: string, content: Buffer, dry = '', headers = {}): Promise<Reply<EntryImportWire>> {
  const { payload, headers: type } = formWith({ filename: '报名.xlsx', content })
  const reply = await house.app.inject({
    method: 'POST',
    url: `/api/v1/programmes/${id}/entries/import${dry}`,
    payload,
    headers: { ...type, cookie: desk.cookie ?? '', 'x-csrf-token': desk.csrfToken ?? '', ...headers },
  })
  return { status: reply.statusCode, headers: reply.headers, body: reply.json<EntryImportWire>(), text: reply.body }
}

describe('entries out of a file', () => {
  test('are told line by line, and nothing is saved until all are right', async () => {
    const { id } = await contest({ capacity: 4 }, { groups: [{ name: '青年组', seats: null }] })
    await enter(desk, id, singer(9, { group: '青年组' }))
    const bad = await form([
      ['王芳', '13900001001', 'jining branch-1', '青年组', '祝福', null],
      ['李强', '13900001002', '没有这个工会', '老年组', '送别', null],
      ['王芳', '13900001001', 'jining branch-1', '青年组', '祝福', null],
      ['歌手9', '13900000009', 'jining branch-1', '青年组', '我和我的祖国', null],
      ['=cmd', '12', null, '青年组', null, null],
    ])
    const report = await send(id, bad)
    const first = report.body.faults[0]?.line ?? 0
    expect([report.status, report.body.verdict, report.body.saved, report.body.rows]).toEqual([200, 'faulty', 0, 5])
    expect(report.body.faults.map((one) => [one.line - first, one.column, one.key])).toEqual([
      [0, '单位', 'entry-party-unknown'],
      [0, '组别', 'entry-group-unknown'],
      [1, '姓名', 'entry-same-line'],
      [2, '姓名', 'entry-same-number'],
      [3, '姓名', 'cell-formula'],
      [3, '电话', 'cell-not-phone'],
    ])
    expect(report.body.faults[2]?.params).toEqual({ line: first - 1 })
    expect(await entries(desk, id)).toHaveLength(1)
  })

  test('are kept once for a key; a dry run keeps nothing; too many are named by their lines', async () => {
    const { id, stages } = await contest({ capacity: 2 })
    const two = await form([
      ['王芳', '13900001001', null, null, '祝福', '甲、乙'],
      ['李强', '13900001002', null, null, '送别', null],
    ])
    expect((await send(id, two, '?dryRun=true')).body).toMatchObject({ verdict: 'good', rows: 2, saved: 0 })
    expect(await entries(desk, id)).toEqual([])
    const key = { 'idempotency-key': 'import-entries-1' }
    expect((await send(id, two, '', key)).body.saved).toBe(2)
    expect((await send(id, two, '', key)).status).toBe(201)
    expect((await entries(desk, id)).map(({ number, name, members }) => [number, name, members])).toEqual([
      [1, '王芳', ['甲', '乙']],
      [2, '李强', []],
    ])
    const third = await form([['赵敏', '13900001003', null, null, '红梅赞', null]])
    expect((await send(id, third, '', key)).status).toBe(409)
    expect((await send(id, third)).body.faults.map((one) => one.key)).toEqual(['entry-full-competition'])
    await close(stages[0])
    expect(refusalOf(await send(id, third))).toEqual([409, '/problems/entries-closed'])
  })
})

describe('a stage', () => {
  const plan = () => ({
    plan: {
      rooms: [
        { spaceId: house.jining.space('classroom'), jury: [jurors[0]] },
        { spaceId: house.jining.space('rehearsal-a'), jury: [jurors[1]] },
      ],
      days: [{ date: '2026-12-05', from: 540, until: 600 }],
      breaks: [{ from: 560, until: 570 }],
    },
  })
  const give = async (stage = '', body: object = plan(), dry = '') =>
    await desk.post<StageSlotsWire>(`/stages/${stage}/slots${dry}`, body)
  const slotsOf = async (id: string) =>
    (await entries(desk, id)).map(({ number, slot }) => slot && `${number} ${slot.start.slice(11, 16)}`)

  test('gives slots in booked rooms with their juries, and a withdrawn one to who has none', async () => {
    const { id, stages } = await contest()
    for (let n = 1; n <= 11; n++) await enter(desk, id, singer(n))
    expect(refusalOf(await give(stages[0]))).toEqual([409, '/problems/stage-open'])
    await close(stages[0])
    const dry = await give(stages[0], plan(), '?dryRun=true')
    expect([dry.status, dry.body.verdict, dry.body.given]).toEqual([200, 'fits', 10])
    expect((await slotsOf(id)).every((slot) => slot === null)).toBe(true)
    const done = await give(stages[0])
    expect([done.status, done.body.given, done.body.missing.map(({ number, reason }) => [number, reason])]).toEqual([
      201,
      10,
      [[11, 'no-slot-left']],
    ])
    const { items } = (await desk.get<ProgrammeWire>(`/programmes/${id}`)).body
    expect(items.map(({ stageId, people }) => [stageId, people.map(({ name }) => name)]).toSorted()).toEqual([
      [stages[0], ['评委乙']],
      [stages[0], ['评委甲']],
    ])
    const held = `select count(*)::int as n from claims where atom_id = any ($1) and status = 'confirmed'`
    expect((await house.pool.query(held, [jurors])).rows).toEqual([{ n: 2 }])
    expect((await slotsOf(id)).filter((slot) => slot?.endsWith('09:20'))).toEqual([])
    const second = (await entries(desk, id))[1]
    await desk.post(`/entries/${second?.id}/withdrawal`)
    const filled = await give(stages[0], {})
    expect([filled.status, filled.body.given, filled.body.missing]).toEqual([201, 1, []])
    expect((await slotsOf(id))[10]?.slice(3)).toBe(second?.slot?.start.slice(11, 16))
  })

  test('is refused whole when a room is taken, with the reason', async () => {
    const { id, stages } = await contest()
    await enter(desk, id, singer(1))
    await close(stages[0])
    await placed(branch, draft(house.jining, line(house.jining, 'classroom', '09:00', '10:00')))
    const room = { rooms: plan().plan.rooms.slice(0, 1) }
    const refused = await give(stages[0], { plan: { ...plan().plan, ...room } })
    expect(refusalOf(refused)).toContain('space-overlap')
    expect((await desk.get<ProgrammeWire>(`/programmes/${id}`)).body.items).toEqual([])
  })

  test('moved on the board takes its slots along', async () => {
    const { id, stages } = await contest()
    await enter(desk, id, singer(1))
    await close(stages[0])
    await give(stages[0])
    await house.pool.query(
      `update reservations set starts_at = starts_at + interval '30 minutes', ends_at = ends_at + interval '30 minutes',
         held_from = held_from + interval '30 minutes', held_until = held_until + interval '30 minutes'`,
    )
    expect(await slotsOf(id)).toEqual(['1 09:30'])
  })

  test('moves entries on by their results, and is over then', async () => {
    const { id, stages } = await contest()
    const ids: string[] = []
    for (const n of [1, 2, 3, 4]) ids.push((await enter(desk, id, singer(n))).body.id)
    const [a = '', b = '', c = '', d = ''] = ids
    const results = [
      { entryId: a, score: 91.5 },
      { entryId: b, score: 95 },
      { entryId: c, score: 91.5 },
      { entryId: d, score: null, absent: true },
    ]
    expect((await desk.put(`/stages/${stages[0]}/results`, { results })).body).toEqual({ written: 4 })
    expect((await entries(desk, id)).map(({ result }) => [result?.rank, result?.outcome])).toEqual([
      [2, 'heard'],
      [1, 'heard'],
      [2, 'heard'],
      [null, 'absent'],
    ])
    expect(refusalOf(await desk.post(`/stages/${stages[0]}/conclusion`, { advance: [b] }))).toEqual([
      409,
      '/problems/stage-open',
    ])
    await close(stages[0])
    const key = { 'idempotency-key': 'conclude-stage-1' }
    const conclude = async () => await desk.post(`/stages/${stages[0]}/conclusion`, { advance: [b, a] }, key)
    const over = await conclude()
    expect((await conclude()).body).toEqual(over.body)
    expect(over.body).toEqual({ advanced: 2, out: 2, nextStageId: stages[1] })
    expect((await entries(desk, id)).map(({ state, stageName }) => `${state} ${stageName}`)).toEqual([
      'entered 决赛',
      'entered 决赛',
      'out 初选',
      'out 初选',
    ])
    const again = await desk.put(`/stages/${stages[0]}/results`, { results: [{ entryId: a, score: 1 }] })
    expect(refusalOf(again)).toEqual([409, '/problems/stage-concluded'])
    // the list of the first stage keeps what was there
    expect((await entries(desk, id, `?stageId=${stages[0]}`)).map(({ result }) => result?.outcome)).toEqual([
      'advanced',
      'advanced',
      'out',
      'absent',
    ])
  })
})
