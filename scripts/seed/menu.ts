import type { Needs, ServiceKind } from '@gongyue/shared/domain/menu.ts'
import { idOf } from './dice.ts'
import { FACILITY, FOUNDED } from './house.ts'
import { samplePhone } from './parties.ts'
import type { Rows } from './rows.ts'

const facility_id = FACILITY.id

/** A service of the sample's menu. Invented. */
export interface SampleService {
  readonly id: string
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly kind: ServiceKind
  readonly minutes: number
  readonly needs: Needs
  readonly setUp: number
  readonly strike: number
}

type Listed = readonly [
  code: string,
  zh: string,
  en: string,
  kind: ServiceKind,
  summary: readonly [zh: string, en: string],
  numbers: readonly [minutes: number, least: number, most: number, setUp: number, strike: number, days: number],
  needs: Partial<Needs>,
  givenAt: 'palace' | 'outside' | 'both',
]

const SOUND = [{ use: '音响', count: 1 }]

const LISTED: readonly Listed[] = [
  [
    ...(['model-talk', '劳模宣讲', 'A model worker speaks', 'lecture'] as const),
    ...([
      ['劳模走进车间，讲自己的故事', 'A model worker comes to the shop floor'],
      [90, 20, 300, 20, 10, 3],
    ] as const),
    ...([{ crew: [{ skill: '劳模宣讲', count: 1 }] }, 'both'] as const),
  ],
  [
    ...(['health-talk', '健康讲座与义诊', 'Health talk', 'health-talk'] as const),
    ...([
      ['颈椎、腰椎、职业病，讲完现场问诊', 'Necks, backs, and questions answered'],
      [120, 20, 150, 30, 20, 3],
    ] as const),
    ...([
      { crew: [{ skill: '健康讲座', count: 1 }], kits: [{ use: '义诊', count: 1 }], vehicle: true },
      'outside',
    ] as const),
  ],
  [
    ...(['stress', '心理减压工作坊', 'Stress workshop', 'consultation'] as const),
    ...([
      ['倒班职工的睡眠与情绪', 'Sleep and moods of those on shifts'],
      [120, 10, 60, 15, 15, 5],
    ] as const),
    ...([{ crew: [{ skill: '心理疏导', count: 1 }] }, 'both'] as const),
  ],
  [
    ...(['troupe', '文艺小分队', 'Art troupe', 'art-troupe'] as const),
    ...([
      ['声乐、快板，送到车间、社区、村头', 'Songs and kuaiban where you are'],
      [60, 30, 1000, 45, 30, 5],
    ] as const),
    ...([
      {
        crew: [
          { skill: '声乐', count: 1 },
          { skill: '快板', count: 1 },
        ],
        kits: SOUND,
        vehicle: true,
      },
      'outside',
    ] as const),
  ],
  [
    ...(['law', '劳动法咨询', 'Labour law advice', 'consultation'] as const),
    ...([
      ['合同、工时、工伤，一对一解答', 'Contracts, hours, accidents'],
      [120, 5, 80, 10, 10, 3],
    ] as const),
    ...([{ crew: [{ skill: '劳动法咨询', count: 1 }] }, 'both'] as const),
  ],
  [
    ...(['paper-cutting', '剪纸进企业', 'Paper-cutting', 'course'] as const),
    ...([
      ['两小时学会一幅窗花', 'A window flower in two hours'],
      [120, 10, 40, 20, 20, 4],
    ] as const),
    ...([{ crew: [{ skill: '剪纸', count: 1 }] }, 'both'] as const),
  ],
  [
    ...(['couplets', '义写春联', 'New Year couplets', 'other'] as const),
    ...([
      ['现场书写，带回家', 'Written for you to take home'],
      [180, 30, 500, 30, 30, 7],
    ] as const),
    ...([{ crew: [{ skill: '春联', count: 1 }], kits: [{ use: '书写', count: 1 }] }, 'outside'] as const),
  ],
  [
    ...(['tour', '工运史展馆讲解', 'Tour of the labour history', 'exhibition-tour'] as const),
    ...([
      ['讲解员带看一小时', 'An hour with a guide'],
      [60, 10, 80, 0, 0, 2],
    ] as const),
    ...([{ crew: [{ skill: '劳模宣讲', count: 1 }] }, 'palace'] as const),
  ],
]

export const SERVICES: readonly SampleService[] = LISTED.map(([code, zh, en, kind, , numbers, needs], at) => ({
  ...{ id: idOf(`service ${code}`, FOUNDED + 300 + at), code, zh, en, kind, minutes: numbers[0] },
  ...{ needs: { crew: [], kits: [], vehicle: false, ...needs }, setUp: numbers[3], strike: numbers[4] },
}))

const DISTRICTS = ['任城区', '兖州区', '曲阜市', '邹城市', '泗水县', '嘉祥县', '汶上县', '微山县'].map((name, at) => ({
  ...{ id: idOf(`district ${name}`, FOUNDED + 400 + at), name, at },
}))

/** Minutes by road; 微山县 is left out, as nobody has driven there yet. Assumed. */
const WAYS: Readonly<Record<string, number>> = {
  '任城区 任城区': 20,
  '任城区 兖州区': 40,
  '任城区 曲阜市': 60,
  '任城区 邹城市': 55,
  '任城区 泗水县': 85,
  '任城区 嘉祥县': 45,
  '任城区 汶上县': 60,
  '兖州区 兖州区': 15,
  '兖州区 曲阜市': 30,
  '兖州区 邹城市': 35,
  '曲阜市 曲阜市': 15,
  '曲阜市 邹城市': 30,
  '曲阜市 泗水县': 35,
  '嘉祥县 汶上县': 50,
}

/** A place of the sample to which visits go. Invented. */
export interface SamplePlace {
  readonly id: string
  readonly name: string
  readonly district: string
  readonly address: string
  readonly contact: string
  readonly phone: string
}

export const PLACES: readonly SamplePlace[] = (
  [
    ['兴隆煤矿文体中心', '兖州区', '兴隆庄镇矿区路 6 号', '马队长'],
    ['圣阳电源三车间', '曲阜市', '圣阳路 1 号', '孔主任'],
    ['峄山社区活动室', '邹城市', '峄山北路 88 号', '邹大姐'],
    ['夹山头村文化大院', '泗水县', '泉林镇夹山头村', '村委老徐'],
    ['纸坊镇工会驿站', '嘉祥县', '纸坊镇青山路 12 号', '曾干事'],
    ['运河社区职工之家', '任城区', '运河路 31 号', '周大姐'],
  ] as const
).map(([name, district, address, contact], at) => ({
  ...{ id: idOf(`place ${name}`, FOUNDED + 500 + at), name, district, address, contact, phone: samplePhone(6000 + at) },
}))

const EQUIPMENT = (
  [
    ['van-1', '一号面包车', 'Van 1', 'vehicle', '', 7],
    ['van-2', '二号商务车', 'Van 2', 'vehicle', '', 5],
    ['kit-sound-1', '流动音响一号', 'Sound kit 1', 'kit', '音响', null],
    ['kit-clinic-1', '义诊箱', 'Clinic kit', 'kit', '义诊', null],
    ['kit-ink-1', '书写箱', 'Writing kit', 'kit', '书写', null],
  ] as const
).map(([code, zh, en, kind, use, seats], at) => ({
  ...{ id: idOf(`equipment ${code}`, FOUNDED + 600 + at), code, zh, en, kind, use, seats },
}))

/** @throws Error when the sample has no such thing */
export function equipmentOf(code: string): string {
  return found(EQUIPMENT, (one) => one.code === code, code).id
}

export function districtOf(name: string): string {
  return found(DISTRICTS, (one) => one.name === name, name).id
}

export function serviceOf(code: string): SampleService {
  return found(SERVICES, (one) => one.code === code, code)
}

export function placeOf(name: string): SamplePlace {
  return found(PLACES, (one) => one.name === name, name)
}

/** How long the way from the palace is. */
export function minutesTo(district: string): number {
  return WAYS[`任城区 ${district}`] ?? 0
}

/** The menu, where the palace goes with it, and with what. */
export function menuRows(): Rows {
  return {
    atoms: EQUIPMENT.map(({ id, code }) => ({ facility_id, atom_id: id, kind: 'equipment', code })),
    services: LISTED.map(([code, zh, en, kind, [summaryZh, summaryEn], numbers, , given_at], position) => ({
      ...{ facility_id, service_id: serviceOf(code).id, code, name: { 'zh-CN': zh, en }, kind, given_at, position },
      ...{ summary: { 'zh-CN': summaryZh, en: summaryEn }, minutes: numbers[0], audience_min: numbers[1] },
      ...{ audience_max: numbers[2], set_up_minutes: numbers[3], strike_minutes: numbers[4] },
      ...{ order_by_days: numbers[5], order_by_unit: 'workdays', route: code === 'tour' ? 'direct' : 'approval' },
      ...{ crew: serviceOf(code).needs.crew, kits: serviceOf(code).needs.kits },
      ...{ needs_vehicle: serviceOf(code).needs.vehicle, active: true, version: 1 },
    })),
    districts: DISTRICTS.map(({ id, name, at }) => ({
      ...{ facility_id, district_id: id, name, home: at === 0, position: at },
    })),
    travel_times: Object.entries(WAYS).map(([pair, minutes]) => {
      const [from = '', to = ''] = pair.split(' ')
      return { facility_id, from_id: districtOf(from), to_id: districtOf(to), minutes }
    }),
    outside_places: PLACES.map(({ id, name, district, address, contact, phone }) => ({
      ...{ facility_id, place_id: id, name, district_id: districtOf(district), address, contact },
      ...{ contact_phone: phone, party_id: null, active: true },
    })),
    equipment: EQUIPMENT.map(({ id, code, zh, en, kind, use, seats }) => ({
      ...{ facility_id, equipment_id: id, code, name: { 'zh-CN': zh, en }, kind, use, seats, active: true },
    })),
  }
}

function found<T>(list: readonly T[], is: (one: T) => boolean, name: string): T {
  const one = list.find(is)
  if (one === undefined) throw new Error(`The sample's menu has no "${name}".`)
  return one
}
