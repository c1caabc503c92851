import fc from 'fast-check'
import { DateTime } from 'luxon'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addDays, dayOf, formatInstant, instantAt, localDateOf, minuteOfDayAt } from '@gongyue/shared/time/wall.ts'
import { clockChanges, shownBy, ZONES } from './zones.ts'

const HOUR = 3_600_000

const utc = (text: string) => Date.parse(text)
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

afterEach(() => {
  vi.useRealTimers()
})

describe('a clock put forward', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59:00Z'],
    ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '03:15', '2026-03-29T01:15:00Z'],
    ['Pacific/Chatham', '2026-09-27', '03:00', '2026-09-26T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '00:45', '2018-11-04T03:00:00Z'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:00:00Z'],
  ])('%s %s %s, inside or at the gap, is the first instant after it', (zone, date, clock, meant) => {
    expect(formatInstant(instantAt(date, minutes(clock), zone), 'UTC')).toBe(meant.replace('Z', '+00:00'))
  })

  test('the day is an hour short, and its minutes are those the clock shows', () => {
    const { start, end, offset } = dayOf('2026-03-29', 'Europe/Berlin')
    expect((end - start) / 3_600_000).toBe(23)
    expect(offset).toBeNull()
    expect(minuteOfDayAt(utc('2026-03-29T00:59:00Z'), 'Europe/Berlin')).toBe(119)
    expect(minuteOfDayAt(utc('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toBe(180)
  })

  test('a day whose midnight is skipped starts at one', () => {
    expect(dayOf('2018-11-04', 'America/Sao_Paulo')).toEqual({
      date: '2018-11-04',
      start: utc('2018-11-04T03:00:00Z'),
      end: utc('2018-11-05T02:00:00Z'),
      offset: null,
    })
    expect(minuteOfDayAt(utc('2018-11-04T03:00:00Z'), 'America/Sao_Paulo')).toBe(60)
  })

  test('a day that was skipped whole is empty', () => {
    const { start, end } = dayOf('2011-12-30', 'Pacific/Apia')
    expect([start, end]).toEqual([utc('2011-12-30T10:00:00Z'), utc('2011-12-30T10:00:00Z')])
    expect(localDateOf(start, 'Pacific/Apia')).toBe('2011-12-31')
  })
})

describe('a clock put back', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T00:00:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
    ['Pacific/Chatham', '2026-04-05', '03:00', '2026-04-04T13:15:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z'],
    ['America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18T01:30:00Z'],
    ['Atlantic/Azores', '2026-10-25', '00:00', '2026-10-25T00:00:00Z'],
    ['Atlantic/Azores', '2026-10-25', '00:30', '2026-10-25T00:30:00Z'],
    ['Atlantic/Azores', '2026-10-25', '01:00', '2026-10-25T02:00:00Z'],
  ])('%s %s %s, shown twice or next to it, is the first', (zone, date, clock, meant) => {
    expect(formatInstant(instantAt(date, minutes(clock), zone), 'UTC')).toBe(meant.replace('Z', '+00:00'))
  })

  test('the day is an hour long, and the repeated hour shows the same minutes', () => {
    const { start, end } = dayOf('2026-10-25', 'Europe/Berlin')
    expect((end - start) / 3_600_000).toBe(25)
    expect(minuteOfDayAt(utc('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe(150)
    expect(minuteOfDayAt(utc('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe(150)
  })

  test('half an hour is enough to make a day uneven', () => {
    const { start, end, offset } = dayOf('2026-04-05', 'Australia/Lord_Howe')
    expect((end - start) / 3_600_000).toBe(24.5)
    expect(offset).toBeNull()
  })

  test('a midnight shown twice starts its day the first time', () => {
    const { start, end } = dayOf('2026-10-25', 'Atlantic/Azores')
    expect([start, end]).toEqual([utc('2026-10-25T00:00:00Z'), utc('2026-10-26T01:00:00Z')])
    expect(dayOf('2026-10-24', 'Atlantic/Azores').end).toBe(start)
    expect(localDateOf(utc('2026-10-25T01:30:00Z'), 'Atlantic/Azores')).toBe('2026-10-25')
  })

  test('a clock put back across midnight does not bring the day before back', () => {
    const again = utc('2010-11-07T03:00:00Z') // one past midnight in St. John's, shown as 23:30 of the sixth once more
    expect(shownBy('America/St_Johns', again)).toBe('2010-11-06T23:30:00-03:30')
    expect(localDateOf(again, 'America/St_Johns')).toBe('2010-11-07')
    expect(dayOf('2010-11-06', 'America/St_Johns').end).toBeLessThan(again)
  })

  test.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])(
    'the season of the process, %s, changes nothing',
    (now) => {
      vi.useFakeTimers({ now: utc(now) })
      const year = now.startsWith('2026-01') ? 2029 : 2030 // a year each: what is once worked out is remembered
      const [autumn] = clockChanges('Atlantic/Azores', year, year).slice(-1)
      const date = localDateOf(autumn ?? 0, 'Atlantic/Azores')
      expect(dayOf(date, 'Atlantic/Azores').start).toBe((autumn ?? 0) - 3_600_000)
      expect(dayOf(date, 'Atlantic/Azores').end - dayOf(date, 'Atlantic/Azores').start).toBe(25 * 3_600_000)
    },
  )
})

describe('around every change of a clock', () => {
  test.each(ZONES.slice(1))('%s: the first instant that shows the time, or the first after the gap', (zone) => {
    const changes = clockChanges(zone, 2016, 2026)
    expect(changes.length).toBeGreaterThan(3)
    for (const change of changes) {
      const shown = new Map<string, number>()
      for (let at = change + 6 * HOUR; at >= change - 6 * HOUR; at -= HOUR / 4)
        shown.set(shownBy(zone, at).slice(0, 16), at) // walking backwards, the first of two comes last
      for (let step = -12; step <= 12; step++) {
        const wall = new Date(change + DateTime.fromMillis(change, { zone }).offset * 60_000 + step * (HOUR / 4))
        const text = wall.toISOString().slice(0, 16)
        const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
        expect(instantAt(text.slice(0, 10), minute, zone)).toBe(shown.get(text) ?? change)
      }
    }
  })

  test('days follow each other without a gap, and every instant lies in its day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 5_475 }),
        fc.nat({ max: 999 }),
        (zone, offset, thousandth) => {
          const date = addDays('2016-01-01', offset)
          const { start, end } = dayOf(date, zone)
          expect(dayOf(addDays(date, 1), zone).start).toBe(end)
          const inside = start + Math.floor(((end - start) * thousandth) / 1000)
          expect(localDateOf(inside, zone)).toBe(date)
          expect(localDateOf(end, zone)).toBe(addDays(date, 1))
          expect(instantAt(date, 1440, zone)).toBe(end)
        },
      ),
      { numRuns: 400 },
    )
  })
})
