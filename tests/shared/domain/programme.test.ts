import { describe, expect, test } from 'vitest'
import { doorStateAt, onWall, phaseOf, type DoorEvent, type EventState } from '@gongyue/shared/domain/programme.ts'
import { placeText, programmeText } from '@gongyue/shared/domain/programme-text.ts'

const at = (clock: string) => Date.parse(`2026-12-02T${clock}:00+08:00`)
const event = (start: string, end: string, state: EventState = 'confirmed') => ({
  start: at(start),
  end: at(end),
  state,
})

describe('what a wall says of an event', () => {
  test.each([
    ['09:29', 'later'],
    ['09:30', 'soon'],
    ['09:59', 'soon'],
    ['10:00', 'running'],
    ['10:59', 'running'],
    ['11:00', 'over'],
  ])('at %s: %s', (clock, phase) => {
    expect(phaseOf(event('10:00', '11:00'), at(clock))).toBe(phase)
  })

  test('who is in already runs, who has left is over, and what was cancelled stays so', () => {
    expect(phaseOf(event('10:00', '11:00', 'in-use'), at('09:50'))).toBe('running')
    expect(phaseOf(event('10:00', '11:00', 'in-use'), at('11:00'))).toBe('over')
    expect(phaseOf(event('10:00', '11:00', 'ended'), at('10:30'))).toBe('over')
    expect(phaseOf(event('10:00', '11:00', 'cancelled'), at('10:30'))).toBe('cancelled')
    expect(phaseOf(event('10:00', '11:00', 'moved'), at('10:30'))).toBe('moved')
  })

  test('it comes with its hours and lingers a quarter of an hour', () => {
    const one = event('10:00', '11:00')
    expect(['03:59', '04:00', '04:01', '11:14', '11:15'].map((clock) => onWall(one, at(clock), 6))).toEqual([
      ...[false, false, true, true, false],
    ])
  })
})

describe('a door', () => {
  const open = [{ start: at('08:00'), end: at('21:00') }]
  const meeting: DoorEvent = { ...event('10:00', '11:00'), heldFrom: at('09:45'), heldUntil: at('11:15') }
  const state = (clock: string, events: readonly DoorEvent[] = [meeting], closures: readonly (typeof meeting)[] = []) =>
    doorStateAt(at(clock), events, open, closures)

  test.each([
    ['07:59', 'shut', '08:00'],
    ['08:00', 'free', '09:45'],
    ['09:45', 'preparing', '10:00'],
    ['10:00', 'occupied', '11:00'],
    ['11:00', 'clearing', '11:15'],
    ['11:15', 'free', '21:00'],
  ])('at %s: %s until %s', (clock, kind, until) => {
    const told = state(clock)
    expect([told.kind, told.until]).toEqual([kind, at(until)])
  })

  test('after hours it is shut and nobody knows until when', () => {
    expect(state('21:00')).toEqual({ kind: 'shut', until: null })
  })

  test('who came early is in', () => {
    expect(state('09:50', [{ ...meeting, state: 'in-use' }])).toEqual({ kind: 'occupied', until: at('11:00'), at: 0 })
  })

  test('who left, was cancelled or went elsewhere takes no time', () => {
    for (const gone of ['ended', 'cancelled', 'moved'] as const)
      expect(state('10:30', [{ ...meeting, state: gone }])).toEqual({ kind: 'free', until: at('21:00') })
  })

  test('a closure shuts it, unless somebody is in', () => {
    const shut = { ...meeting, start: at('10:30'), end: at('12:00') }
    expect(state('10:15', [], [shut])).toEqual({ kind: 'free', until: at('10:30') })
    expect(state('10:30', [], [shut])).toEqual({ kind: 'shut', until: at('12:00') })
    expect(state('10:45', [meeting], [shut]).kind).toBe('occupied')
  })
})

describe('the text for the official account', () => {
  const house = { 'zh-CN': '济宁市工人文化宫', en: 'Jining Palace' }
  const item = (title: string, state: EventState = 'confirmed') => ({
    ...{ title, state, start: '2026-12-02T19:00:00+08:00', end: '2026-12-02T20:30:00+08:00' },
    place: { name: { 'zh-CN': '职工剧场', en: 'Theatre' }, within: null },
  })

  test('head, one line for each event, foot', () => {
    expect(programmeText(house, '2026-12-02', [item('曲艺专场'), item('讲座', 'cancelled')], 'zh-CN')).toBe(
      [
        '【今日场馆安排】济宁市工人文化宫 12月2日 周三',
        '',
        '19:00–20:30　曲艺专场　职工剧场',
        '19:00–20:30　（取消）讲座　职工剧场',
        '',
        '如有变动，以现场公告为准。',
      ].join('\n'),
    )
  })

  test('a day without events says so', () => {
    expect(programmeText(house, '2026-12-02', [], 'en')).toBe(
      'Today at Jining Palace, Wed 2 Dec\n\nNo public events today.\n\nChanges are announced on site.',
    )
  })

  test.each([
    ['1 号台', '乒乓球馆', '乒乓球馆 1 号台'],
    ['健身馆 39 号位', '健身馆', '健身馆 39 号位'],
    ['职工技能培训教室 201', '职工技能培训教室 201+202（合并）', '职工技能培训教室 201'],
  ])('%s within %s is %s', (name, within, text) => {
    const place = { name: { 'zh-CN': name, en: name }, within: { 'zh-CN': within, en: within } }
    expect(placeText(place, 'zh-CN')).toBe(text)
  })
})
