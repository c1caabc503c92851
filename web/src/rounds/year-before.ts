import { addDays, type Day } from '../text/when.ts'

/** The year before a season: what fairness looks back on. */
export function yearBefore(from: Day): { readonly from: Day; readonly until: Day } {
  return { from: addDays(from, -365), until: addDays(from, -1) }
}
