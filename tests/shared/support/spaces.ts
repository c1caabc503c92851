import type { Space } from '@gongyue/shared/domain/space.ts'

/**
 * Five places: a hall of twelve tables, bookable whole, by half and by table; a rehearsal hall A, B, A+B; a theatre; two classrooms that can be
 * joined; a gym of six places. A space's id is its code.
 */
export function theSpaces(): ReadonlyMap<string, Space> {
  return new Map(SPACES.map((space) => [space.id, space]))
}

/** A room for forty with no tricks; the test says what it is about. */
export function aSpace(id: string, changes: Partial<Space> = {}): Space {
  return {
    id,
    code: id,
    parentId: null,
    name: { 'zh-CN': `【${id}】`, en: id },
    kind: 'classroom',
    atomIds: [id],
    capacity: 40,
    features: [],
    setUpMinutes: 0,
    strikeMinutes: 0,
    gridMinutes: 30,
    minMinutes: 60,
    maxMinutes: 240,
    noticeMinutes: 60,
    horizonDays: 30,
    conditionsVersion: 0,
    bookable: true,
    ...changes,
  }
}

/** `table-01` … `table-12`; the atoms are called the same. */
export const TABLES: readonly string[] = Array.from({ length: 12 }, (_, i) => `table-${String(i + 1).padStart(2, '0')}`)

const PLACES: readonly string[] = Array.from({ length: 6 }, (_, i) => `gym-0${i + 1}`)

const SPACES: readonly Space[] = [
  aSpace('theatre', {
    kind: 'theatre',
    capacity: 600,
    features: ['lighting', 'projector', 'sound', 'stage'],
    setUpMinutes: 60,
    strikeMinutes: 60,
    maxMinutes: 480,
    noticeMinutes: 1440,
    horizonDays: 90,
    conditionsVersion: 2,
  }),
  aSpace('tables', { kind: 'table-hall', atomIds: TABLES, capacity: 48 }),
  aSpace('tables-left', { kind: 'table-hall', parentId: 'tables', atomIds: TABLES.slice(0, 6), capacity: 24 }),
  aSpace('tables-right', { kind: 'table-hall', parentId: 'tables', atomIds: TABLES.slice(6), capacity: 24 }),
  ...TABLES.map((id) =>
    aSpace(id, { kind: 'table', parentId: 'tables', capacity: 4, maxMinutes: 120, horizonDays: 7 }),
  ),
  aSpace('rehearsal', {
    kind: 'rehearsal',
    atomIds: ['rehearsal-a', 'rehearsal-b'],
    capacity: 120,
    features: ['loud', 'mirror', 'sound'],
    setUpMinutes: 15,
    strikeMinutes: 15,
  }),
  ...['rehearsal-a', 'rehearsal-b'].map((id) =>
    aSpace(id, {
      kind: 'rehearsal',
      parentId: 'rehearsal',
      capacity: 60,
      features: ['loud', 'mirror', 'sound'],
      setUpMinutes: 15,
      strikeMinutes: 15,
    }),
  ),
  aSpace('classroom-201-202', { atomIds: ['classroom-201', 'classroom-202'], capacity: 80, features: ['projector'] }),
  ...['classroom-201', 'classroom-202'].map((id) =>
    aSpace(id, { parentId: 'classroom-201-202', features: ['projector'] }),
  ),
  aSpace('gym', { kind: 'gym', atomIds: PLACES, capacity: 6 }),
  ...PLACES.map((id) => aSpace(id, { kind: 'gym-place', parentId: 'gym', capacity: 1 })),
]
