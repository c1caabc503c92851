import { remote } from '../api/routes.ts'

/* Apart from the other addresses, which every page loads: these are the coordinator's. */

type Repairs = typeof import('@gongyue/shared/api/repairs.ts')
type Conflicts = typeof import('@gongyue/shared/api/conflicts.ts')
type Facility = typeof import('@gongyue/shared/api/facility.ts')
type Impact = typeof import('@gongyue/shared/api/impact.ts')
type Notices = typeof import('@gongyue/shared/api/holiday-notices.ts')

export const listConflicts = remote<Conflicts['listConflicts']>('GET', '/conflicts')
export const createRepair = remote<Repairs['createRepair']>('POST', '/repairs')
export const readRepair = remote<Repairs['readRepair']>('GET', '/repairs/:id')
export const applyRepair = remote<Repairs['applyRepair']>('POST', '/repairs/:id/application')
export const dismissRepair = remote<Repairs['dismissRepair']>('POST', '/repairs/:id/dismissal')
export const listDrafts = remote<Repairs['listDrafts']>('GET', '/drafts')
export const settleDraft = remote<Repairs['settleDraft']>('POST', '/drafts/:id')

export const listClosures = remote<Facility['listClosures']>('GET', '/closures')
export const declareClosure = remote<Facility['declareClosure']>('POST', '/closures')
export const liftClosure = remote<Facility['liftClosure']>('DELETE', '/closures/:id')
export const readImpact = remote<Impact['readImpact']>('GET', '/closures/:id/impact')

export const importHolidayNotice = remote<Notices['importHolidayNotice']>('POST', '/holiday-notices')
