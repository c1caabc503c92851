import { describe, expect, test } from 'vitest'
import { openingHours } from '@gongyue/shared/constraints/opening-hours.ts'
import { aClaim, type ClaimWords } from '../support/claims.ts'
import { aHouse, at, openRow } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (words: ClaimWords, facts = aHouse()) => openingHours.match(aClaim(words), facts)
const room = { 'zh-CN': '【table-01】', en: 'table-01' }

test('a booking may start as the house opens and end as it closes', () => {
  expect(asked({ from: '08:30', to: '09:30' })).toBeNull()
  expect(asked({ from: '20:30', to: '21:30' })).toBeNull()
})

test('a minute outside is a minute too much; it tells the hours and when it opens next', () => {
  expect(asked({ from: '20:31', to: '21:31' })).toEqual({
    by: 1,
    params: {
      space: room,
      day: at('2026-12-04', '20:31'),
      hours: { 'zh-CN': '08:30–21:30', en: '08:30–21:30' },
      opens: at('2026-12-05', '08:30'),
    },
  })
  expect(asked({ from: '08:29', to: '09:30' })).toMatchObject({ by: 1, params: { opens: at('2026-12-04', '08:30') } })
})

test('a booking wholly outside counts every minute', () => {
  expect(asked({ from: '06:00', to: '08:00' })?.by).toBe(120)
})

test('set-up and strike may lie outside', () => {
  expect(asked({ space: 'theatre', from: '08:30', to: '21:30' })).toBeNull()
})

test.each([
  ['a weekend closes earlier', '2026-12-05', '08:30–21:00'],
  ['a legal holiday closes at five', '2026-10-01', '08:30–17:00'],
])('%s', (_, on, hours) => {
  expect(asked({ on, from: '20:30', to: '21:30' })?.params.hours).toEqual({ 'zh-CN': hours, en: hours })
})

test('a Saturday worked for a holiday has the hours of a make-up workday', () => {
  expect(asked({ on: '2026-10-10', from: '20:30', to: '21:30' })).toBeNull()
})

describe('a house with a noon break, open late on Friday', () => {
  const facts = aHouse({
    hours: [openRow('tables', '08:30', '12:00'), openRow('tables', '14:00', '24:00', { weekdays: [5] })],
  })

  test('a booking over the break is outside by what the better half leaves over', () => {
    expect(asked({ from: '11:00', to: '15:30' }, facts)).toMatchObject({
      by: 180,
      params: { hours: { 'zh-CN': '08:30–12:00、14:00–24:00', en: '08:30–12:00, 14:00–24:00' } },
    })
  })

  test('midnight is an end like another', () => {
    expect(asked({ from: '23:00', to: '24:00' }, facts)).toBeNull()
  })

  test('a day without hours says so, and when it opens after that', () => {
    expect(asked({ on: '2026-12-05' }, facts)).toMatchObject({
      by: 60,
      params: { hours: { 'zh-CN': '全天不开放', en: 'not at all' }, opens: at('2026-12-07', '08:30') },
    })
  })

  test('a booking past midnight is told the hours of the day it starts on', () => {
    const late = aClaim({ from: '23:00', to: '24:00' })
    const claim = { ...late, during: { ...late.during, end: late.during.end + 3_600_000 } }
    expect(openingHours.match(claim, facts)).toMatchObject({
      by: 60,
      params: { hours: { 'zh-CN': '08:30–12:00、14:00–24:00', en: '08:30–12:00, 14:00–24:00' } },
    })
  })
})

test('two days that are open around the clock are one span across midnight', () => {
  const facts = aHouse({ hours: [openRow('tables', '00:00', '24:00')] })
  const thursday = aClaim({ on: '2026-12-03', from: '23:00', to: '24:00' })
  const across = { ...thursday, during: { ...thursday.during, end: thursday.during.end + 3_600_000 } }
  expect(openingHours.match(across, facts)).toBeNull()
})

test('a space that opens in no fortnight has no next opening', () => {
  expect(asked({}, aHouse({ hours: [] }))?.params).toEqual({
    space: room,
    day: at('2026-12-04', '19:00'),
    hours: { 'zh-CN': '全天不开放', en: 'not at all' },
  })
})

test('it says the hours of that day', () => {
  expect(sentencesOf('opening-hours', asked({ from: '21:00', to: '22:00' }))).toEqual([
    '【table-01】在12月4日 周五的开放时间是 08:30–21:30，所选时段不在其内',
    'table-01 is open 08:30–21:30 on Fri 4 Dec; the chosen time is not inside',
  ])
})
