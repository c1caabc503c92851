import { expect, test } from 'vitest'
import { personHours } from '@gongyue/shared/constraints/person-hours.ts'
import type { Person } from '@gongyue/shared/domain/person.ts'
import { aClaim, type ClaimWords } from '../support/claims.ts'
import { at, span, withPerson } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const evenings = { weekdays: [1, 3, 5], from: 1080, until: 1260, validFrom: null, validUntil: null } as const
const of = (chen: Partial<Person>, words: ClaimWords = {}) =>
  personHours.match(aClaim({ people: ['chen'], ...words }), withPerson('chen', chen))

test('who named no hours can be asked at any time, who is unknown is not judged', () => {
  expect(of({})).toBeNull()
  expect(of({ hours: [evenings] }, { people: ['gone'] })).toBeNull()
})

test('the session lies inside the hours, edges included', () => {
  expect(of({ hours: [evenings] }, { from: '18:00', to: '21:00' })).toBeNull()
  expect(of({ hours: [evenings] }, { from: '17:59', to: '19:00' })).not.toBeNull()
  expect(of({ hours: [evenings] }, { from: '20:00', to: '21:01' })).not.toBeNull()
})

test('two spans that touch are one', () => {
  const afternoons = { ...evenings, from: 840, until: 1080 }
  expect(of({ hours: [evenings, afternoons] }, { from: '17:00', to: '19:00' })).toBeNull()
})

test('on another weekday, or outside the dates of the hours, nobody comes', () => {
  expect(of({ hours: [{ ...evenings, weekdays: [6] }] })).not.toBeNull()
  expect(of({ hours: [{ ...evenings, validFrom: '2026-12-05' }] })).not.toBeNull()
  expect(of({ hours: [{ ...evenings, validUntil: '2026-12-03' }] })).not.toBeNull()
  expect(of({ hours: [{ ...evenings, validFrom: '2026-12-04', validUntil: '2026-12-04' }] })).toBeNull()
})

test('an absence is no time to teach; it ends when it ends', () => {
  const absences = [{ id: 'ill', during: span('08:00', '19:00'), reason: '病假' }]
  expect(of({ absences }, { from: '19:00', to: '20:00' })).toBeNull()
  expect(of({ absences }, { from: '18:59', to: '20:00' })).toEqual({
    by: 1,
    params: { people: '陈静', from: at('2026-12-04', '18:59'), until: at('2026-12-04', '20:00') },
  })
})

test('one who has left is not asked any more', () => {
  expect(of({ active: false })?.by).toBe(1)
})

test('tells who and when, and not why they are away', () => {
  const absences = [{ id: 'ill', during: span('08:00', '22:00'), reason: '病假' }]
  expect(sentencesOf('person-hours', of({ absences }))).toEqual([
    '陈静在 12月4日 周五 19:00 至 20:00 不能到场，请换人或换时间',
    '陈静 cannot come from Fri 4 Dec 19:00 to 20:00; choose somebody else or another time',
  ])
})
