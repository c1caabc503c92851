import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { PlacedSessionsWire, ProgrammeDraftWire, ProgrammeWire, RollWire } from '@gongyue/shared/api/programmes.ts'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { at, clearOrders, draft, faultsOf, line, placed, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addPerson } from '../support/people.ts'

let house: TestHouse
let desk: Client
let chen: string
let zhou: string

beforeAll(async () => {
  house = await openHouse()
  chen = await addPerson(house.pool, house.jining, '陈静', { skills: ['陶艺'] })
  zhou = await addPerson(house.pool, house.jining, '周敏', { skills: ['陶艺'] })
})
beforeEach(async () => {
  await clearOrders(house.pool)
  await house.pool.query('truncate programmes cascade')
  await goTo(NOW)
})
afterAll(async () => await house.close())

async function goTo(now: number): Promise<void> {
  house.clock.now = now
  desk = await house.as('desk')
}

const pottery = (changes: Partial<ProgrammeDraftWire> = {}): ProgrammeDraftWire => ({
  termId: null,
  title: '陶艺入门',
  summary: '',
  partyId: house.jining.party('palace'),
  personId: chen,
  skills: ['陶艺'],
  capacity: 20,
  least: 5,
  branchSeats: null,
  quotas: [],
  opensAt: '2026-12-01T09:00:00+08:00',
  closesAt: '2026-12-20T09:00:00+08:00',
  attendancePercent: 75,
  certificateHours: 16,
  ...changes,
})

const thursdays = (changes: Partial<Rule> = {}): Rule => ({
  from: '2026-12-03',
  time: '19:00',
  durationMinutes: 120,
  pattern: { kind: 'weekly', every: 1, weekdays: [4] },
  ends: { kind: 'count', sessions: 4 },
  onHolidays: 'skip',
  moveToMakeUpDay: false,
  except: [],
  ...changes,
})

async function aClass(changes: Partial<ProgrammeDraftWire> = {}): Promise<string> {
  const { body } = await desk.post<ProgrammeWire>('/programmes', pottery(changes))
  await desk.put(`/programmes/${body.id}`, { ...pottery(changes), state: 'published' })
  return body.id
}

const place = async <T = ProgrammeWire>(id: string, rest: object = {}, dry = '') =>
  await desk.post<T>(`/programmes/${id}/series${dry}`, {
    spaceId: house.jining.space('classroom'),
    rule: thursdays(),
    onConflict: 'refuse',
    ...rest,
  })
const daysOf = ({ items }: ProgrammeWire) =>
  items.map(({ number, start, state }) => `${number} ${start.slice(5, 16)} ${state}`)
const read = async (id: string) => (await desk.get<ProgrammeWire>(`/programmes/${id}`)).body
const readSeries = async (id: string) => await desk.get<SeriesWire>(`/series/${id}`)

describe('placing a class', () => {
  test('books the room and the teacher for every date, at once', async () => {
    const id = await aClass()
    const { status, body } = await place(id)
    expect([status, daysOf(body)]).toEqual([
      201,
      ['1 12-03T19:00 confirmed', '2 12-10T19:00 confirmed', '3 12-17T19:00 confirmed', '4 12-24T19:00 confirmed'],
    ])
    expect(body.items.map(({ people }) => people.map(({ name }) => name))).toEqual(
      Array.from({ length: 4 }, () => ['陈静']),
    )
    expect([body.sessions, body.spaceId, body.rule?.time]).toEqual([4, house.jining.space('classroom'), '19:00'])
    const { rows } = await house.pool.query(
      `select count(*)::int as n from claims where atom_id = $1 and status = 'confirmed'`,
      [chen],
    )
    expect(rows).toEqual([{ n: 4 }])
  })

  test('of the theatre needs no officer either: the desk is one', async () => {
    const { body } = await place(await aClass(), { spaceId: house.jining.space('theatre') })
    expect(body.items.map(({ state }) => state)).toEqual(Array(4).fill('confirmed'))
  })

  test('a date that an edit of its series adds is a session of the class, with its teacher held', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const seriesId = String((await house.pool.query('select series_id from programme_series')).rows[0]?.series_id)
    const held = async () =>
      (
        await house.pool.query(`select count(*)::int as n from claims where atom_id = $1 and status = 'confirmed'`, [
          chen,
        ])
      ).rows[0]?.n
    const six = { rule: thursdays({ ends: { kind: 'count', sessions: 6 } }) }
    expect((await desk.patch(`/series/${seriesId}`, { scope: 'all', changes: six })).status).toBe(200)
    const now = await read(id)
    expect([body.sessions, now.sessions, await held()]).toEqual([4, 6, 6])
    expect(now.items.at(-1)?.people.map(({ name }) => name)).toEqual(['陈静'])
    // the later part stays of the class, and gains with its teacher too
    const later = { rule: thursdays({ from: '2026-12-17', time: '18:30', ends: { kind: 'count', sessions: 5 } }) }
    expect(
      (await desk.patch(`/series/${seriesId}`, { scope: 'following', key: '2026-12-17', changes: later })).status,
    ).toBe(200)
    expect([(await read(id)).sessions, await held()]).toEqual([7, 7])
  })

  test('a date that an edit adds while the teacher is elsewhere is refused with that reason', async () => {
    const one = await aClass()
    await place(one)
    const seriesId = String((await house.pool.query('select series_id from programme_series')).rows[0]?.series_id)
    const other = thursdays({ from: '2026-12-31', ends: { kind: 'count', sessions: 1 } })
    await place(await aClass({ title: '茶艺' }), { spaceId: house.jining.space('rehearsal-a'), rule: other })
    const changes = { rule: thursdays({ ends: { kind: 'count', sessions: 5 } }) }
    const reply = await desk.patch(`/series/${seriesId}`, { scope: 'all', changes })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'person-overlap'])
  })

  test('reaches beyond the days for which the room is open to the public', async () => {
    const { status, body } = await place(await aClass(), { rule: thursdays({ ends: { kind: 'count', sessions: 16 } }) })
    expect([status, body.sessions]).toEqual([201, 16])
  })

  test('tells of each date what stands in its way: the room, and the teacher', async () => {
    await placed(desk, draft(house.jining, line(house.jining, 'classroom', '18:00', '20:00', '2026-12-10')))
    await place(await aClass({ title: '茶艺' }), {
      spaceId: house.jining.space('rehearsal-a'),
      rule: thursdays({ from: '2026-12-17', ends: { kind: 'count', sessions: 1 } }),
    })
    const id = await aClass()
    const preview = await place<PlacedSessionsWire>(id, {}, '?dryRun=true')
    expect([preview.status, preview.body.verdict]).toEqual([200, 'refused'])
    expect(
      preview.body.series.dates.map(({ key, violations }) => [key, violations.map(({ constraint }) => constraint)]),
    ).toEqual([
      ['2026-12-03', []],
      ['2026-12-10', ['space-overlap']],
      ['2026-12-17', ['person-overlap']],
      ['2026-12-24', []],
    ])
    expect(refusalOf(await place(id))).toEqual([409, '/problems/refused', 'space-overlap', 'person-overlap'])
    expect((await read(id)).items).toEqual([])
    const rest = await place(id, { onConflict: 'skip' })
    expect(daysOf(rest.body)).toEqual(['1 12-03T19:00 confirmed', '2 12-24T19:00 confirmed'])
  })

  test('is done once for a key', async () => {
    const id = await aClass()
    const body = { spaceId: house.jining.space('classroom'), rule: thursdays(), onConflict: 'refuse' }
    const key = { 'idempotency-key': 'place-class-once' }
    await desk.post(`/programmes/${id}/series`, body, key)
    const again = await desk.post<ProgrammeWire>(`/programmes/${id}/series`, body, key)
    expect([again.status, again.body.sessions]).toEqual([201, 4])
  })

  test('of a class that is not there, or was called off, is none', async () => {
    expect((await place(house.jining.space('theatre'))).status).toBe(404)
    const id = await aClass()
    await desk.put(`/programmes/${id}`, { ...pottery(), state: 'cancelled' })
    expect((await place(id)).status).toBe(404)
  })
})

describe('the sessions of a class', () => {
  test('follow when their series is moved: the teacher too', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const series = await readSeries(body.seriesId ?? '')
    const changes = { rule: thursdays({ time: '18:30' }) }
    const edited = await desk.patch(
      `/series/${body.seriesId}`,
      { scope: 'all', changes },
      { 'if-match': String(series.headers['etag']) },
    )
    expect(edited.status).toBe(200)
    const after = await read(id)
    expect(daysOf(after)).toEqual([
      '1 12-03T18:30 confirmed',
      '2 12-10T18:30 confirmed',
      '3 12-17T18:30 confirmed',
      '4 12-24T18:30 confirmed',
    ])
    const { rows } = await house.pool.query(
      `select distinct to_char(held_from at time zone 'Asia/Shanghai', 'HH24:MI') as t from claims where atom_id = $1 and status = 'confirmed'`,
      [chen],
    )
    expect(rows).toEqual([{ t: '18:30' }])
  })

  test('one that is cancelled keeps its place in the list and gives its number on', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const [, second] = body.items
    await desk.post('/acts', { changes: [{ kind: 'cancel', reservationId: second?.reservationId, version: 1 }] })
    expect(daysOf(await read(id))).toEqual([
      '1 12-03T19:00 confirmed',
      '2 12-10T19:00 cancelled',
      '2 12-17T19:00 confirmed',
      '3 12-24T19:00 confirmed',
    ])
  })

  test('a lost one is made up where those enrolled can come', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const other = await aClass({ title: '茶艺', personId: zhou })
    await place(other, {
      spaceId: house.jining.space('rehearsal-a'),
      rule: thursdays({ from: '2026-12-04', pattern: { kind: 'weekly', every: 1, weekdays: [5] } }),
    })
    const member = { name: '工友', phone: '13900000001', partyId: null }
    await desk.post(`/programmes/${id}/enrolments`, member)
    await desk.post(`/programmes/${other}/enrolments`, member)
    const [first] = body.items
    await desk.post('/acts', { changes: [{ kind: 'cancel', reservationId: first?.reservationId, version: 1 }] })
    const found = await desk.post<{
      items: { start: string; end: string; canCome: number; enrolled: number; cost: number; spaceId: string }[]
    }>(`/programmes/${id}/make-up`, { reservationId: first?.reservationId, limit: 3 })
    expect(
      found.body.items.map(({ start, canCome, enrolled, cost }) => [start.slice(5, 16), canCome, enrolled, cost]),
    ).toEqual([
      ['12-03T19:00', 1, 1, 0],
      ['12-07T19:00', 1, 1, 8],
      ['12-04T17:00', 1, 1, 10],
    ])
    const [best] = found.body.items
    const made = await desk.post<ProgrammeWire>(`/programmes/${id}/sessions`, {
      spaceId: best?.spaceId,
      start: best?.start,
      end: best?.end,
      makesUpFor: first?.reservationId,
      people: [zhou],
      note: '补课',
    })
    expect([
      made.status,
      made.body.items
        .filter(({ makesUpFor }) => makesUpFor === first?.reservationId)
        .map(({ note, people }) => [note, people.map(({ name }) => name)]),
    ]).toEqual([201, [['补课', ['周敏']]]])
  })

  test('one more is refused with all its reasons, and told what is not there', async () => {
    const id = await aClass()
    await place(id)
    const asked = {
      spaceId: house.jining.space('classroom'),
      start: at(house.jining, '19:30', '2026-12-03'),
      end: at(house.jining, '20:30', '2026-12-03'),
      makesUpFor: null,
      people: [chen],
    }
    expect(refusalOf(await desk.post(`/programmes/${id}/sessions`, asked))).toEqual([
      409,
      '/problems/refused',
      'space-overlap',
      'person-overlap',
    ])
    expect(
      faultsOf(
        await desk.post(`/programmes/${id}/sessions`, {
          ...asked,
          spaceId: id,
          people: [id],
          makesUpFor: id,
          end: asked.start,
        }),
      ),
    ).toEqual([
      ['/end', 'end-before-start'],
      ['/spaceId', 'not-there'],
      ['/people/0', 'not-there'],
      ['/makesUpFor', 'not-there'],
    ])
  })
})

describe('the roll', () => {
  test('is called, corrected, and makes a certificate once the class is over', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const people: string[] = []
    for (const n of [1, 2]) {
      const reply = await desk.post<EnrolmentWire>(`/programmes/${id}/enrolments`, {
        name: `工友${n}`,
        phone: `1390000000${n}`,
      })
      people.push(reply.body.id)
    }
    const [one = '', two = ''] = people
    for (const [i, { reservationId }] of body.items.entries()) {
      const marks = [
        { enrolmentId: one, mark: i === 0 ? 'late' : 'present' },
        { enrolmentId: two, mark: i < 2 ? 'present' : 'absent' },
      ]
      expect((await desk.put(`/reservations/${reservationId}/roll`, { marks })).status).toBe(200)
    }
    const last = body.items.at(-1)?.reservationId ?? ''
    await desk.put(`/reservations/${last}/roll`, { marks: [{ enrolmentId: two, mark: 'excused' }] })
    const shares = async () =>
      (await desk.get<RollWire>(`/programmes/${id}/roll`)).body.items.map(({ name, percent, certificate }) => [
        name,
        percent,
        certificate,
      ])
    expect(await shares()).toEqual([
      ['工友1', 100, false],
      ['工友2', 66, false],
    ])
    await goTo(Date.parse('2026-12-25T10:00:00+08:00'))
    expect(await shares()).toEqual([
      ['工友1', 100, true],
      ['工友2', 66, false],
    ])
    expect((await read(id)).items.map(({ present }) => present)).toEqual([2, 2, 1, 1])
  })

  test('marks nobody who has no place, nobody twice, and no booking that is no session', async () => {
    const id = await aClass()
    const { body } = await place(id)
    const session = body.items[0]?.reservationId ?? ''
    const mark = { enrolmentId: id, mark: 'present' }
    expect(faultsOf(await desk.put(`/reservations/${session}/roll`, { marks: [mark] }))).toEqual([
      ['/marks/0/enrolmentId', 'not-there'],
    ])
    const other = await placed(desk, draft(house.jining, line(house.jining, 'table-1', '18:00', '19:00')))
    expect((await desk.put(`/reservations/${other.lines[0]?.reservation?.id}/roll`, { marks: [mark] })).status).toBe(
      404,
    )
  })
})
