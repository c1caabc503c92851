import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { checkSeries } from '@gongyue/shared/scheduling/check-series.ts'
import { calendarOf } from '@gongyue/shared/scheduling/season/calendar.ts'
import { countedBudget } from '@gongyue/shared/solver/solve.ts'
import { instantAt } from '@gongyue/shared/time/wall.ts'
import { held } from '../support/claims.ts'
import { aHouse, at, minute, withSpace } from '../support/house.ts'
import { aSeason, aSection, allocated } from '../support/season.ts'

/** What a round stands above, and the quotas it replaces. */
const WAIVED = new Set<ConstraintId>([
  ...([
    'horizon',
    'notice',
    'booking-conditions',
    'member-daily',
    'branch-daily',
    'concurrent',
    'round-reserved',
  ] as const),
])

const someSection = fc.record({
  weekday: fc.constantFrom(1, 3, 5),
  from: fc.constantFrom('18:00', '18:30', '19:00'),
  times: fc.constantFrom(1, 2),
  headcount: fc.constantFrom(5, 30, 60),
  least: fc.constantFrom(60, 90),
  until: fc.constantFrom('2027-04-30', '2027-06-20'),
  person: fc.boolean(),
  party: fc.constantFrom('branch-1', 'branch-2', 'partner'),
})

/** Days on which one room is shut, and bookings that stand. */
const someDay = fc.integer({ min: 1, max: 28 }).map((day) => `2027-0${3 + (day % 3)}-${String(day).padStart(2, '0')}`)

test('whatever is allocated can be booked on every date that is not told as lost', () => {
  const facts = withSpace('classroom-202', { setUpMinutes: 30, strikeMinutes: 15 }, aHouse())
  fc.assert(
    fc.property(
      fc.array(someSection, { minLength: 2, maxLength: 7 }),
      fc.array(someDay, { maxLength: 5 }),
      fc.array(someDay, { maxLength: 5 }),
      (wishes, shut, taken) => {
        const sections = wishes.map(({ weekday, from, times, headcount, least, until, person, party }, k) =>
          aSection(`s${k}`, {
            ...{ partyId: party, headcount, until, timesAWeek: times, minMinutes: least, maxMinutes: 90 },
            times: [weekday, (weekday % 5) + 1].map((day) => ({
              weekday: day as 1,
              from: minute(from),
              until: minute('21:00'),
              rank: 'primary',
            })),
            personIds: person ? ['chen'] : [],
          }),
        )
        const stands = taken.map((on, k) =>
          held({ id: `held-${k}`, space: 'classroom-201', on, from: '18:30', to: '19:30' }),
        )
        const closures = shut.map((on, k) => ({
          ...{ id: `c${k}`, spaceId: 'classroom-202', reason: '检修' },
          during: { start: at(on, '08:00'), end: at(on, '22:00') },
        }))
        const house = { ...facts, closures }
        const plan = allocated(aSeason({ sections, facts: house, held: stands }), { budget: countedBudget(1_500, 0) })
        expect(plan.evaluation.score.hard).toBe(0)
        expect(plan.evaluation.allocations.length + plan.evaluation.unmet.length).toBe(
          sections.reduce((sum, { timesAWeek }) => sum + timesAWeek, 0),
        )
        const calendar = calendarOf(house, stands)
        const lost = new Set<string>()
        const claims = plan.evaluation.allocations.flatMap(({ sectionId, nth, place }): readonly Claim[] => {
          const section = sections.find(({ id }) => id === sectionId)
          const space = house.spaces.get(place.spaceId)
          if (!section || !space) throw new Error('an allocation of nothing')
          const dates = calendar.datesOf(place, section)
          for (const one of dates.lost) lost.add(`${sectionId} ${nth} ${one.date}`)
          return dates.dates.map((date) => {
            const during = {
              start: instantAt(date, place.from, house.timeZone),
              end: instantAt(date, place.until, house.timeZone),
            }
            return {
              ...{
                id: `${sectionId} ${nth} ${date}`,
                spaceId: space.id,
                atomIds: space.atomIds,
                during,
                held: heldBy(space, during),
              },
              ...{
                partyId: section.partyId,
                personId: '',
                headcount: section.headcount,
                features: [],
                conditions: {},
                standing: 'asked',
              },
              ...{ people: section.personIds, wish: { spaceId: space.id, start: during.start } },
            }
          })
        })
        const refused = checkSeries(claims, { facts: house, claims: stands }, WAIVED).filter(
          ({ verdict }) => verdict.kind === 'refused',
        )
        expect(refused.map(({ claim }) => claim.id).toSorted()).toEqual([...lost].toSorted())
      },
    ),
    { numRuns: 12, seed: 5 },
  )
})
