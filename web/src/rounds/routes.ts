import { remote } from '../api/routes.ts'

/* Apart from the others: who books a table on a phone does not carry the addresses of a season. */
type Rounds = typeof import('@gongyue/shared/api/rounds.ts')
type Runs = typeof import('@gongyue/shared/api/runs.ts')
type Publication = typeof import('@gongyue/shared/api/publication.ts')
type Ledger = typeof import('@gongyue/shared/api/ledger.ts')

export const listRounds = remote<Rounds['listRounds']>('GET', '/rounds')
export const readRound = remote<Rounds['readRound']>('GET', '/rounds/:id')
export const addRound = remote<Rounds['addRound']>('POST', '/rounds')
export const changeRound = remote<Rounds['changeRound']>('PATCH', '/rounds/:id')
export const cancelRound = remote<Rounds['cancelRound']>('POST', '/rounds/:id/cancellation')
export const rollForward = remote<Rounds['rollForward']>('POST', '/rounds/:id/copies')

export const listApplications = remote<Rounds['listApplications']>('GET', '/rounds/:id/applications')
export const apply = remote<Rounds['apply']>('POST', '/rounds/:id/applications')
export const changeApplication = remote<Rounds['changeApplication']>('PUT', '/applications/:id')
export const withdrawApplication = remote<Rounds['withdrawApplication']>('POST', '/applications/:id/withdrawal')
export const weighSection = remote<Rounds['weighSection']>('PATCH', '/sections/:id')

export const listPins = remote<Rounds['listPins']>('GET', '/rounds/:id/pins')
export const addPin = remote<Rounds['addPin']>('POST', '/rounds/:id/pins')
export const removePin = remote<Rounds['removePin']>('DELETE', '/pins/:id')

export const listRuns = remote<Runs['listRuns']>('GET', '/rounds/:id/runs')
export const startRun = remote<Runs['startRun']>('POST', '/rounds/:id/runs')
export const readRun = remote<Runs['readRun']>('GET', '/runs/:id')
export const watchRun = remote<Runs['watchRun']>('GET', '/runs/:id/events')
export const stopRun = remote<Runs['stopRun']>('POST', '/runs/:id/stop')
export const continueRun = remote<Runs['continueRun']>('POST', '/runs/:id/continuation')

export const listSeasonPlans = remote<Runs['listSeasonPlans']>('GET', '/rounds/:id/plans')
export const addSeasonPlan = remote<Runs['addSeasonPlan']>('POST', '/rounds/:id/plans')
export const readSeasonPlan = remote<Runs['readSeasonPlan']>('GET', '/season-plans/:id')
export const changeSeasonPlan = remote<Runs['changeSeasonPlan']>('POST', '/season-plans/:id/changes')
export const listPlacements = remote<Runs['listPlacements']>('GET', '/season-plans/:id/placements')
export const compareSeasonPlans = remote<Runs['compareSeasonPlans']>('GET', '/season-plans/:id/comparison')

export const handleRound = remote<Publication['handleRound']>('POST', '/rounds/:id/handling')
export const resetRound = remote<Publication['resetRound']>('POST', '/rounds/:id/reset')
export const publishRound = remote<Publication['publishRound']>('POST', '/rounds/:id/publication')
export const readResults = remote<Publication['readResults']>('GET', '/rounds/:id/results')
export const readPublicResult = remote<Publication['readPublicResult']>('GET', '/public/rounds/:id')

export const readLedger = remote<Ledger['readLedger']>('GET', '/ledger')
