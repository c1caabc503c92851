import { expect, test } from 'vitest'
import { memberDaily } from '@gongyue/shared/constraints/member-daily.ts'
import { aClaim, type ClaimWords } from '../support/claims.ts'
import { aHouse, aPolicy, at } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const house = aHouse()
const group = '0 wang 2026-12-04'
const hers = (from: string, to: string, words: ClaimWords = {}) => aClaim({ id: from, from, to, ...words })

test('a table is counted for the person, whichever party she books for', () => {
  expect(memberDaily.groups(aClaim(), house)).toEqual([group])
  expect(memberDaily.groups(aClaim({ partyId: 'partner' }), house)).toEqual([group])
})

test('a booking for nobody in particular, by nobody known or elsewhere is not counted', () => {
  expect(memberDaily.groups(aClaim({ personId: '' }), house)).toEqual([])
  expect(memberDaily.groups(aClaim({ partyId: 'gone' }), house)).toEqual([])
  expect(memberDaily.groups(aClaim({ space: 'gym-01' }), house)).toEqual([])
})

test('the day is that of the start, at the facility', () => {
  expect(memberDaily.groups(aClaim({ from: '00:00', to: '01:00' }), house)).toEqual([group])
  expect(memberDaily.groups(aClaim({ on: '2026-12-03', from: '23:59', to: '24:00' }), house)).toEqual([
    '0 wang 2026-12-03',
  ])
})

test('two hours are the share, half an hour more is thirty minutes too many', () => {
  const two = [hers('09:00', '10:00'), hers('19:00', '20:00')]
  expect(memberDaily.match(two, group, house)).toBeNull()
  expect(memberDaily.match([...two, hers('20:00', '20:30')], group, house)).toEqual({
    by: 30,
    params: {
      limit: { 'zh-CN': '120 分钟', en: '120 minutes' },
      total: { 'zh-CN': '150 分钟', en: '150 minutes' },
      day: at('2026-12-04', '00:00'),
    },
  })
})

test('a share in bookings counts bookings; one is called one', () => {
  const quota = { per: 'member-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 } as const
  const facts = aHouse({ policy: aPolicy({ quotas: [quota] }) })
  expect(memberDaily.match([hers('09:00', '10:00'), hers('19:00', '20:00')], group, facts)).toMatchObject({
    by: 1,
    params: { limit: { 'zh-CN': '1 次', en: '1 booking' }, total: { 'zh-CN': '2 次', en: '2 bookings' } },
  })
})

test('every quota that binds is a group of its own', () => {
  const quota = { per: 'member-day', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 } as const
  const facts = aHouse({ policy: aPolicy({ quotas: [quota, { ...quota, parties: ['partner'] }, quota] }) })
  expect(memberDaily.groups(aClaim(), facts)).toEqual([group, '2 wang 2026-12-04'])
})

test('it says the share and what it would come to', () => {
  expect(sentencesOf('member-daily', memberDaily.match([hers('09:00', '12:00')], group, house))).toEqual([
    '每人每天在这类场地最多 120 分钟，12月4日 周五加上这次共 180 分钟',
    'One person may have 120 minutes a day in this kind of space; with this it would be 180 minutes on Fri 4 Dec',
  ])
})
