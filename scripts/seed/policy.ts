import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import { minutesAt } from './hours.ts'

const UNIONS: readonly PartyKind[] = ['federation', 'county', 'town', 'branch']
const GUESTS: readonly PartyKind[] = [...UNIONS, 'partner', 'association', 'person']

/** The numbers of the sample palace; all of them are configuration. */
export const POLICY: Policy = {
  version: 1,
  approvals: [
    { spaces: 'any', parties: ['palace'], when: 'any', route: 'direct' },
    { spaces: ['table', 'gym-place'], parties: 'any', when: 'any', route: 'direct' },
    {
      spaces: ['classroom'],
      parties: [...UNIONS, 'partner', 'association'],
      when: {
        days: ['workday', 'weekend', 'make-up-workday'],
        from: minutesAt('08:30'),
        until: minutesAt('17:30'),
      },
      route: 'direct',
    },
    { spaces: ['reading-room'], parties: ['branch'], when: 'any', route: 'direct' },
    { spaces: 'any', parties: 'any', when: 'any', route: 'approval' },
  ],
  eligibility: [
    { spaces: ['theatre', 'square'], parties: [...UNIONS, 'partner', 'palace'] },
    { spaces: ['table-hall', 'gym', 'exhibition'], parties: [...UNIONS, 'partner', 'association', 'palace'] },
  ],
  // The palace itself plans whole terms and is bound by none of these.
  quotas: [
    { per: 'member-day', spaces: ['table'], parties: GUESTS, unit: 'minutes', limit: 120 },
    { per: 'member-day', spaces: ['gym-place'], parties: GUESTS, unit: 'minutes', limit: 120 },
    { per: 'member-day', spaces: ['table'], parties: ['person'], unit: 'bookings', limit: 1 },
    { per: 'party-day', spaces: ['table'], parties: ['branch'], unit: 'bookings', limit: 2 },
    { per: 'party-at-once', spaces: 'any', parties: ['branch'], unit: 'bookings', limit: 3 },
  ],
  weights: {},
  cancelMinutes: 30,
  holdMinutes: 15,
  // Classes, lectures, shows and exhibitions by title; what a branch does among its own people is its own business.
  publicity: [
    { spaces: ['table', 'gym-place'], parties: 'any', shown: 'booked' },
    { spaces: 'any', parties: ['palace', 'partner', 'association'], shown: 'title' },
    {
      spaces: ['theatre', 'square', 'exhibition'],
      parties: ['federation', 'county', 'town', 'branch'],
      shown: 'title',
    },
    { spaces: ['classroom', 'rehearsal', 'reading-room', 'table-hall', 'gym'], parties: UNIONS, shown: 'party-kind' },
  ],
}
