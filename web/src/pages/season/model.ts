import type { LedgerWire } from '@gongyue/shared/api/ledger.ts'
import type { ApplicationWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { readResults as resultsContract } from '@gongyue/shared/api/publication.ts'
import type { Static } from 'typebox'
import { call } from '../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../api/idempotency.ts'
import { createLoaded, type Loaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import {
  apply,
  changeApplication,
  listApplications,
  readLedger,
  readResults,
  readRound,
  withdrawApplication,
} from '../../rounds/routes.ts'
import { yearBefore } from '../../rounds/year-before.ts'
import { draftOf, type ApplicationForm } from './draft.ts'

export type ResultWire = Static<(typeof resultsContract)['replies'][200]>['items'][number]

/** A round with what the reader's parties have to do with it. */
export interface Season {
  readonly round: RoundWire
  readonly applications: readonly ApplicationWire[]
  readonly results: readonly ResultWire[]
  /** What the reader's parties used in the year before; null when it can not be had. */
  readonly ledger: LedgerWire | null
}

export interface SeasonModel extends Loaded<Season> {
  /** A new application, or an earlier one written anew; what is shown is read anew by whoever sends it. */
  readonly send: (partyId: string, form: ApplicationForm, earlier: ApplicationWire | null) => Promise<Failing | null>
  readonly withdraw: (application: ApplicationWire) => Promise<Failing | null>
}

export function createSeasonModel(id: string): SeasonModel {
  const params = { id }
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<Season>(async () => {
    const [round, applications] = await Promise.all([call(readRound, { params }), call(listApplications, { params })])
    if (round.kind !== 'ok') return round
    if (applications.kind !== 'ok') return applications
    const results = round.body.state === 'published' ? await call(readResults, { params }) : null
    if (results && results.kind !== 'ok') return results
    // a line beside the result: without it the result is still told
    const ledger = results && (await call(readLedger, { query: yearBefore(round.body.from) }))
    return {
      kind: 'ok',
      body: {
        round: round.body,
        applications: applications.body.items,
        results: results?.body.items ?? [],
        ledger: ledger?.kind === 'ok' ? ledger.body : null,
      },
    }
  })
  return {
    ...loaded,
    async send(partyId, form, earlier) {
      const draft = draftOf(form)
      const reply = earlier
        ? await call(changeApplication, { params: { id: earlier.id }, version: earlier.version, body: draft })
        : await call(apply, { params, body: { partyId, ...draft }, idempotencyKey: keyOf([partyId, draft]) })
      return reply.kind === 'ok' ? null : reply
    },
    async withdraw(application) {
      const reply = await call(withdrawApplication, { params: { id: application.id }, idempotencyKey: randomKey() })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return null
    },
  }
}
