import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { setResults as resultsContract } from '@gongyue/shared/api/competitions.ts'
import { ranksOf, type StageState } from '@gongyue/shared/domain/competition.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import {
  listResults,
  listStages,
  listStanding,
  moveOn,
  setStageState,
  writeResults,
  type ResultRecord,
  type StageOfRecord,
} from '@gongyue/db/queries/stages.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

export type StageNo =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stage-open'; readonly stage: string }
  | { readonly kind: 'stage-concluded'; readonly stage: string }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Does something to a stage while nobody enters its competition and nobody else changes it. */
export async function atStage<T extends { readonly kind: string }>(
  app: FastifyInstance,
  who: Who,
  stageId: string,
  deed: (tx: Tx, stage: StageOfRecord) => Promise<T>,
): Promise<T | Extract<StageNo, { kind: 'not-found' }>> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const stage = await lockStage(tx, who.facilityId, stageId)
      return stage === null ? { kind: 'not-found' } : await deed(tx, stage)
    },
    app,
  )
}

/** A stage as it stands, held with its competition until the end of the transaction. */
export async function lockStage({ client }: Tx, facilityId: string, stageId: string): Promise<StageOfRecord | null> {
  const read = async () => (await listStages(client, facilityId, { stageId }))[0] ?? null
  const seen = await read()
  if (!seen) return null
  await lockProgramme(client, facilityId, seen.programmeId)
  return await read()
}

/** Closes a stage to entries, or opens it again; one that is concluded stays so. */
export async function switchStage(
  app: FastifyInstance,
  who: Who,
  stageId: string,
  state: 'open' | 'closed',
): Promise<StageNo | { readonly kind: 'switched'; readonly state: StageState; readonly entries: number }> {
  return await atStage(app, who, stageId, async (tx, stage) => {
    if (stage.state === 'concluded') return { kind: 'stage-concluded', stage: stage.name } as const
    await setStageState(tx.client, who.facilityId, stageId, state, app.clock())
    await note(app, tx, who, stage, state === 'open' ? 'open-stage' : 'close-stage', {})
    const entries = (await listStanding(tx.client, who.facilityId, stageId)).length
    return { kind: 'switched', state, entries } as const
  })
}

/** Writes scores; the ranks of the whole stage are worked out anew. */
export async function recordResults(
  app: FastifyInstance,
  who: Who,
  stageId: string,
  { results }: BodyOf<typeof resultsContract>,
): Promise<StageNo | { readonly kind: 'written'; readonly written: number }> {
  const { facilityId } = who
  return await atStage(app, who, stageId, async (tx, stage) => {
    if (stage.state === 'concluded') return { kind: 'stage-concluded', stage: stage.name } as const
    const standing = new Set(await listStanding(tx.client, facilityId, stageId))
    const ids = results.map(({ entryId }) => entryId)
    const errors = ids.flatMap((id, i): readonly Fault[] => {
      const pointer = `/results/${i}/entryId`
      if (!standing.has(id)) return [{ pointer, key: 'not-there', params: {} }]
      return ids.indexOf(id) < i ? [{ pointer, key: 'unique', params: {} }] : []
    })
    if (errors.length > 0) return { kind: 'malformed', errors } as const
    const known = new Map((await listResults(tx.client, facilityId, stageId)).map((one) => [one.entryId, one]))
    for (const { entryId, score, absent = false } of results)
      known.set(entryId, { entryId, score: absent ? null : score, rank: null, outcome: absent ? 'absent' : 'heard' })
    const rows = [...known.values()].filter(({ entryId }) => standing.has(entryId))
    const ranks = ranksOf(new Map(rows.map(({ entryId, score }) => [entryId, score])))
    await writeResults(
      tx.client,
      facilityId,
      stageId,
      rows.map((one) => ({ ...one, rank: ranks.get(one.entryId) ?? null })),
    )
    await note(app, tx, who, stage, 'set-results', { written: results.length })
    return { kind: 'written', written: results.length } as const
  })
}

/** What became of a stage that was ended. */
export interface Concluded {
  readonly kind: 'concluded'
  readonly advanced: number
  readonly out: number
  readonly nextStageId: string | null
}

/** Which entries move on, and by whose word. */
export interface ConcludeStage {
  readonly who: Who
  readonly stageId: string
  readonly advance: readonly string[]
  readonly keyed: KeyedRequest | null
}

/** Ends a stage: some move on, the others are out. After the last stage nobody moves: those named are the ones who are honoured. */
export async function concludeStage(
  app: FastifyInstance,
  request: ConcludeStage,
  toResponse: (concluded: Concluded) => unknown,
): Promise<StageNo | Concluded | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const done = await idempotent<StageNo | Concluded>(
        tx,
        request.keyed,
        async () => await concludeOnce(app, tx, request),
        (value) => ({ status: 200, response: value.kind === 'concluded' ? toResponse(value) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'concluded' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function concludeOnce(
  app: FastifyInstance,
  tx: Tx,
  { who, stageId, advance }: ConcludeStage,
): Promise<StageNo | Concluded> {
  const { facilityId } = who
  const stage = await lockStage(tx, facilityId, stageId)
  if (!stage) return { kind: 'not-found' }
  if (stage.state === 'open') return { kind: 'stage-open', stage: stage.name }
  if (stage.state === 'concluded') return { kind: 'stage-concluded', stage: stage.name }
  const standing = await listStanding(tx.client, facilityId, stageId)
  const there = new Set(standing)
  const errors = advance.flatMap((id, i): readonly Fault[] =>
    there.has(id) ? [] : [{ pointer: `/advance/${i}`, key: 'not-there', params: {} }],
  )
  if (errors.length > 0) return { kind: 'malformed', errors }
  const chosen = new Set(advance)
  const out = standing.filter((id) => !chosen.has(id))
  const results = new Map((await listResults(tx.client, facilityId, stageId)).map((one) => [one.entryId, one]))
  const rows = standing.map((entryId): ResultRecord => {
    const { score = null, rank = null, outcome = 'heard' } = results.get(entryId) ?? {}
    const left = outcome === 'absent' ? 'absent' : 'out'
    return { entryId, score, rank, outcome: chosen.has(entryId) ? 'advanced' : left }
  })
  await writeResults(tx.client, facilityId, stageId, rows)
  await moveOn(tx.client, facilityId, out, 'out')
  if (stage.nextId !== null) await moveOn(tx.client, facilityId, advance, { stageId: stage.nextId })
  await setStageState(tx.client, facilityId, stageId, 'concluded', app.clock())
  await note(app, tx, who, stage, 'conclude-stage', { advanced: advance.length, out: out.length })
  return { kind: 'concluded', advanced: advance.length, out: out.length, nextStageId: stage.nextId }
}

async function note(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  { id, programmeId }: StageOfRecord,
  action: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun: 'stage', nounId: id }
  await auditRow(client, { ...event, data: { programmeId, ...data } })
}
