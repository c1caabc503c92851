import { remote } from '../../api/routes.ts'

type Decisions = typeof import('@gongyue/shared/api/decision-records.ts')

export const listDecisionRecords = remote<Decisions['listDecisionRecords']>('GET', '/decision-records')
export const replayDecision = remote<Decisions['replayDecision']>('GET', '/decision-records/:id/replay')
