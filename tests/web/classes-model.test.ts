import { beforeAll, describe, expect, test } from 'vitest'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ProgrammeCardWire, ProgrammeSessionWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import { newClassDraft, readClassDraft, skillsOf } from '../../web/src/classes/class-draft.ts'
import { instantOf, localOf } from '../../web/src/classes/instants.ts'
import { createLoaded } from '../../web/src/classes/loaded.ts'
import { missingOf, slotWords } from '../../web/src/classes/slots.ts'
import { reasonWords } from '../../web/src/classes/substitute-words.ts'
import { absenceOver, bySkill, lostSessions, marksOf } from '../../web/src/pages/class/model.ts'
import { shownClasses, termNow } from '../../web/src/pages/classes/model.ts'
import { current, leftOf } from '../../web/src/pages/learn/model.ts'
import { cellsOf, hoursOf, isGrid } from '../../web/src/pages/people/hours.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'

beforeAll(() => chooseLocale('zh-CN'))

const term: TermWire = {
  ...{ id: 'spring', name: '2027 春季', startsOn: '2027-03-01', endsOn: '2027-06-30' },
  ...{ opensAt: '2027-02-01T09:00:00+08:00', closesAt: '2027-02-20T18:00:00+08:00' },
}
const party = { id: 'palace', name: '文化宫' }

describe('the clock of the facility', () => {
  test.each([
    ['2026-12-04T19:00', 'Asia/Shanghai', '2026-12-04T19:00:00+08:00'],
    ['2026-12-04T19:00', 'Europe/Berlin', '2026-12-04T19:00:00+01:00'],
    ['2026-07-04T19:00', 'Europe/Berlin', '2026-07-04T19:00:00+02:00'],
    ['2026-10-25T12:00', 'Europe/Berlin', '2026-10-25T12:00:00+01:00'],
    ['2026-12-04T19:00', 'Pacific/Chatham', '2026-12-04T19:00:00+13:45'],
    ['', 'Asia/Shanghai', ''],
  ])('%s in %s is %s', (local, zone, instant) => expect(instantOf(local, zone)).toBe(instant))

  test('is what a field shows', () => expect(localOf(term.opensAt)).toBe('2027-02-01T09:00'))
})

describe('a class that is typed', () => {
  const draft = { ...newClassDraft(term, party), title: ' 书法 ', skills: '书法，国画, 书法；' }

  test('is what the contract asks for', () => {
    const read = readClassDraft(draft, 'Asia/Shanghai')
    expect(read.kind === 'draft' && read.draft).toEqual({
      ...{ termId: 'spring', title: '书法', summary: '', partyId: 'palace', personId: null, skills: ['书法', '国画'] },
      ...{ capacity: 24, least: 10, branchSeats: null, quotas: [], attendancePercent: 75, certificateHours: null },
      ...{ opensAt: '2027-02-01T09:00:00+08:00', closesAt: '2027-02-20T18:00:00+08:00' },
    })
  })

  test('tells each fault at its field, all at once', () => {
    const wrong = { ...draft, title: '', party: null, capacity: '0', branchSeats: 'x', certificateHours: '2.55' }
    const read = readClassDraft({ ...wrong, closesAt: '2027-01-01T00:00' }, 'Asia/Shanghai')
    expect(read.kind === 'wanting' && Object.keys(read.faults).toSorted()).toEqual([
      ...['branchSeats', 'capacity', 'certificateHours', 'closesAt', 'party', 'title'],
    ])
    const few = readClassDraft({ ...draft, least: '25' }, 'Asia/Shanghai')
    expect(few.kind === 'wanting' && few.faults).toEqual({ least: '不能多于名额' })
  })

  test('knows commas of both languages', () => expect(skillsOf(' 茶艺、插花, 茶艺 ；')).toEqual(['茶艺', '插花']))
})

test('classes are narrowed by term, phase and words', () => {
  const card = (id: string, rest: Partial<ProgrammeCardWire>) =>
    ({ id, termId: 'a', phase: 'open', title: id, partyName: '班务组', instructor: null, ...rest }) as ProgrammeCardWire
  const list = [
    card('瑜伽', { instructor: { id: '1', name: '宁若水' } }),
    card('书法', { phase: 'full' }),
    card('旧班', { termId: 'b' }),
  ]
  const ids = (filter: Parameters<typeof shownClasses>[1]) => shownClasses(list, filter).map(({ id }) => id)
  expect(ids({ termId: '', phase: '', text: '' })).toEqual(['瑜伽', '书法', '旧班'])
  expect(ids({ termId: 'a', phase: 'full', text: '' })).toEqual(['书法'])
  expect(ids({ termId: 'a', phase: '', text: ' 若水 ' })).toEqual(['瑜伽'])
})

test('the term of now is the last that has begun', () => {
  const later = { ...term, id: 'autumn', startsOn: '2027-09-01' }
  expect([
    termNow([later, term], '2027-02-01')?.id,
    termNow([later, term], '2027-08-31')?.id,
    termNow([later, term], '2027-09-01')?.id,
    termNow([], '2027-09-01'),
  ]).toEqual(['spring', 'spring', 'autumn', null])
})

describe('sessions', () => {
  const session = (id: string, rest: Partial<ProgrammeSessionWire> = {}) =>
    ({
      ...{ reservationId: id, state: 'confirmed', makesUpFor: null, people: [{ id: 'chen', name: '陈静' }] },
      ...{ start: '2026-12-03T19:00:00+08:00', end: '2026-12-03T21:00:00+08:00', ...rest },
    }) as ProgrammeSessionWire

  test('that were lost wait for a make-up until one stands', () => {
    const lost = session('a', { state: 'cancelled' })
    expect(lostSessions([lost, session('b')])).toEqual([lost])
    expect(lostSessions([lost, session('b', { makesUpFor: 'a' })])).toEqual([])
    expect(lostSessions([lost, session('b', { makesUpFor: 'a', state: 'cancelled' })])).toHaveLength(2)
  })

  test('are without their instructor when an absence touches them', () => {
    const away = (start: string, end: string) =>
      [{ id: 'chen', absences: [{ id: 'leave', start, end, reason: '' }] }] as unknown as readonly PersonWire[]
    expect(absenceOver(away('2026-12-03T20:59:00+08:00', '2026-12-04T00:00:00+08:00'), session('a'))).toBe('leave')
    expect(absenceOver(away('2026-12-03T21:00:00+08:00', '2026-12-04T00:00:00+08:00'), session('a'))).toBe(null)
    const other = session('a', { people: [] })
    expect(absenceOver(away('2026-12-03T00:00:00+08:00', '2026-12-04T00:00:00+08:00'), other)).toBe(null)
  })

  test('have the marks of their own roll', () => {
    const roll = [
      { enrolmentId: 'x', marks: [{ reservationId: 'a', mark: 'late' }] },
      { enrolmentId: 'y', marks: [{ reservationId: 'b', mark: 'absent' }] },
    ] as unknown as Parameters<typeof marksOf>[0]
    expect([...marksOf(roll, 'a')]).toEqual([['x', 'late']])
  })

  test('are offered to those who know most; technicians and who left are not asked', () => {
    const person = (name: string, skills: readonly string[], rest: Partial<PersonWire> = {}) =>
      ({ name, skills, kind: 'instructor', active: true, ...rest }) as PersonWire
    const people = [
      person('甲', ['瑜伽']),
      person('乙', ['瑜伽', '形体']),
      person('丙', ['书法']),
      person('丁', ['瑜伽'], { kind: 'technician' }),
      person('戊', ['瑜伽'], { active: false }),
    ]
    expect(bySkill(people, ['瑜伽', '形体']).map(({ name }) => name)).toEqual(['乙', '甲'])
    expect(reasonWords({ key: 'sessions-that-week', params: { count: 2 } })).toBe('那一周已有 2 次课')
  })
})

describe('hours on a grid', () => {
  test('go there and back, and bands that touch become one', () => {
    const hours = hoursOf(new Set(['1 evening', '2 evening', '6 morning', '6 afternoon']))
    expect(hours).toEqual([
      { weekdays: [1, 2], from: 1080, until: 1290, validFrom: null, validUntil: null },
      { weekdays: [6], from: 480, until: 1080, validFrom: null, validUntil: null },
    ])
    expect([...cellsOf(hours)]).toEqual(['1 evening', '2 evening', '6 morning', '6 afternoon'])
    expect(isGrid(hours)).toBe(true)
  })

  test('are told when the grid can not show them', () => {
    const odd = [{ weekdays: [3], from: 1080, until: 1260, validFrom: null, validUntil: null }]
    expect([isGrid(odd), [...cellsOf(odd)]]).toEqual([false, []])
  })
})

describe('one’s own courses', () => {
  const mine = (programmeTitle: string, state: EnrolmentWire['state']) => ({ programmeTitle, state }) as EnrolmentWire

  test('show offers first and nothing that is over', () => {
    const list = [mine('书法', 'waiting'), mine('瑜伽', 'withdrawn'), mine('插花', 'enrolled'), mine('茶艺', 'offered')]
    expect(current(list).map(({ programmeTitle }) => programmeTitle)).toEqual(['茶艺', '插花', '书法'])
  })

  test.each([
    [26 * 60 + 5, [['days', 1] as const, ['hours', 2] as const]],
    [24 * 60, [['days', 1] as const]],
    [61, [['hours', 1] as const, ['minutes', 1] as const]],
    [0, [['minutes', 0] as const]],
    [-1, null],
  ])('an offer that holds %s minutes', (minutes, left) =>
    expect(leftOf('2026-12-03T10:00:00Z', Date.parse('2026-12-03T10:00:00Z') - minutes * 60_000)).toEqual(left),
  )
})

test('a course on demand needs its number at one and the same time', () => {
  expect([missingOf({ least: 5, bySlot: [3, 4] }), missingOf({ least: 4, bySlot: [3, 4] })]).toEqual([1, 0])
  expect(slotWords({ weekday: 2, from: 1140 }, 90)).toBe('周二 19:00–20:30')
})

test('an answer that a later one has overtaken is dropped', async () => {
  const waiting: ((body: string) => void)[] = []
  const { state, load } = createLoaded<string>(
    async () => await new Promise((done) => waiting.push((body) => done({ kind: 'ok', body }))),
  )
  const loads = [load(), load()]
  waiting[1]?.('new')
  waiting[0]?.('old')
  await Promise.all(loads)
  expect(state.value).toEqual({ kind: 'ready', value: 'new' })
})
