import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { homeOf } from '../domain/outreach.ts'
import type { Name } from '../domain/names.ts'
import type { Interval } from '../time/interval.ts'

/** What the rules about services and visits share. */

/** Where somebody is, and while: a visit's place from arriving to leaving, else the palace while it lasts. Null is the palace. */
export function siteOf({ outing, during }: Claim): { readonly span: Interval; readonly districtId: string | null } {
  return outing ? { span: outing.onSite, districtId: outing.districtId } : { span: during, districtId: null }
}

/** People on both. */
export function peopleOnBoth(a: Claim, b: Claim): readonly string[] {
  return (a.people ?? []).filter((id) => b.people?.includes(id))
}

/** A bucket for each person and each half day that the span meets; `reach` lets it meet what begins so long after. In milliseconds. */
export function personCells({ people = [] }: Claim, { start, end }: Interval, reach: number): readonly string[] {
  const first = Math.floor(start / HALF_DAY)
  const last = Math.floor((end + reach) / HALF_DAY)
  return people.flatMap((id) => Array.from({ length: last - first + 1 }, (_, i) => `${id} ${first + i}`))
}

/** A district by name; null is the one where the palace stands. */
export function districtName(id: string | null, { outreach }: Facts): string | Name {
  if (id === null) return (outreach && homeOf(outreach)?.name) ?? PALACE
  return outreach?.districts.get(id)?.name ?? id
}

/** The service's name, or what was asked for by itself. */
export function serviceName({ outing }: Claim, { outreach }: Facts): string | Name {
  if (!outing) return ''
  return (outing.serviceId !== null && outreach?.services.get(outing.serviceId)?.name) || outing.title
}

export const PALACE: Name = { 'zh-CN': '文化宫', en: 'the palace' }
export const OUTSIDE: Name = { 'zh-CN': '馆外', en: 'elsewhere' }

const HALF_DAY = 12 * 3_600_000
