import type { ApplicationWire, PinWire, RoundWire, SectionWire } from '@gongyue/shared/api/rounds.ts'
import type { AllocationWire, RunWire, SeasonPlanWire, UnmetWire } from '@gongyue/shared/api/runs.ts'

/* One small round as the server would answer it: two spaces, two evenings, three parties. */

export const HALL = '00000000-0000-7000-8000-0000000000a1'
export const ROOM = '00000000-0000-7000-8000-0000000000a2'

export function roundWire(rest: Partial<RoundWire> = {}): RoundWire {
  return {
    ...{ id: 'round', name: '2027 年春季', summary: '', from: '2027-03-01', until: '2027-06-30' },
    ...{ opensAt: '2026-12-01T09:00:00+08:00', closesAt: '2026-12-20T18:00:00+08:00' },
    ...{ spaceIds: [HALL, ROOM], gridMinutes: 30, partyMinutes: null, state: 'in-allocation', version: 3 },
    windows: [
      { weekday: 1, from: 1080, until: 1260 },
      { weekday: 3, from: 1080, until: 1260 },
    ],
    ...{ planId: null, handledAt: null, publishedAt: null, cancelledAt: null, rolledFrom: null, seed: 7 },
    counts: { applications: 3, sections: 3, asked: 4 },
    ...rest,
  }
}

export function sectionWire(id: string, rest: Partial<SectionWire> = {}): SectionWire {
  return {
    ...{ id, title: `title ${id}`, headcount: 20, features: [], minMinutes: 90, maxMinutes: 90, timesAWeek: 1 },
    ...{ from: '2027-03-01', until: '2027-06-30', spaceIds: [HALL], sameSpace: false, sameTime: false, apart: false },
    times: [{ weekday: 1, from: 1080, until: 1260, rank: 'primary' }],
    ...{ weight: 5, must: false, personIds: [], seriesIds: [] },
    ...rest,
  }
}

export function applicationWire(id: string, sections: readonly SectionWire[], rest: Partial<ApplicationWire> = {}) {
  return {
    ...{ id, roundId: 'round', partyId: `party ${id}`, partyName: `party of ${id}`, note: '', state: 'sent' },
    ...{ late: false, version: 1, sentAt: '2026-12-05T10:00:00+08:00', sections: [...sections] },
    ...rest,
  } as ApplicationWire
}

export function allocation(
  sectionId: string,
  nth: number,
  place: Partial<AllocationWire['place']> = {},
): AllocationWire {
  return {
    ...{ sectionId, nth, pinned: false, dates: 17, lost: 0 },
    place: { spaceId: HALL, weekday: 1, from: 1080, until: 1170, ...place },
  }
}

export function unmet(sectionId: string, nth: number, rest: Partial<UnmetWire> = {}): UnmetWire {
  return {
    ...{ sectionId, nth, options: 4, taken: 3, pinned: 1, dearer: 0, competitors: [], wouldHaveWorked: [] },
    reasons: [{ key: 'taken', params: { options: 4, taken: 3 } }],
    ...rest,
  }
}

export function planWire(allocations: readonly AllocationWire[], rest: Partial<SeasonPlanWire> = {}): SeasonPlanWire {
  return {
    ...{ id: 'plan', roundId: 'round', name: '方案一', runId: 'run', version: 2, cost: 1200, bound: 1188 },
    score: { hard: 0, medium: -1, soft: -200 },
    ...{ placed: allocations.length, unplaced: 1, madeAt: '2026-12-21T10:00:00+08:00', byName: '协调员' },
    ...{ allocations: [...allocations], unmet: [], rules: [], shares: [] },
    ...rest,
  }
}

export function runWire(rest: Partial<RunWire> = {}): RunWire {
  return {
    ...{ id: 'run', roundId: 'round', state: 'running', seconds: 60, tries: null, seed: 7, basePlanId: null, price: 0 },
    ...{
      phase: 'anneal',
      progress: 0.4,
      cost: 1300,
      score: { hard: 0, medium: -2, soft: -300 },
      unplaced: 2,
      asked: 4,
    },
    ...{ bound: null, triesASecond: 2_400_000, planId: null, violations: [], endedAt: null, byName: '协调员' },
    points: [
      { seconds: 0.1, cost: 2600, unplaced: 3 },
      { seconds: 1.2, cost: 1300, unplaced: 2 },
    ],
    startedAt: '2026-12-21T10:00:00+08:00',
    ...rest,
  }
}

export function pinWire(id: string, rest: Partial<PinWire> = {}): PinWire {
  return {
    ...{ id, kind: 'pin', sectionId: 'a', nth: 0, spaceId: HALL, weekday: 1, from: 1080, until: 1170, reason: '' },
    ...rest,
  }
}
