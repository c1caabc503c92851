import type pg from 'pg'
import type { ServiceDraftWire } from '@gongyue/shared/api/services.ts'
import type { Reply, TestHouse } from './house.ts'
import { addPerson } from './people.ts'

/** A menu for the small palace: a talk by one doctor, and three districts. */
export interface SmallMenu {
  /** By name: `home`, `near`, `far`; the way to `far` is unknown. */
  readonly district: (name: string) => string
  /** By code: `talk` (one doctor, approval), `troupe` (two singers, a sound kit and a vehicle), `direct` (one doctor, at once). */
  readonly service: (code: string) => string
  readonly doctor: string
  readonly equipment: (code: string) => string
}

/** A talk of an hour and a half by one doctor, for 10 to 100 people, two workdays ahead, anywhere. */
export const TALK: ServiceDraftWire = {
  code: 'talk',
  name: { 'zh-CN': '健康讲座', en: 'Health talk' },
  summary: { 'zh-CN': '讲讲颈椎', en: 'About necks' },
  kind: 'health-talk',
  minutes: 90,
  audienceMin: 10,
  audienceMax: 100,
  needs: { crew: [{ skill: '中医', count: 1 }], kits: [], vehicle: false },
  setUpMinutes: 30,
  strikeMinutes: 15,
  orderBy: { days: 2, unit: 'workdays' },
  givenAt: 'both',
  route: 'approval',
  from: null,
  until: null,
  active: true,
  position: 0,
}

const TROUPE: ServiceDraftWire = {
  ...TALK,
  code: 'troupe',
  name: { 'zh-CN': '文艺小分队', en: 'Art troupe' },
  kind: 'art-troupe',
  needs: { crew: [{ skill: '声乐', count: 2 }], kits: [{ use: '音响', count: 1 }], vehicle: true },
  givenAt: 'outside',
  audienceMax: 500,
}

/** Writes the menu through the API, as management would. */
export async function buildMenu(house: TestHouse): Promise<SmallMenu> {
  const manager = await house.as('manager')
  const made = async (path: string, body: object): Promise<string> => {
    const reply: Reply<{ readonly id: string }> = await manager.post(path, body)
    if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${reply.text}`)
    return reply.body.id
  }
  const districts = new Map<string, string>()
  for (const name of ['home', 'near', 'far', 'beyond']) districts.set(name, await made('/districts', { name }))
  const district = (name: string) => districts.get(name) ?? ''
  const way = async (from: string, to: string, minutes: number) => {
    await manager.put('/travel-times', { from: district(from), to: district(to), minutes })
  }
  await way('home', 'home', 20)
  await way('home', 'near', 40)
  await way('home', 'beyond', 60)
  await way('near', 'beyond', 25)
  const services = new Map<string, string>()
  const drafts = [TALK, TROUPE, { ...TALK, code: 'direct', route: 'direct' as const }]
  for (const draft of drafts) services.set(draft.code, await made('/services', draft))
  const equipment = new Map<string, string>()
  const piece = async (code: string, rest: object) =>
    equipment.set(code, await made('/equipment', { code, name: { 'zh-CN': code, en: code }, active: true, ...rest }))
  await piece('van', { kind: 'vehicle', use: '', seats: 4 })
  await piece('sound', { kind: 'kit', use: '音响', seats: null })
  const doctor = await addPerson(house.pool, house.jining, '郝仲景', { skills: ['中医'] })
  await addPerson(house.pool, house.jining, '歌一', { skills: ['声乐'] })
  await addPerson(house.pool, house.jining, '歌二', { skills: ['声乐', '舞蹈'] })
  return {
    district,
    service: (code) => services.get(code) ?? '',
    doctor,
    equipment: (code) => equipment.get(code) ?? '',
  }
}

/** A visit to a district of the small menu. */
export function visitTo(menu: SmallMenu, district: string) {
  return {
    kind: 'outside',
    districtId: menu.district(district),
    address: `${district} 1 号`,
    contact: '老刘',
    contactPhone: '13812345678',
  }
}

/** No wishes; visits go with their orders, see clearOrders. The menu stays. */
export async function clearWishes(pool: pg.Pool): Promise<void> {
  await pool.query('truncate wishes cascade')
}
