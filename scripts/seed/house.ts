import type { Name } from '@gongyue/shared/domain/names.ts'
import type { Space, SpaceKind } from '@gongyue/shared/domain/space.ts'
import { CONDITIONS } from './conditions.ts'
import { idOf } from './dice.ts'

/** A space with what only the pages need. */
export interface SampleSpace extends Space {
  /** Its place on the board. */
  readonly position: number
  /** 预约须知, or null when there is nothing to accept. */
  readonly conditions: Name | null
}

/** A leaf space as the floor sees it. Its code is that of the space. */
export interface SampleAtom {
  readonly id: string
  readonly code: string
}

/** The day the palace opened: the moment in the ids of everything that was there from the start. */
export const FOUNDED = Date.parse('2021-11-26T00:00:00+08:00')

export const FACILITY = {
  id: idOf('facility jining', FOUNDED),
  code: 'jining',
  name: { 'zh-CN': '济宁市工人文化宫', en: "Jining Workers' Cultural Palace" },
  timeZone: 'Asia/Shanghai',
} as const

/** Minutes and days that spaces of one sort share. */
interface Terms {
  readonly buffers: readonly [setUp: number, strike: number]
  readonly grid: number
  readonly length: readonly [min: number, max: number]
  readonly notice: number
  readonly horizon: number
}

const DAY = 1440
const TERMS = {
  theatre: { buffers: [60, 60], grid: 15, length: [60, 720], notice: 3 * DAY, horizon: 180 },
  square: { buffers: [60, 60], grid: 15, length: [60, 720], notice: 5 * DAY, horizon: 180 },
  tableHall: { buffers: [30, 30], grid: 30, length: [60, 720], notice: 2 * DAY, horizon: 60 },
  halfHall: { buffers: [0, 0], grid: 30, length: [60, 240], notice: DAY, horizon: 60 },
  table: { buffers: [0, 0], grid: 30, length: [30, 120], notice: 0, horizon: 7 },
  gym: { buffers: [30, 30], grid: 30, length: [60, 480], notice: 2 * DAY, horizon: 60 },
  gymPlace: { buffers: [0, 0], grid: 30, length: [30, 120], notice: 0, horizon: 7 },
  rehearsal: { buffers: [15, 15], grid: 15, length: [60, 480], notice: DAY, horizon: 60 },
  classroom: { buffers: [10, 10], grid: 15, length: [30, 480], notice: 60, horizon: 60 },
  lab: { buffers: [20, 20], grid: 15, length: [60, 480], notice: 60, horizon: 60 },
  exhibition: { buffers: [30, 30], grid: 15, length: [60, 600], notice: 2 * DAY, horizon: 120 },
  readingRoom: { buffers: [15, 15], grid: 15, length: [60, 240], notice: 120, horizon: 60 },
} as const satisfies Readonly<Record<string, Terms>>

interface Plan {
  readonly code: string
  readonly parent?: string
  readonly name: readonly [zh: string, en: string]
  readonly kind: SpaceKind
  readonly capacity: number
  readonly terms: Terms
  /** Keys of the vocabulary in shared/src/domain/feature.ts. */
  readonly features?: readonly string[]
  readonly conditions?: Name
  /** Codes of the atoms; itself when left out. */
  readonly atoms?: readonly string[]
}

const TABLES = numbered('table-tennis', 1, 12)
const PLACES = numbered('gym', 1, 40)

const table = (code: string, index: number): Plan => ({
  code,
  parent: 'table-tennis',
  name: [`乒乓球馆 ${index + 1} 号台`, `Table ${index + 1}`],
  kind: 'table',
  capacity: 4,
  terms: TERMS.table,
  features: ['wheelchair'],
  conditions: CONDITIONS.tableTennis,
})

const half = (code: string, zh: string, en: string, atoms: readonly string[]): Plan => ({
  code,
  parent: 'table-tennis',
  name: [`乒乓球馆${zh}半场`, `Table-tennis hall, ${en} half`],
  kind: 'table-hall',
  capacity: 30,
  terms: TERMS.halfHall,
  features: ['sound', 'wheelchair'],
  conditions: CONDITIONS.tableTennis,
  atoms,
})

const place = (code: string, index: number): Plan => ({
  code,
  parent: 'gym',
  name: [`健身馆 ${index + 1} 号位`, `Gym place ${index + 1}`],
  kind: 'gym-place',
  capacity: 1,
  terms: TERMS.gymPlace,
  features: ['mirror'],
  conditions: CONDITIONS.gym,
})

const rehearsal = (code: string, suffix: string, capacity: number, more: Partial<Plan> = {}): Plan => ({
  code,
  name: [`音乐舞蹈排练厅 ${suffix}`, `Rehearsal hall ${suffix}`],
  kind: 'rehearsal',
  capacity,
  terms: TERMS.rehearsal,
  features: ['mirror', 'piano', 'sound', 'loud'],
  conditions: CONDITIONS.rehearsal,
  ...more,
})

const classroom = (number: string, capacity: number, more: Partial<Plan> = {}): Plan => ({
  code: `classroom-${number}`,
  name: [`职工技能培训教室 ${number}`, `Training classroom ${number}`],
  kind: 'classroom',
  capacity,
  terms: TERMS.classroom,
  features: ['whiteboard', 'projector'],
  ...more,
})

/** The places of the palace in the order of the board. Capacities and minutes are samples. */
const PLANS: readonly Plan[] = [
  {
    code: 'theatre',
    name: ['职工剧场', "Workers' Theatre"],
    kind: 'theatre',
    capacity: 600,
    terms: TERMS.theatre,
    features: ['stage', 'lighting', 'sound', 'screen', 'projector', 'piano', 'wheelchair', 'loud'],
    conditions: CONDITIONS.theatre,
  },
  {
    code: 'square',
    name: ['“五一”文化广场', 'May Day Square'],
    kind: 'square',
    capacity: 2000,
    terms: TERMS.square,
    features: ['outdoor', 'sound', 'screen', 'wheelchair', 'loud'],
    conditions: CONDITIONS.square,
  },
  rehearsal('rehearsal', 'A+B', 120, { atoms: ['rehearsal-a', 'rehearsal-b'] }),
  rehearsal('rehearsal-a', 'A', 60, { parent: 'rehearsal' }),
  rehearsal('rehearsal-b', 'B', 60, { parent: 'rehearsal' }),
  classroom('201-202', 80, {
    name: ['职工技能培训教室 201+202（合并）', 'Training classrooms 201+202 (joined)'],
    features: ['whiteboard', 'projector', 'screen', 'sound'],
    atoms: ['classroom-201', 'classroom-202'],
  }),
  classroom('201', 40, { parent: 'classroom-201-202' }),
  classroom('202', 40, { parent: 'classroom-201-202' }),
  classroom('203', 30, { features: ['whiteboard', 'quiet'] }),
  classroom('204', 80, { features: ['whiteboard', 'projector', 'screen', 'sound', 'wheelchair'] }),
  classroom('205', 30, {
    name: ['面点烹饪实训室 205', 'Pastry and cooking lab 205'],
    terms: TERMS.lab,
    features: ['whiteboard', 'kitchen'],
    conditions: CONDITIONS.kitchen,
  }),
  classroom('206', 30, {
    name: ['护理实训室 206', 'Nursing-care lab 206'],
    terms: TERMS.lab,
    features: ['whiteboard', 'projector', 'care-beds', 'wheelchair'],
    conditions: CONDITIONS.care,
  }),
  {
    code: 'exhibition',
    name: ['济宁工运史暨劳模精神展馆', 'Labour History and Model Workers Exhibition Hall'],
    kind: 'exhibition',
    capacity: 80,
    terms: TERMS.exhibition,
    features: ['lighting', 'screen', 'quiet', 'wheelchair'],
  },
  {
    code: 'reading-room',
    name: ['职工书屋', "Workers' Reading Room"],
    kind: 'reading-room',
    capacity: 60,
    terms: TERMS.readingRoom,
    features: ['projector', 'quiet', 'wheelchair'],
  },
  {
    code: 'table-tennis',
    name: ['乒乓球馆', 'Table-tennis hall'],
    kind: 'table-hall',
    capacity: 60,
    terms: TERMS.tableHall,
    features: ['sound', 'wheelchair'],
    conditions: CONDITIONS.tableTennis,
    atoms: TABLES,
  },
  half('table-tennis-north', '北', 'north', TABLES.slice(0, 6)),
  half('table-tennis-south', '南', 'south', TABLES.slice(6)),
  ...TABLES.map(table),
  {
    code: 'gym',
    name: ['健身馆', 'Gym'],
    kind: 'gym',
    capacity: 40,
    terms: TERMS.gym,
    features: ['mirror', 'sound'],
    conditions: CONDITIONS.gym,
    atoms: PLACES,
  },
  ...PLACES.map(place),
]

export const ATOMS: readonly SampleAtom[] = PLANS.filter(({ atoms }) => atoms === undefined).map(({ code }) => ({
  id: atomId(code),
  code,
}))

export const SPACES: readonly SampleSpace[] = PLANS.map((plan, index) => ({
  id: spaceId(plan.code),
  code: plan.code,
  parentId: plan.parent === undefined ? null : spaceId(plan.parent),
  name: { 'zh-CN': plan.name[0], en: plan.name[1] },
  kind: plan.kind,
  atomIds: (plan.atoms ?? [plan.code]).map(atomId).toSorted(),
  capacity: plan.capacity,
  features: plan.features ?? [],
  setUpMinutes: plan.terms.buffers[0],
  strikeMinutes: plan.terms.buffers[1],
  gridMinutes: plan.terms.grid,
  minMinutes: plan.terms.length[0],
  maxMinutes: plan.terms.length[1],
  noticeMinutes: plan.terms.notice,
  horizonDays: plan.terms.horizon,
  conditionsVersion: plan.conditions === undefined ? 0 : 1,
  bookable: true,
  position: index + 1,
  conditions: plan.conditions ?? null,
}))

/** @throws Error when the palace has no such space */
export function spaceOf(code: string): SampleSpace {
  const found = byCode.get(code)
  if (found === undefined) throw new Error(`The sample palace has no space "${code}".`)
  return found
}

const byCode = new Map(SPACES.map((space) => [space.code, space]))

function atomId(code: string): string {
  return idOf(`atom ${code}`, FOUNDED)
}

function spaceId(code: string): string {
  return idOf(`space ${code}`, FOUNDED)
}

function numbered(prefix: string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${prefix}-${String(first + index).padStart(2, '0')}`)
}
