import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  ContractSummaryWire,
  ContractWire,
  PriceListWire,
  SlotVerdictWire,
  StatementWire,
  UseWire,
} from '@gongyue/shared/api/contracts.ts'
import { recordUses } from '@gongyue/server/features/contracts/record-uses.ts'
import { remindOfContracts } from '@gongyue/server/jobs/remind-of-contracts.ts'
import { addOfficer, clearOrders, count, draft, faultsOf, line, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { addReservation, idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let manager: Client
/** Acts for the one partner. */
let partner: Client
/** Acts for the other. */
let other: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  manager = await house.as('manager')
  partner = await addOfficer(house, 'school')
  other = await addOfficer(house, 'troupe')
  await house.pool.query(`update parties set kind = 'partner' where code in ('school', 'troupe')`)
})
beforeEach(async () => {
  house.clock.now = NOW
  await house.pool.query('truncate uses, contract_slots, contracts, price_lists, mail_outbox')
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const fields = {
  ...{ number: 'HZ-2026-07', title: '场地合作', startsOn: '2026-12-01', endsOn: '2027-01-31' },
  ...{ leastPublicPercent: 40, otherUses: 'commercial', note: '' },
} as const

async function contract(changes: object = {}): Promise<ContractWire> {
  const { status, body } = await manager.post<ContractWire>('/contracts', {
    partyId: jining.party('school'),
    ...fields,
    ...changes,
  })
  expect(status).toBe(201)
  return body
}

/** Saturdays from 5 December on, in the classroom. */
function slot(changes: object = {}, rule: object = {}) {
  return {
    ...{ title: '月嫂班', purpose: 'public-benefit', spaceId: jining.space('classroom'), headcount: 20 },
    ...changes,
    rule: {
      ...{ from: '2026-12-05', time: '09:00', durationMinutes: 120, ends: null, onHolidays: 'keep' },
      ...{ pattern: { kind: 'weekly', every: 1, weekdays: [6] }, moveToMakeUpDay: false, except: [] },
      ...rule,
    },
  }
}

async function slotted(id: string, changes: object = {}, rule: object = {}): Promise<SlotVerdictWire> {
  const reply = await manager.post<SlotVerdictWire>(`/contracts/${id}/slots`, slot(changes, rule))
  expect(reply.status).toBe(201)
  return reply.body
}

const datesOf = async (states: string): Promise<readonly string[]> => {
  const { rows } = await house.pool.query<{ day: string }>(
    `select day from reservations where state = any ($1) order by day, starts_at`,
    [states.split(' ')],
  )
  return rows.map(({ day }) => day)
}

describe('a contract', () => {
  test('gets a standing slot that reaches to its end, is confirmed at once and lies beyond the public horizon', async () => {
    const { id } = await contract()
    const { verdict, contract: now } = await slotted(id)
    expect([verdict, now.slots.map(({ purpose, counts, lost }) => [purpose, counts.booked, lost])]).toEqual([
      'placed',
      [['public-benefit', 9, []]],
    ])
    expect(await datesOf('confirmed')).toEqual([
      ...['2026-12-05', '2026-12-12', '2026-12-19', '2026-12-26', '2027-01-02', '2027-01-09', '2027-01-16'],
      ...['2027-01-23', '2027-01-30'],
    ])
    // the time is held against everybody, as far as it reaches
    const rival = await (
      await house.as('branch')
    ).post('/orders', draft(jining, line(jining, 'classroom', '10:00', '11:00', '2026-12-26')))
    expect(refusalOf(rival)).toEqual([409, '/problems/refused', 'space-overlap'])
  })

  test('that overlaps a closure is told so date by date before it is written, and remembers the reasons', async () => {
    await manager.post('/closures', {
      ...{ spaceId: jining.space('classroom'), reason: '检修' },
      ...{ start: '2026-12-10T00:00:00+08:00', end: '2026-12-20T00:00:00+08:00' },
    })
    const { id } = await contract()
    const dry = await manager.post<SlotVerdictWire>(`/contracts/${id}/slots?dryRun=true`, slot())
    const told = (dry.body.series?.dates ?? []).map(({ key, state, violations }) => [
      ...[key, state],
      ...violations.map((one) => one.constraint),
    ])
    expect([dry.status, dry.body.verdict, told.slice(0, 4)]).toEqual([
      200,
      'fits',
      [
        ['2026-12-05', 'booked'],
        ['2026-12-12', 'skipped', 'closure'],
        ['2026-12-19', 'skipped', 'closure'],
        ['2026-12-26', 'booked'],
      ],
    ])
    expect(await count(house.pool, 'contract_slots')).toBe(0)
    const { contract: now } = await slotted(id)
    expect(now.slots[0]?.lost.map(({ key, reason, violations }) => [key, reason, violations[0]?.constraint])).toEqual([
      ['2026-12-12', 'refused', 'closure'],
      ['2026-12-19', 'refused', 'closure'],
    ])
  })

  test('of which no date can be had is refused with all reasons; one outside its term names the field', async () => {
    await manager.post('/closures', {
      ...{ spaceId: null, reason: '大修', start: '2026-12-03T00:00:00+08:00', end: '2027-02-10T00:00:00+08:00' },
    })
    const { id } = await contract()
    const refused = await manager.post(`/contracts/${id}/slots`, slot())
    expect([refused.status, (refused.body as { type: string }).type]).toEqual([409, '/problems/refused'])
    expect(await count(house.pool, 'series')).toBe(0)
    const early = await manager.post(`/contracts/${id}/slots`, slot({}, { from: '2026-11-28' }))
    const late = await manager.post(`/contracts/${id}/slots`, slot({}, { ends: { kind: 'until', date: '2027-02-27' } }))
    expect([faultsOf(early), faultsOf(late)]).toEqual([[['/rule/from', 'minimum']], [['/rule/ends', 'maximum']]])
  })

  test('is for a partner, ends after it begins, and is written once for a key', async () => {
    const asked = { partyId: jining.party('branch-1'), ...fields, endsOn: '2026-11-01' }
    expect(faultsOf(await manager.post('/contracts', asked))).toEqual([
      ['/partyId', 'not-there'],
      ['/endsOn', 'end-before-start'],
    ])
    const key = { 'idempotency-key': 'contract-of-school' }
    const good = { partyId: jining.party('school'), ...fields }
    const [one, two] = [
      await manager.post<ContractWire>('/contracts', good, key),
      await manager.post<ContractWire>('/contracts', good, key),
    ]
    expect([one.status, two.status, one.body.id === two.body.id]).toEqual([201, 201, true])
    expect(await count(house.pool, 'contracts')).toBe(1)
  })

  test('that ends gives back all that follows and keeps what is before', async () => {
    const { id } = await contract()
    await slotted(id)
    await slotted(id, { purpose: 'commercial', title: '鲁菜班' }, { time: '14:00' })
    const ended = await manager.post<ContractWire>(`/contracts/${id}/ending`, {
      lastDay: '2026-12-19',
      reason: '场地改造',
    })
    expect([ended.status, ended.body.state, ended.body.endsOn, ended.body.endedReason]).toEqual([
      ...[200, 'ended', '2026-12-19', '场地改造'],
    ])
    expect([await datesOf('confirmed'), (await datesOf('cancelled')).length]).toEqual([
      ['2026-12-05', '2026-12-05', '2026-12-12', '2026-12-12', '2026-12-19', '2026-12-19'],
      12,
    ])
    expect(await count(house.pool, `claims where status <> 'released'`)).toBe(6)
    expect(await count(house.pool, `series_dates where lost = 'given-back'`)).toBe(12)
    const again = await manager.post(`/contracts/${id}/ending`, { lastDay: '2026-12-12', reason: '再次' })
    expect([again.status, (again.body as { type: string }).type]).toEqual([409, '/problems/already-decided'])
    const more = await manager.post(`/contracts/${id}/slots`, slot())
    expect([more.status, (more.body as { type: string }).type]).toEqual([409, '/problems/already-decided'])
  })

  test('ends neither in the past nor later than it would by itself', async () => {
    const { id } = await contract()
    const past = await manager.post(`/contracts/${id}/ending`, { lastDay: '2026-12-01', reason: '不再合作' })
    const late = await manager.post(`/contracts/${id}/ending`, { lastDay: '2027-03-01', reason: '不再合作' })
    expect([faultsOf(past), faultsOf(late)]).toEqual([[['/lastDay', 'minimum']], [['/lastDay', 'maximum']]])
  })

  test('is changed under its version: an earlier end gives dates back, who is late is shown how it stands', async () => {
    const { id, version } = await contract()
    await slotted(id)
    const changed = await manager.put<ContractWire>(
      `/contracts/${id}`,
      { ...fields, endsOn: '2026-12-31' },
      { 'if-match': `"${version}"` },
    )
    expect([changed.status, changed.body.version, changed.headers['etag']]).toEqual([200, 2, '"2"'])
    expect(await datesOf('confirmed')).toEqual(['2026-12-05', '2026-12-12', '2026-12-19', '2026-12-26'])
    const late = await manager.put<{ current: ContractWire }>(
      `/contracts/${id}`,
      { ...fields, title: '别的' },
      { 'if-match': `"${version}"` },
    )
    expect([late.status, late.body.current.endsOn, late.body.current.title]).toEqual([412, '2026-12-31', '场地合作'])
  })
})

describe('who may see', () => {
  test('a partner its own contract and nobody else’s; management all of them; a branch none', async () => {
    const mine = await contract()
    const theirs = await contract({ partyId: jining.party('troupe'), title: '排练合作' })
    const listed = async (who: Client) =>
      (await who.get<{ items: ContractSummaryWire[] }>('/contracts')).body.items.map(({ title }) => title)
    expect([
      await listed(partner),
      await listed(other),
      await listed(await house.as('branch')),
      (await listed(manager)).toSorted(),
    ]).toEqual([['场地合作'], ['排练合作'], [], ['场地合作', '排练合作']])
    const statuses = async (who: Client, id: string) => [
      (await who.get(`/contracts/${id}`)).status,
      (await who.get(`/contracts/${id}/statement?month=2026-12`)).status,
      (await who.get(`/contracts/${id}/statement.xlsx?month=2026-12`)).status,
    ]
    expect([await statuses(partner, mine.id), await statuses(partner, theirs.id)]).toEqual([
      [200, 200, 200],
      [404, 404, 404],
    ])
    expect((await partner.get(`/contracts?partyId=${jining.party('troupe')}`)).body).toEqual({ items: [] })
    expect((await partner.post(`/contracts/${mine.id}/ending`, { lastDay: '2026-12-19', reason: '想退' })).status).toBe(
      403,
    )
    const elsewhere = await (await house.as('berlin-manager')).get(`/contracts/${mine.id}`)
    expect(elsewhere.status).toBe(404)
  })
})

/** 80 yuan an hour in classrooms, 100 on evenings from 18:00; what serves the public is free before 18:00. */
const PRICES = {
  validFrom: '2026-12-01',
  items: [
    {
      ...{ spaces: { kind: 'space-kind', spaceKind: 'classroom' }, days: 'any', from: 0, until: 1080 },
      ...{ fenPerHour: 8000, publicFenPerHour: 0 },
    },
    {
      ...{ spaces: { kind: 'space-kind', spaceKind: 'classroom' }, days: 'any', from: 1080, until: 1440 },
      ...{ fenPerHour: 10_001, publicFenPerHour: 2000 },
    },
  ],
} as const

describe('what a use comes to', () => {
  const used = async (reference: string, from: string, until: string, party = 'school', user = party) =>
    await addReservation(house.pool, jining, {
      ...{ reference, space: 'classroom', party, user, state: 'ended' },
      ...{ start: `2026-12-01T${from}:00+08:00`, end: `2026-12-01T${until}:00+08:00` },
    })
  const statement = async (id: string, who: Client | null = null) =>
    (await (who ?? (await house.as('manager'))).get<StatementWire>(`/contracts/${id}/statement?month=2026-12`)).body

  test('follows the prices of its day and hours, to the fen, and is recorded once', async () => {
    const { id } = await contract()
    expect((await manager.post('/price-lists', PRICES)).status).toBe(201)
    await used('白天', '09:00', '10:30')
    await used('傍晚', '17:00', '18:45')
    await used('别家', '11:00', '12:00', 'troupe')
    await used('基层', '13:00', '14:00', 'branch-1', 'branch')
    expect(await recordUses(house.app, jining.id)).toBe(3)
    expect(await recordUses(house.app, jining.id)).toBe(0)
    const { uses, income, shares, unpriced } = await statement(id, partner)
    // 1.5 h × 80; 1 h × 80 + ¾ h × 100.01, half a fen up
    expect([uses.map(({ title, minutes, fen, purpose }) => [title, minutes, fen, purpose]), income, unpriced]).toEqual([
      [
        ['白天', 90, 12_000, 'commercial'],
        ['傍晚', 105, 15_501, 'commercial'],
      ],
      27_501,
      0,
    ])
    expect(shares).toEqual({ publicMinutes: 0, commercialMinutes: 195, publicPercent: 0 })
  })

  test('in a slot counts as what the slot is for; the share is told with what is still booked', async () => {
    const { id } = await contract({ startsOn: '2026-11-01' })
    await manager.post('/price-lists', PRICES)
    await slotted(id, {}, { ends: { kind: 'count', sessions: 2 } })
    await slotted(
      id,
      { purpose: 'commercial', title: '鲁菜班' },
      { time: '17:00', ends: { kind: 'count', sessions: 1 } },
    )
    await house.pool.query(`update reservations set state = 'ended' where day = '2026-12-05'`)
    house.clock.now = Date.parse('2026-12-06T08:00:00+08:00')
    expect(await recordUses(house.app, jining.id)).toBe(2)
    const { contract: told, uses } = await statement(id)
    expect(uses.map(({ title, purpose, fen }) => [title, purpose, fen])).toEqual([
      ['月嫂班', 'public-benefit', 0],
      ['鲁菜班', 'commercial', 18_001],
    ])
    expect([told.served.publicPercent, told.planned.publicPercent, told.income]).toEqual([50, 66, 18_001])
  })

  test('without a price waits for one; a list from that day on prices it later', async () => {
    const { id } = await contract()
    await used('早课', '09:00', '10:00')
    await recordUses(house.app, jining.id)
    expect((await statement(id)).unpriced).toBe(1)
    await manager.post('/price-lists', PRICES)
    await recordUses(house.app, jining.id)
    const { uses, unpriced } = await statement(id)
    expect([unpriced, uses.map(({ fen, computedFen, priceVersion }) => [fen, computedFen, priceVersion])]).toEqual([
      0,
      [[8000, 8000, 1]],
    ])
  })

  test('is corrected with a reason; what was computed stays beside it, and a second corrector is told', async () => {
    const { id } = await contract()
    await manager.post('/price-lists', PRICES)
    await used('早课', '09:00', '10:00')
    await recordUses(house.app, jining.id)
    const [use] = (await statement(id)).uses
    const path = `/uses/${use?.reservationId}/correction`
    const asked = { version: 1, purpose: 'public-benefit', fen: 4000, reason: '半价优惠' }
    const replies = await Promise.all([
      manager.post<UseWire>(path, asked),
      manager.post<UseWire>(path, { ...asked, fen: 1 }),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const won = replies.find(({ status }) => status === 200)?.body
    expect([won?.computedFen, won?.reason, won?.version, won?.purpose]).toEqual([8000, '半价优惠', 2, 'public-benefit'])
    expect(await count(house.pool, `audit_events where action = 'correct-use'`)).toBe(1)
    // a newer list leaves what was corrected as it is
    await manager.post('/price-lists', PRICES)
    await recordUses(house.app, jining.id)
    expect((await statement(id)).uses[0]?.fen).toBe(won?.fen)
    expect((await partner.post(path, { ...asked, version: 2 })).status).toBe(403)
  })
})

describe('price lists', () => {
  test('follow each other: of two who write the next one at once, one is shown the other’s', async () => {
    const replies = await Promise.all(
      [8000, 9000].map(
        async (fenPerHour) =>
          await manager.post(
            '/price-lists',
            { ...PRICES, items: [{ ...PRICES.items[0], fenPerHour }] },
            { 'if-match': '"0"' },
          ),
      ),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 412])
    const { body } = await partner.get<{ items: PriceListWire[] }>('/price-lists')
    expect(body.items.map(({ version }) => version)).toEqual([1])
  })

  test('name spaces that are there and spans that end after they begin', async () => {
    const items = [{ ...PRICES.items[0], spaces: { kind: 'space', spaceId: idOf('nowhere') }, from: 600, until: 600 }]
    expect(faultsOf(await manager.post('/price-lists', { ...PRICES, items }))).toEqual([
      ['/items/0/spaces/spaceId', 'not-there'],
      ['/items/0/until', 'end-before-start'],
    ])
  })
})

describe('races', () => {
  test('of two contracts that want one slot at once, one has every date and the other none of them', async () => {
    const ids = [(await contract()).id, (await contract({ partyId: jining.party('troupe') })).id]
    const replies = await Promise.all(ids.map(async (id) => await manager.post(`/contracts/${id}/slots`, slot())))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(await count(house.pool, `reservations where state = 'confirmed'`)).toBe(9)
    expect(await count(house.pool, 'contract_slots')).toBe(1)
  })

  test('a slot that is placed while the contract ends holds nothing behind the end', async () => {
    const { id } = await contract()
    const [, ended]: readonly Reply[] = await Promise.all([
      manager.post(`/contracts/${id}/slots`, slot()),
      manager.post(`/contracts/${id}/ending`, { lastDay: '2026-12-05', reason: '不再合作' }),
    ])
    expect(ended?.status).toBe(200)
    expect(await count(house.pool, `reservations where state = 'confirmed' and day > '2026-12-05'`)).toBe(0)
  })
})

describe('the statement as a table', () => {
  test('is a spreadsheet under the partner’s name', async () => {
    const { id } = await contract()
    const { status, headers } = await manager.get(`/contracts/${id}/statement.xlsx?month=2026-12`)
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      `attachment; filename="table.xlsx"; filename*=UTF-8''school%202026-12.xlsx`,
    ])
  })
})

describe('before a contract ends', () => {
  test('managers are told at 60, 30 and 7 days, once each, and the list says which', async () => {
    await house.pool.query(`update users set email = 'manager@example.org' where user_id = $1`, [
      jining.user('manager'),
    ])
    const { id } = await contract()
    const mails = async () => {
      await remindOfContracts.run(house.app, {})
      await remindOfContracts.run(house.app, {})
      const { rows } = await house.pool.query<{ subject: string }>('select subject from mail_outbox order by queued_at')
      return rows.map(({ subject }) => subject)
    }
    const reminder = async () => (await (await house.as('manager')).get<ContractWire>(`/contracts/${id}`)).body.reminder
    expect([await mails(), await reminder()]).toEqual([['合作协议将到期：school，1月31日 周日（还有 60 天）'], 60])
    house.clock.now = Date.parse('2027-01-01T10:00:00+08:00')
    expect([(await mails()).length, await reminder()]).toEqual([2, 30])
    house.clock.now = Date.parse('2027-01-26T10:00:00+08:00')
    expect([(await mails()).length, await reminder()]).toEqual([3, 7])
    house.clock.now = Date.parse('2027-02-01T10:00:00+08:00')
    expect([(await mails()).length, await reminder()]).toEqual([3, null])
  })
})
