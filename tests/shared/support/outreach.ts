import type { Service } from '@gongyue/shared/domain/menu.ts'
import type { Outing, Outreach } from '@gongyue/shared/domain/outreach.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { aClaim, type ClaimWords } from './claims.ts'
import { aHouse, at, FRIDAY } from './house.ts'

/** A pottery hour for 10 to 40 people, anywhere, ordered two workdays ahead. */
export function aService(changes: Partial<Service> = {}): Service {
  return {
    id: 'pottery',
    code: 'pottery',
    name: { 'zh-CN': '陶艺进企业', en: 'Pottery' },
    summary: { 'zh-CN': '', en: '' },
    kind: 'course',
    minutes: 60,
    audienceMin: 10,
    audienceMax: 40,
    needs: { crew: [{ skill: 'pottery', count: 1 }], kits: [{ use: 'clay', count: 1 }], vehicle: true },
    setUpMinutes: 0,
    strikeMinutes: 0,
    orderBy: { days: 2, unit: 'workdays' },
    givenAt: 'both',
    route: 'approval',
    from: null,
    until: null,
    active: true,
    position: 0,
    version: 1,
    ...changes,
  }
}

/** The palace stands at `home`; `near` is 40 minutes away, `beyond` an hour, 25 from near; the way to `far` is not known. */
export function anOutreach(changes: Partial<Outreach> = {}): Outreach {
  const services = [
    aService(),
    aService({
      id: 'tour',
      audienceMax: 20,
      givenAt: 'palace',
      until: '2026-12-03',
      name: { 'zh-CN': '展馆讲解', en: 'Tour' },
    }),
  ]
  return {
    services: new Map(services.map((one) => [one.id, one])),
    equipment: new Map(
      [
        {
          id: 'van',
          code: 'van',
          name: { 'zh-CN': '一号车', en: 'Van 1' },
          kind: 'vehicle',
          use: '',
          seats: 1,
          active: true,
        } as const,
        {
          id: 'kiln',
          code: 'kiln',
          name: { 'zh-CN': '小窑', en: 'Kiln' },
          kind: 'kit',
          use: 'clay',
          seats: null,
          active: true,
        } as const,
      ].map((one) => [one.id, one]),
    ),
    districts: new Map(
      [
        { id: 'home', name: '任城区', home: true },
        { id: 'near', name: '兖州区', home: false },
        { id: 'beyond', name: '曲阜市', home: false },
        { id: 'far', name: '泗水县', home: false },
      ].map((one) => [one.id, one]),
    ),
    ways: new Map([
      ['home near', 40],
      ['beyond home', 60],
      ['near beyond', 25],
    ]),
    ...changes,
  }
}

/** The small house with a menu. */
export function aSendingHouse(changes: Partial<Facts> = {}): Facts {
  return aHouse({ outreach: anOutreach(), ...changes })
}

/** What a test says of a visit: on Friday from one hour to another at `near`, with the ways there and back. */
export interface VisitWords extends Omit<ClaimWords, 'space'> {
  readonly from?: string
  readonly to?: string
  readonly on?: string
  /** Minutes from leaving the palace to the start, and from the end to the return. */
  readonly way?: number
  readonly visit?: Partial<Outing>
}

/** A visit that breaks no rule, by one potter in a van with the kiln. */
export function aVisit({
  from = '14:00',
  to = '15:00',
  on = FRIDAY,
  way = 40,
  visit = {},
  ...words
}: VisitWords = {}): Claim {
  const span = { start: at(on, from), end: at(on, to) }
  const during = { start: span.start - way * 60_000, end: span.end + way * 60_000 }
  return {
    ...aClaim({ people: ['chen'], headcount: 20, ...words }),
    spaceId: '',
    atomIds: [],
    during,
    held: during,
    wish: { spaceId: '', start: during.start },
    outing: {
      serviceId: 'pottery',
      title: '陶艺进企业',
      needs: aService().needs,
      place: 'outside',
      districtId: 'near',
      at: span,
      onSite: span,
      equipment: ['van', 'kiln'],
      ...visit,
    },
  }
}
