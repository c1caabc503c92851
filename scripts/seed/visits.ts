import { orderStateOf, type ServiceLineState } from '@gongyue/shared/domain/order.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { spanOn, startOf } from './days.ts'
import { idOf } from './dice.ts'
import { FACILITY } from './house.ts'
import { districtOf, equipmentOf, minutesTo, placeOf, serviceOf } from './menu.ts'
import { partyOf } from './parties.ts'
import { officerOf, userOf } from './people.ts'
import { POLICY } from './policy.ts'
import { iso, type Row, type Rows } from './rows.ts'
import { volunteerOf } from './volunteers.ts'

const facility_id = FACILITY.id

/** References of their own, so that those of the other orders go on without a gap. */
const FIRST_REFERENCE = 600_001

/** A service of an order of the sample. */
interface SampleVisit {
  readonly service: string
  readonly place: string
  /** Days from today, and the clock. */
  readonly days: number
  readonly clock: string
  readonly people: number
  readonly state: ServiceLineState
  readonly crew?: readonly string[]
  readonly things?: readonly string[]
  readonly reason?: string
  readonly came?: number
  readonly rating?: readonly [stars: number, words: string]
}

interface SampleVisits {
  readonly party: string
  readonly title: string
  readonly visits: readonly SampleVisit[]
}

const TROUPE = { service: 'troupe', crew: ['voice', 'drum'], things: ['van-1', 'kit-sound-1'] } as const

/** One order of each state; two of them could be made in one go. */
const ORDERS: readonly SampleVisits[] = [
  {
    ...{ party: 'branch-01', title: '送健康进矿区' },
    visits: [
      {
        ...{
          service: 'health-talk',
          place: '兴隆煤矿文体中心',
          days: -12,
          clock: '14:30',
          people: 90,
          state: 'delivered',
        },
        ...{
          crew: ['doctor'],
          things: ['van-2', 'kit-clinic-1'],
          came: 86,
          rating: [5, '讲得实在，下次多留点问诊时间'],
        },
      },
    ],
  },
  {
    ...{ party: 'branch-02', title: '送戏下乡' },
    visits: [
      { ...TROUPE, place: '夹山头村文化大院', days: -6, clock: '15:00', people: 300, state: 'delivered', came: 320 },
    ],
  },
  {
    ...{ party: 'branch-02', title: '劳模精神进车间' },
    visits: [
      {
        service: 'model-talk',
        place: '圣阳电源三车间',
        days: 8,
        clock: '09:30',
        people: 120,
        state: 'accepted',
        crew: ['model'],
      },
    ],
  },
  {
    ...{ party: 'branch-01', title: '矿工大讲堂' },
    visits: [
      { service: 'model-talk', place: '兴隆煤矿文体中心', days: 9, clock: '14:30', people: 150, state: 'pending' },
    ],
  },
  {
    ...{ party: 'branch-01', title: '社区职工开放日' },
    visits: [
      { ...TROUPE, place: '峄山社区活动室', days: 10, clock: '10:00', people: 200, state: 'accepted' },
      {
        ...{ service: 'couplets', place: '峄山社区活动室', days: 10, clock: '14:00', people: 200, state: 'declined' },
        reason: '春联队要到腊月才出来，可改到一月',
      },
    ],
  },
  {
    ...{ party: 'branch-02', title: '普法进工会驿站' },
    visits: [{ service: 'law', place: '纸坊镇工会驿站', days: 11, clock: '14:30', people: 40, state: 'pending' }],
  },
  {
    ...{ party: 'branch-01', title: '剪纸体验' },
    visits: [
      { service: 'paper-cutting', place: '运河社区职工之家', days: 7, clock: '19:00', people: 25, state: 'withdrawn' },
    ],
  },
]

/**
 * Services that were ordered around today, in every state, and two wishes.
 */
export function visitRows(today: LocalDate): Rows {
  const made = ORDERS.map((order, at) => orderRows(order, today, `${today} ${at}`, at))
  const all = (name: keyof (typeof made)[number]) => made.flatMap((one) => one[name])
  return {
    orders: all('orders'),
    service_lines: all('service_lines'),
    visits: all('visits'),
    visit_people: all('visit_people'),
    visit_equipment: all('visit_equipment'),
    claims: all('claims'),
    head_counts: all('head_counts'),
    audit_events: all('audit_events'),
    ...wishRows(today),
  }
}

function orderRows({ party: code, title, visits }: SampleVisits, today: LocalDate, key: string, number: number) {
  const party = partyOf(code)
  const officer = officerOf(party)
  const first = Math.min(...visits.map(({ days }) => days))
  const placed = spanOn(addDays(today, Math.min(first - 9, -2)), '10:00', 1).start
  const order_id = idOf(`visits ${key}`, placed)
  const reference = `${localDateOf(placed, FACILITY.timeZone).slice(0, 4)}-${String(FIRST_REFERENCE + number)}`
  const lines = visits.map((visit, position) =>
    lineRows(visit, { today, key: `${key} ${position}`, order_id, party: party.id, position, placed }),
  )
  const deeds = ['place-order', ...lines.flatMap(({ deeds: done }) => done)]
  return {
    orders: [
      {
        ...{ facility_id, order_id, reference, party_id: party.id, placed_by: officer.id, title, purpose: '' },
        ...{ headcount: Math.max(...visits.map(({ people }) => people)), features: [], conditions: {} },
        ...{ state: orderStateOf(visits.map(({ state }) => state)), policy_version: POLICY.version },
        ...{ version: deeds.length, placed_at: iso(placed) },
      },
    ],
    service_lines: lines.map(({ line }) => line),
    visits: lines.flatMap(({ visit }) => visit),
    visit_people: lines.flatMap(({ people }) => people),
    visit_equipment: lines.flatMap(({ equipment }) => equipment),
    claims: lines.flatMap(({ claims }) => claims),
    head_counts: lines.flatMap(({ heads }) => heads),
    audit_events: deeds.map((action, at) => ({
      ...{ facility_id, audit_id: idOf(`visits ${key} deed ${at}`, placed + at), at: iso(placed + at * 60_000) },
      ...{
        user_id: action === 'place-order' ? officer.id : userOf('coordinator').id,
        action,
        noun: 'order',
        noun_id: order_id,
      },
      data: { reference },
    })),
  }
}

interface Making {
  readonly today: LocalDate
  readonly key: string
  readonly order_id: string
  readonly party: string
  readonly position: number
  readonly placed: number
}

function lineRows(one: SampleVisit, { today, key, order_id, party, position, placed }: Making) {
  const service = serviceOf(one.service)
  const place = placeOf(one.place)
  const at = spanOn(addDays(today, one.days), one.clock, service.minutes)
  const line_id = idOf(`visit line ${key}`, placed)
  const visit_id = idOf(`visit ${key}`, placed)
  const isDecided = one.state === 'accepted' || one.state === 'delivered' || one.state === 'declined'
  const given = one.state === 'delivered' ? iso(at.end) : null
  const line: Row = {
    ...{ facility_id, line_id, order_id, party_id: party, position, kind: 'service', service_id: service.id },
    ...{ title: service.zh, starts_at: iso(at.start), ends_at: iso(at.end), place: 'outside', place_id: place.id },
    ...{ district_id: districtOf(place.district), address: place.address, contact: place.contact },
    ...{ contact_phone: place.phone, headcount: one.people, note: '', needs: service.needs },
    ...{ set_up_minutes: service.setUp, strike_minutes: service.strike, state: one.state, waivers: [] },
    ...{
      decided_by: isDecided ? userOf('coordinator').id : null,
      decided_at: isDecided ? iso(placed + 3_600_000) : null,
    },
    ...{ reason_code: one.state === 'declined' ? 'other' : null, reason: one.reason ?? null, delivered_at: given },
    ...{ rating: one.rating?.[0] ?? null, feedback: one.rating?.[1] ?? null },
    ...{
      rated_by: one.rating ? officerOf(partyOf('branch-01')).id : null,
      rated_at: one.rating ? iso(at.end + 3_600_000) : null,
    },
  }
  const deeds = [
    ...(isDecided ? ['decide-order'] : one.state === 'withdrawn' ? ['cancel-order'] : []),
    ...(one.state === 'delivered' ? ['deliver-service'] : []),
    ...(one.rating ? ['rate-service'] : []),
  ]
  const stands = one.state === 'accepted' || one.state === 'delivered'
  if (!stands) return { line, deeds, visit: [], people: [], equipment: [], claims: [], heads: [] }
  const way = minutesTo(place.district) * MINUTE
  const arrives = at.start - service.setUp * MINUTE
  const leaves = at.end + service.strike * MINUTE
  const held = { held_from: iso(arrives - way), held_until: iso(leaves + way) }
  const people = (one.crew ?? []).map(volunteerOf)
  const equipment = (one.things ?? []).map(equipmentOf)
  return {
    line,
    deeds,
    visit: [
      {
        ...{ facility_id, visit_id, line_id, departs_at: held.held_from, arrives_at: iso(arrives) },
        ...{ starts_at: iso(at.start), ends_at: iso(at.end), leaves_at: iso(leaves), returns_at: held.held_until },
        ...{ after_id: null, state: one.state === 'delivered' ? 'delivered' : 'planned', version: 1 },
      },
    ],
    people: people.map((person_id) => ({ facility_id, visit_id, person_id })),
    equipment: equipment.map((equipment_id) => ({ facility_id, visit_id, equipment_id })),
    claims: [...people, ...equipment].map((atom_id, nth) => ({
      ...{
        facility_id,
        claim_id: idOf(`visit claim ${key} ${nth}`, placed),
        atom_id,
        visit_id,
        ...held,
        status: 'confirmed',
      },
    })),
    heads:
      one.came === undefined
        ? []
        : [
            {
              ...{ facility_id, count_id: idOf(`visit heads ${key}`, at.end), visit_id, on_site: one.came, online: 0 },
              ...{
                counted_on: localDateOf(at.start, FACILITY.timeZone),
                note: '',
                counted_by: userOf('coordinator').id,
              },
              counted_at: iso(at.end),
            },
          ],
  }
}

/** One wish with an offer, and one that nobody has answered. */
function wishRows(today: LocalDate): Rows {
  const placed = startOf(today) - 20 * 3_600_000
  const place = placeOf('兴隆煤矿文体中心')
  const wish = (name: string, rest: Row): Row => ({
    ...{
      facility_id,
      wish_id: idOf(`wish ${name}`, placed),
      placed_at: iso(placed),
      version: 1,
      state: 'open',
      ...rest,
    },
  })
  const asked = wish('stress', {
    ...{ party_id: partyOf('branch-01').id, placed_by: userOf('branch').id, title: '给夜班职工减减压', headcount: 50 },
    ...{ words: '井下三班倒，最近情绪都不太好，想请老师来讲讲、聊聊', place_id: place.id },
    ...{
      district_id: districtOf(place.district),
      address: place.address,
      contact: place.contact,
      contact_phone: place.phone,
    },
    ...{ from_date: addDays(today, 10), until_date: addDays(today, 30) },
  })
  const other = wish('lights', {
    ...{ party_id: partyOf('branch-02').id, placed_by: userOf('branch2').id, title: '元宵节猜灯谜', headcount: 80 },
    ...{ words: '想在厂里办一场，需要出题和主持的人', place_id: null, district_id: districtOf('任城区') },
    ...{ address: '洸河路 60 号', contact: '工会小李', contact_phone: null },
    ...{ from_date: addDays(today, 20), until_date: addDays(today, 40) },
  })
  return {
    wishes: [asked, other],
    wish_offers: [
      {
        ...{
          facility_id,
          offer_id: idOf('wish offer stress', placed),
          wish_id: asked['wish_id'],
          service_id: serviceOf('stress').id,
        },
        ...{
          starts_at: iso(spanOn(addDays(today, 14), '15:00', 1).start),
          space_id: null,
          people: [volunteerOf('mind')],
          equipment: [],
        },
        ...{ words: '宁老师可以下午过去，先讲一小时，再留一小时聊', state: 'open', made_by: userOf('coordinator').id },
        ...{ made_at: iso(placed + 3_600_000), order_id: null },
      },
    ],
  }
}
