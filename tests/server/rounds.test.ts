import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationWire, PinWire, RoundWire, SectionWire } from '@gongyue/shared/api/rounds.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf } from '../support/palace.ts'
import { applied, openRound, roundDraft, sectionDraft } from '../support/rounds.ts'

let house: TestHouse
let desk: Client
let branch: Client
let other: Client

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('coordinator')
  branch = await house.as('branch')
  other = await house.as('branch2')
})
afterAll(async () => await house.close())

const faultsOf = ({ errors = [] }: ProblemWire) => errors.map(({ pointer, key }) => `${pointer} ${key}`)

test('a round is made, read with its state, and changed only by who has seen its version', async () => {
  const round = await openRound(house)
  expect(round).toMatchObject({ state: 'open', version: 1, counts: { applications: 0, sections: 0, asked: 0 } })
  const path = `/rounds/${round.id}`
  const changed = await desk.patch<RoundWire>(path, { name: '春季分配' }, { 'if-match': '"1"' })
  expect([changed.status, changed.body.name, changed.headers['etag']]).toEqual([200, '春季分配', '"2"'])
  const late = await desk.patch<ProblemWire>(path, { name: '别的' }, { 'if-match': '"1"' })
  expect([late.status, late.body.type]).toEqual([412, '/problems/stale'])
})

test('a round that is not yet open is known to the desk alone', async () => {
  const round = await openRound(house, { opensAt: '2026-12-10T08:00:00+08:00' })
  expect(round.state).toBe('upcoming')
  expect((await branch.get(`/rounds/${round.id}`)).status).toBe(404)
  const seen = await branch.get<{ items: RoundWire[] }>('/rounds')
  expect(seen.body.items.map(({ id }) => id)).not.toContain(round.id)
  const sections = [sectionDraft(house.jining)]
  const body = { partyId: house.jining.party('branch-1'), note: '', sections }
  expect((await branch.post(`/rounds/${round.id}/applications`, body)).status).toBe(404)
})

test('everything that is wrong with a round is told at once, by field', async () => {
  const { jining } = house
  const answer = await desk.post<ProblemWire>(
    '/rounds',
    roundDraft(jining, {
      ...{ from: '2027-06-13', until: '2027-03-01', opensAt: '2026-12-20T08:00:00+08:00' },
      ...{ closesAt: '2026-12-01T18:00:00+08:00' },
      spaceIds: [jining.space('rehearsal'), jining.space('rehearsal-a'), idOf('nowhere')],
      windows: [
        { weekday: 1, from: 1080, until: 1260 },
        { weekday: 1, from: 1200, until: 1230 },
        { weekday: 2, from: 1085, until: 1080 },
      ],
    }),
  )
  expect(answer.status).toBe(400)
  expect(faultsOf(answer.body)).toEqual([
    '/until end-before-start',
    '/closesAt end-before-start',
    '/spaceIds/1 shares-space',
    '/spaceIds/2 not-there',
    '/windows/1 windows-meet',
    '/windows/2/until end-before-start',
    '/windows/2/from off-grid',
  ])
})

test('everything that is wrong with an application is told at once, by field', async () => {
  const round = await openRound(house)
  const { jining } = house
  const wrong = sectionDraft(jining, {
    ...{ minMinutes: 90, maxMinutes: 60, timesAWeek: 2, from: '2027-02-01', until: '2027-07-01' },
    spaceIds: [jining.space('theatre')],
    times: [
      { weekday: 5, from: 1080, until: 1140, rank: 'primary' },
      { weekday: 5, from: 480, until: 600, rank: 'secondary' },
    ],
  })
  const body = { partyId: jining.party('branch-1'), note: '', sections: [wrong] }
  const answer = await branch.post<ProblemWire>(`/rounds/${round.id}/applications`, body)
  expect(faultsOf(answer.body)).toEqual([
    '/sections/0/maxMinutes minimum',
    '/sections/0/from outside-season',
    '/sections/0/until outside-season',
    '/sections/0/spaceIds/0 not-of-round',
    '/sections/0/times/0 too-short-for',
    '/sections/0/times/1 outside-windows',
    '/sections/0/timesAWeek too-few-days',
  ])
  const foreign = { ...body, partyId: jining.party('branch-2'), sections: [sectionDraft(jining)] }
  expect(faultsOf((await branch.post<ProblemWire>(`/rounds/${round.id}/applications`, foreign)).body)).toEqual([
    '/partyId not-there',
  ])
})

test('a party applies once; two at once are one application, and the second is told of it', async () => {
  const round = await openRound(house)
  const { jining } = house
  const body = { partyId: jining.party('branch-1'), note: '', sections: [sectionDraft(jining)] }
  const sent = await Promise.all(
    [0, 1, 2, 3].map(
      async () => await branch.post<ApplicationWire & ProblemWire>(`/rounds/${round.id}/applications`, body),
    ),
  )
  expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  const first = sent.find(({ status }) => status === 201)
  const second = sent.find(({ status }) => status === 409)
  expect(second?.body.type).toBe('/problems/already-applied')
  expect(second?.body.current).toMatchObject({ id: first?.body.id })
})

test('a branch sees its own applications, and nothing of what the house adds', async () => {
  const round = await openRound(house)
  const { jining } = house
  const own = await applied(branch, round, jining.party('branch-1'), [sectionDraft(jining)])
  const foreign = await applied(other, round, jining.party('branch-2'), [sectionDraft(jining)])
  const seen = await branch.get<{ items: ApplicationWire[] }>(`/rounds/${round.id}/applications`)
  expect(seen.body.items.map(({ id }) => id)).toEqual([own.id])
  expect(own.sections[0]).toMatchObject({ weight: null, must: null, personIds: null })
  expect((await branch.put(`/applications/${foreign.id}`, { note: '', sections: [sectionDraft(jining)] })).status).toBe(
    404,
  )
  expect((await branch.post(`/applications/${foreign.id}/withdrawal`)).status).toBe(404)
  const section = own.sections[0]?.id ?? ''
  const weighed = await desk.patch<SectionWire>(`/sections/${section}`, { weight: 9, must: true })
  expect(weighed.body).toMatchObject({ weight: 9, must: true, personIds: [] })
  const odd = await desk.patch<ProblemWire>(`/sections/${section}`, { personIds: [idOf('nobody')] })
  expect(faultsOf(odd.body)).toEqual(['/personIds/0 not-there'])
  // written anew, it keeps what the house has added
  const again = { note: '改', sections: [sectionDraft(jining, { title: '大合唱' })] }
  const changed = await branch.put<ApplicationWire>(`/applications/${own.id}`, again, { 'if-match': '"1"' })
  expect([changed.status, changed.body.sections[0]?.id, changed.body.version]).toEqual([200, section, 2])
  const atDesk = await desk.get<{ items: ApplicationWire[] }>(`/rounds/${round.id}/applications`)
  expect(atDesk.body.items[0]?.sections[0]).toMatchObject({ title: '大合唱', weight: 9, must: true })
  expect((await branch.put(`/applications/${own.id}`, again, { 'if-match': '"1"' })).status).toBe(412)
})

test('late applications are for the desk; an application is withdrawn once, and leaves room for another', async () => {
  const round = await openRound(house, { closesAt: '2026-12-02T09:00:00+08:00' })
  const { jining } = house
  expect(round.state).toBe('in-allocation')
  const body = { partyId: jining.party('branch-1'), note: '', sections: [sectionDraft(jining)] }
  const refused = await branch.post<ProblemWire>(`/rounds/${round.id}/applications`, body)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/not-in-time'])
  const late = await applied(desk, round, jining.party('branch-1'), [sectionDraft(jining)])
  expect(late.late).toBe(true)
  expect((await branch.post<ApplicationWire>(`/applications/${late.id}/withdrawal`)).body.state).toBe('withdrawn')
  expect((await branch.post(`/applications/${late.id}/withdrawal`)).status).toBe(409)
  expect((await applied(desk, round, jining.party('branch-1'), [sectionDraft(jining)])).state).toBe('sent')
})

test('what somebody has asked for does not vanish from a round', async () => {
  const round = await openRound(house)
  const { jining } = house
  await applied(branch, round, jining.party('branch-1'), [sectionDraft(jining)])
  const changes = {
    spaceIds: [jining.space('rehearsal-a')],
    windows: [{ weekday: 1, from: 1080, until: 1260 }],
    until: '2027-05-01',
  }
  const answer = await desk.patch<ProblemWire>(`/rounds/${round.id}`, changes)
  expect(faultsOf(answer.body)).toEqual(['/spaceIds asked-for', '/windows asked-for', '/until asked-for'])
})

test('pins and bans: what is none is refused, what contradicts is listed by name', async () => {
  const round = await openRound(house)
  const { jining } = house
  const one = await applied(branch, round, jining.party('branch-1'), [sectionDraft(jining)])
  const two = await applied(other, round, jining.party('branch-2'), [sectionDraft(jining, { title: '舞蹈' })])
  const pin = (application: ApplicationWire, changes: object = {}) => ({
    ...{ kind: 'pin', sectionId: application.sections[0]?.id, nth: 0, spaceId: jining.space('classroom') },
    ...{ weekday: 5, from: 1140, until: 1230, reason: '' },
    ...changes,
  })
  const path = `/rounds/${round.id}/pins`
  const first = await desk.post<PinWire>(path, pin(one))
  expect(first.status).toBe(201)
  expect(faultsOf((await desk.post<ProblemWire>(path, pin(one))).body)).toEqual(['/nth pinned-elsewhere'])
  expect(faultsOf((await desk.post<ProblemWire>(path, pin(two, { nth: 3, from: 480, until: 500 }))).body)).toEqual([
    '/nth times-number',
    '/until off-grid',
    '/from outside-windows',
    '/until too-short-for',
  ])
  const second = await desk.post<PinWire>(path, pin(two))
  const listed = await desk.get<{ items: PinWire[]; faults: { pinIds: string[]; text: string }[] }>(path, {
    'accept-language': 'en',
  })
  expect(listed.body.items).toHaveLength(2)
  expect(listed.body.faults.map(({ pinIds }) => pinIds.toSorted())).toEqual([
    [first.body.id, second.body.id].toSorted(),
  ])
  expect(listed.body.faults[0]?.text).toContain('two are pinned to one space at one time: 合唱')
  await desk.delete(`/pins/${second.body.id}`)
  expect((await desk.get<{ faults: object[] }>(path)).body.faults).toEqual([])
})

test('a round called off is over for all; its successor is rolled forward like it', async () => {
  const round = await openRound(house)
  const copy = {
    ...{ name: '2027 秋季', from: '2027-09-01', until: '2027-12-31', withApplications: true },
    ...{ opensAt: '2027-06-01T08:00:00+08:00', closesAt: '2027-06-20T18:00:00+08:00' },
  }
  const rolled = await desk.post<RoundWire>(`/rounds/${round.id}/copies`, copy)
  expect(rolled.body).toMatchObject({
    rolledFrom: round.id,
    spaceIds: round.spaceIds,
    windows: round.windows,
    state: 'upcoming',
  })
  const manager = await house.as('manager')
  const off = await manager.post<RoundWire>(`/rounds/${round.id}/cancellation`, { reason: '场馆大修' })
  expect(off.body.state).toBe('cancelled')
  const again = await manager.post<ProblemWire>(`/rounds/${round.id}/cancellation`, { reason: '场馆大修' })
  expect([again.status, again.body.type]).toEqual([409, '/problems/round-settled'])
})
