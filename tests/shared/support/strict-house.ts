import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { anOutreach } from './outreach.ts'
import { aHouse, aPolicy, at, FRIDAY, span, withParty, withPerson, withSpace } from './house.ts'

/** The small house on a bad day: everything counted, something shut, somebody suspended, tomorrow too late. Every rule is broken in it now and then. */
export function aStrictHouse(): Facts {
  const house = withSpace('gym-06', { bookable: false }, withParty('person', { suspended: true }))
  return aHouse({
    ...house,
    now: at(addDays(FRIDAY, -1), '12:00'),
    closures: [
      { id: 'repairs', spaceId: 'tables-left', during: span('10:00', '14:00'), reason: '检修' },
      { id: 'drill', spaceId: null, during: span('13:00', '15:00'), reason: '消防演练' },
    ],
    outreach: anOutreach(),
    policy: aPolicy({
      crewRestMinutes: 90,
      quotas: [
        { per: 'member-day', spaces: 'any', parties: 'any', unit: 'minutes', limit: 60 },
        { per: 'member-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 },
        { per: 'party-day', spaces: 'any', parties: ['branch', 'partner', 'federation'], unit: 'bookings', limit: 1 },
        { per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 },
      ],
    }),
    people: withPerson(
      'chen',
      {
        hours: [{ weekdays: [1, 3, 5], from: 540, until: 1260, validFrom: null, validUntil: null }],
        absences: [{ id: 'ill', during: span('09:00', '12:00'), reason: '病假' }],
        minutesADay: 60,
        restMinutes: 720,
        daysAWeek: 1,
      },
      house,
    ).people,
    spaces: withSpace('table-01', { horizonDays: 1 }, house).spaces,
    rounds: [
      {
        ...{ id: 'spring', name: '春季', opensAt: at('2026-12-01', '08:00'), closesAt: at('2026-12-20', '18:00') },
        ...{ from: '2026-12-01', until: '2026-12-31', spaceIds: ['classroom-201'] },
        windows: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: 1080, until: 1260 })),
      },
    ],
    exhibitions: [{ programmeId: 'show', title: '摄影展', spaceId: 'tables', during: span('07:00', '23:00') }],
    noShows: [
      { partyId: 'branch-1', personId: 'li', points: 2, expiresAt: at(FRIDAY, '12:00') },
      { partyId: 'branch-2', personId: null, points: 3, expiresAt: at(addDays(FRIDAY, 9), '08:00') },
    ],
  })
}
