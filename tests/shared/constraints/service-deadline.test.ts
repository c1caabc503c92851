import { expect, test } from 'vitest'
import { serviceDeadline } from '@gongyue/shared/constraints/service-deadline.ts'
import { sentencesOf } from '../support/sentences.ts'
import { at } from '../support/house.ts'
import { anOutreach, aSendingHouse, aService, aVisit } from '../support/outreach.ts'

const ordered = (date: string, clock: string, on?: string) =>
  serviceDeadline.match(aVisit(on === undefined ? {} : { on }), aSendingHouse({ now: at(date, clock) }))

test('until the end of the second workday before, and not a minute longer', () => {
  expect(ordered('2026-12-02', '23:59')).toBeNull()
  expect(ordered('2026-12-03', '00:01')?.by).toBe(1)
})

test('a weekend between does not count, unless days are counted', () => {
  // for a Monday: Friday and Thursday are the two workdays before it
  expect(ordered('2026-12-03', '23:59', '2026-12-07')).toBeNull()
  expect(ordered('2026-12-04', '08:00', '2026-12-07')?.by).toBe(1)
  const daily = aService({ orderBy: { days: 2, unit: 'days' } })
  const outreach = anOutreach({ services: new Map([['pottery', daily]]) })
  const house = aSendingHouse({ outreach, now: at('2026-12-05', '23:00') })
  expect(serviceDeadline.match(aVisit({ on: '2026-12-07' }), house)).toBeNull()
})

test('nothing is ordered for the past, however short the deadline', () => {
  const outreach = anOutreach({ services: new Map([['pottery', aService({ orderBy: { days: 0, unit: 'days' } })]]) })
  const house = aSendingHouse({ outreach, now: at('2026-12-04', '14:01') })
  expect(serviceDeadline.match(aVisit(), house)?.by).toBe(1)
})

test('says until when it could be ordered', () => {
  expect(sentencesOf('service-deadline', ordered('2026-12-04', '08:00'))).toEqual([
    '陶艺进企业最晚须在 12月3日 周四 00:00 前下单，请选晚一些的日子',
    'Pottery for this day had to be ordered by Thu 3 Dec 00:00; choose a later day',
  ])
})
