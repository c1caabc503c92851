import { expect, test } from 'vitest'
import { serviceSeason } from '@gongyue/shared/constraints/service-season.ts'
import { sentencesOf } from '../support/sentences.ts'
import { anOutreach, aSendingHouse, aService, aVisit } from '../support/outreach.ts'

const house = aSendingHouse()
const tour = (on: string) => serviceSeason.match(aVisit({ on, visit: { serviceId: 'tour', place: 'palace' } }), house)

test('until the last day of its season', () => {
  expect(tour('2026-12-03')).toBeNull()
  expect(tour('2026-12-04')?.by).toBe(1)
})

test('what is taken off the menu is given on no day', () => {
  const outreach = anOutreach({ services: new Map([['pottery', aService({ active: false })]]) })
  expect(serviceSeason.match(aVisit(), aSendingHouse({ outreach }))?.by).toBe(1)
  expect(serviceSeason.match(aVisit(), house)).toBeNull()
})

test('says for which day it is not given', () => {
  expect(sentencesOf('service-season', tour('2026-12-04'))).toEqual([
    '展馆讲解在 12月4日 周五 不提供，请看菜单上的季节',
    'Tour is not given on Fri 4 Dec; its season is on the menu',
  ])
})
