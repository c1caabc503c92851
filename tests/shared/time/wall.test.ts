import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  datesIn,
  dayOf,
  daysBetween,
  formatInstant,
  instantAt,
  isLocalDate,
  isTimeZone,
  localDateOf,
  minuteOfDayAt,
  parseInstant,
  weekdayOf,
} from '@gongyue/shared/time/wall.ts'
import { shownBy, ZONES } from './zones.ts'

const utc = (text: string) => Date.parse(text)

describe('reading an instant', () => {
  test.each([
    ['2026-12-04T19:00:00+08:00', '2026-12-04T11:00:00Z'],
    ['2026-12-04T19:00+08:00', '2026-12-04T11:00:00Z'],
    ['2026-12-04T11:00:00Z', '2026-12-04T11:00:00Z'],
    ['2026-12-04T11:00:00.250Z', '2026-12-04T11:00:00.250Z'],
    ['2026-12-04T00:15:00+12:45', '2026-12-03T11:30:00Z'],
    ['2026-12-04T06:00:00-05:00', '2026-12-04T11:00:00Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['2026-12-04T24:00:00+08:00', '2026-12-04T16:00:00Z'],
    ['2000-01-01T00:00:00+08:00', '1999-12-31T16:00:00Z'],
    ['2100-12-31T23:59:59Z', '2100-12-31T23:59:59Z'],
  ])('%s is %s', (text, meant) => {
    expect(parseInstant(text)).toBe(utc(meant))
  })

  test.each([
    ['no offset', '2026-12-04T19:00:00'],
    ['a day without a time', '2026-12-04'],
    ['the year 1900', '1900-12-04T19:00:00+08:00'],
    ['the year 9999', '9999-12-04T19:00:00+08:00'],
    ['the midnight that ends the last year', '2100-12-31T24:00:00Z'],
    ['the thirtieth of February', '2026-02-30T19:00:00+08:00'],
    ['the twenty-ninth in a common year', '2026-02-29T19:00:00+08:00'],
    ['a thirteenth month', '2026-13-01T19:00:00+08:00'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['half past twenty-four', '2026-12-04T24:30:00Z'],
    ['a sixtieth minute', '2026-12-04T19:60:00Z'],
    ['an offset of a day', '2026-12-04T19:00:00+24:00'],
    ['an offset of ninety-nine hours', '2026-12-04T19:00:00+99:99'],
    ['an offset without a colon', '2026-12-04T19:00:00+0800'],
    ['a space for the T', '2026-12-04 19:00:00+08:00'],
    ['something behind it', '2026-12-04T19:00:00Z; drop table claims'],
    ['a line break behind it', '2026-12-04T19:00:00Z\n'],
    ['nothing', ''],
    ['words', '明天晚上七点'],
  ])('%s is no instant', (_, text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('writing an instant', () => {
  test('carries the offset that the zone has at that moment', () => {
    expect(formatInstant(utc('2026-12-04T11:00:00Z'), 'Asia/Shanghai')).toBe('2026-12-04T19:00:00+08:00')
    expect(formatInstant(utc('2026-07-01T11:00:00Z'), 'Europe/Berlin')).toBe('2026-07-01T13:00:00+02:00')
    expect(formatInstant(utc('2026-12-04T11:00:00Z'), 'Europe/Berlin')).toBe('2026-12-04T12:00:00+01:00')
    expect(formatInstant(utc('2026-12-04T11:00:00Z'), 'Pacific/Chatham')).toBe('2026-12-05T00:45:00+13:45')
    expect(formatInstant(utc('2026-12-04T02:00:00Z'), 'America/Sao_Paulo')).toBe('2026-12-03T23:00:00-03:00')
  })

  test('tells the two halves of a repeated hour apart by their offsets', () => {
    expect(formatInstant(utc('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00')
    expect(formatInstant(utc('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30:00+01:00')
  })

  test.each(ZONES)('equals luxon on instants of thirty years in %s', (zone) => {
    fc.assert(
      fc.property(fc.integer({ min: utc('2012-01-01T00:00:00Z'), max: utc('2042-01-01T00:00:00Z') }), (instant) => {
        expect(formatInstant(instant, zone)).toBe(shownBy(zone, instant))
      }),
      { numRuns: 800 },
    )
  })

  test('what is written is read back, to the second', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 946_800_000, max: 4_133_900_000 }), (zone, seconds) => {
        expect(parseInstant(formatInstant(seconds * 1000, zone))).toBe(seconds * 1000)
      }),
    )
  })
})

describe('days and minutes of a facility', () => {
  test('an instant late in Greenwich is tomorrow in Jining', () => {
    const instant = utc('2026-12-04T16:30:00Z')
    expect(localDateOf(instant, 'Asia/Shanghai')).toBe('2026-12-05')
    expect(minuteOfDayAt(instant, 'Asia/Shanghai')).toBe(30)
    expect(localDateOf(instant - 1_800_001, 'Asia/Shanghai')).toBe('2026-12-04')
    expect(minuteOfDayAt(instant - 1_800_001, 'Asia/Shanghai')).toBe(1439)
  })

  test('a day starts at its midnight and ends at the next', () => {
    expect(dayOf('2026-12-04', 'Asia/Shanghai')).toEqual({
      date: '2026-12-04',
      start: utc('2026-12-03T16:00:00Z'),
      end: utc('2026-12-04T16:00:00Z'),
      offset: '+08:00',
    })
  })

  test('minute 1440 is the midnight that ends the day', () => {
    expect(instantAt('2026-12-04', 1440, 'Asia/Shanghai')).toBe(utc('2026-12-04T16:00:00Z'))
    expect(instantAt('2026-12-04', 1140, 'Asia/Shanghai')).toBe(utc('2026-12-04T11:00:00Z'))
  })

  test('a span names the days it touches; one that ends at midnight does not touch the next', () => {
    const evening = { start: utc('2026-12-04T14:00:00Z'), end: utc('2026-12-04T16:00:00Z') }
    expect(datesIn(evening, 'Asia/Shanghai')).toEqual(['2026-12-04'])
    expect(datesIn({ ...evening, end: evening.end + 1 }, 'Asia/Shanghai')).toEqual(['2026-12-04', '2026-12-05'])
    expect(datesIn({ ...evening, end: evening.start }, 'Asia/Shanghai')).toEqual(['2026-12-04'])
  })

  test('days are counted across months, leap days and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
    expect(daysBetween('2027-01-01', '2026-01-01')).toBe(-365)
  })

  test('the week starts on Monday', () => {
    expect(
      ['2026-11-30', '2026-12-01', '2026-12-04', '2026-12-05', '2026-12-06'].map((date) => weekdayOf(date)),
    ).toEqual([1, 2, 5, 6, 7])
    expect(weekdayOf('1969-12-29')).toBe(1)
    expect(weekdayOf('1969-12-28')).toBe(7)
  })

  test('only real days between 2000 and 2100 are days', () => {
    expect(['2026-12-04', '2028-02-29', '2000-01-01', '2100-12-31'].map((text) => isLocalDate(text))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(
      ['2026-02-29', '2026-2-9', '1999-12-31', '2101-01-01', '2026-00-10', '2026-12-04T00:00', ''].map((text) =>
        isLocalDate(text),
      ),
    ).toEqual([false, false, false, false, false, false, false])
  })

  test('a zone has a name; the zone of the process and bare offsets are none', () => {
    expect(['Asia/Shanghai', 'UTC', 'America/Argentina/Buenos_Aires'].map((zone) => isTimeZone(zone))).toEqual([
      true,
      true,
      true,
    ])
    expect(
      ['local', 'system', 'default', 'UTC+3', '+08:00', 'Mars/Olympus', ''].map((zone) => isTimeZone(zone)),
    ).toEqual([false, false, false, false, false, false, false])
  })

  test('a zone that nobody knows is named in the error', () => {
    expect(() => dayOf('2026-12-04', 'Mars/Olympus')).toThrow('no offset for zone "Mars/Olympus"')
  })
})
