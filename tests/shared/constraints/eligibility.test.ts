import { expect, test } from 'vitest'
import { eligibility } from '@gongyue/shared/constraints/eligibility.ts'
import { aClaim } from '../support/claims.ts'
import { aHouse, withParty, withSpace } from '../support/house.ts'
import { sentencesOf } from '../support/sentences.ts'

const asked = (partyId: string, space = 'theatre', facts = aHouse()) =>
  eligibility.match(aClaim({ space, partyId, facts }), facts)

test('a kind of party that the space is kept for may ask', () => {
  expect(asked('branch-1')).toBeNull()
  expect(asked('federation')).toBeNull()
})

test('another kind may not, and is told for whom it is kept', () => {
  expect(asked('partner')).toEqual({
    by: 1,
    params: {
      space: { 'zh-CN': '【theatre】', en: 'theatre' },
      party: '市技师学院',
      why: {
        'zh-CN': '只面向市总工会、县（市、区）总工会、基层工会开放',
        en: 'it is kept for the city federation, county unions, union branches',
      },
    },
  })
})

test('a space that the policy does not name is open to all', () => {
  expect(asked('partner', 'gym')).toBeNull()
  expect(asked('person', 'gym')).toBeNull()
})

test('a suspended party books nothing, not even what is open to all', () => {
  const facts = withParty('branch-1', { suspended: true })
  expect(asked('branch-1', 'gym', facts)?.params.why).toEqual({
    'zh-CN': '该单位的预约资格已暂停，请联系前台',
    en: 'its right to book is suspended, please ask the front desk',
  })
  expect(asked('branch-2', 'gym', facts)).toBeNull()
})

test('a space out of use is lent to nobody, even when nobody in particular asks', () => {
  const facts = withSpace('gym', { bookable: false })
  const why = { 'zh-CN': '该场地不单独接受预约，或已暂停使用', en: 'it is not lent by itself, or out of use' }
  expect(asked('federation', 'gym', facts)?.params).toMatchObject({ party: '济宁市总工会', why })
  expect(asked('', 'gym', facts)?.params).toMatchObject({ party: { 'zh-CN': '任何单位', en: 'anybody' }, why })
})

test('nobody in particular may look at anything else', () => {
  expect(asked('')).toBeNull()
})

test('it says who, what and why', () => {
  expect(sentencesOf('eligibility', asked('person'))).toEqual([
    '【theatre】不接受王芳预约：只面向市总工会、县（市、区）总工会、基层工会开放',
    'theatre can not be booked by 王芳: it is kept for the city federation, county unions, union branches',
  ])
})
