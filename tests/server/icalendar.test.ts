import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folded, writeCalendar, type CalendarEvent } from '@gongyue/server/features/calendars/icalendar.ts'
import { readCalendar } from '../support/icalendar.ts'

const EVENT: CalendarEvent = {
  uid: '1@jining.gongyue',
  start: Date.parse('2026-12-05T18:00:00+08:00'),
  end: Date.parse('2026-12-05T19:30:00+08:00'),
  stamp: Date.parse('2026-12-01T09:00:00+08:00'),
  sequence: 2,
  status: 'CONFIRMED',
  summary: '合唱（进阶）',
  location: '音乐舞蹈排练厅 A',
  description: null,
}

const write = (events: readonly CalendarEvent[], name = '宫约') =>
  writeCalendar({ name, timeZone: 'Asia/Shanghai', events })

test('a calendar, to the letter', () => {
  expect(write([EVENT])).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Gongyue//Gongyue//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:宫约',
      'X-WR-TIMEZONE:Asia/Shanghai',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:1@jining.gongyue',
      'DTSTAMP:20261201T010000Z',
      'DTSTART:20261205T100000Z',
      'DTEND:20261205T113000Z',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'SUMMARY:合唱（进阶）',
      'LOCATION:音乐舞蹈排练厅 A',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
})

test.each([
  ['exactly 75 octets', 'a'.repeat(75), 'a'.repeat(75)],
  ['one more', 'a'.repeat(76), `${'a'.repeat(75)}\r\n a`],
  ['the space of a continuation counts', 'a'.repeat(150), `${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a`],
  ['a Chinese character is not torn', `${'a'.repeat(73)}宫`, `${'a'.repeat(73)}\r\n 宫`],
  ['a character of four octets neither', `${'a'.repeat(72)}😀`, `${'a'.repeat(72)}\r\n 😀`],
  ['nothing', '', ''],
])('%s', (_, line, expected) => {
  expect(folded(line)).toBe(expected)
})

test('whatever a title is, a reader gets it back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ maxLength: 200 }),
      (summary, description) => {
        const wanted = { ...EVENT, summary, description }
        const { events } = readCalendar(write([wanted]))
        // Control characters have no place in iCalendar.
        const kept = (text: string) =>
          // oxlint-disable-next-line no-control-regex -- the same ones
          text.replaceAll(/\r\n?|\u2028|\u2029/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
        expect(events).toEqual([{ ...wanted, summary: kept(summary), description: kept(description) }])
      },
    ),
  )
})

test('a line end, a comma, a semicolon and a backslash travel escaped, and no line can be smuggled in', () => {
  const summary = 'a,b;c\\d\r\nATTENDEE:mailto:x@example.org'
  const text = write([{ ...EVENT, summary }])
  expect(text).not.toMatch(/^ATTENDEE/m)
  expect(readCalendar(text).events[0]?.summary).toBe('a,b;c\\d\nATTENDEE:mailto:x@example.org')
})

test.each([
  ['bare line ends', (text: string) => text.replaceAll('\r\n', '\n')],
  ['a line too long', (text: string) => text.replace('SUMMARY:', `SUMMARY:${'宫'.repeat(23)}`)],
  ['a bare comma', (text: string) => text.replace('SUMMARY:', 'SUMMARY:a,')],
  ['local time', (text: string) => text.replace('T100000Z', 'T100000')],
  ['no UID', (text: string) => text.replace(/UID.*\r\n/, '')],
])('the reader of these tests refuses %s', (_, broken) => {
  expect(() => readCalendar(broken(write([EVENT])))).toThrow(Error)
})
