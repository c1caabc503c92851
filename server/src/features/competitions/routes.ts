import multipart from '@fastify/multipart'
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/competitions.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import { listEntries } from '@gongyue/db/queries/entries.ts'
import { hashRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { receiveBook } from '../../xlsx/receive-book.ts'
import { violationWire } from '../orders/wire.ts'
import { enter, type Entered } from './enter.ts'
import { giveStageSlots, type SlotsGiven } from './give-slots.ts'
import { importEntries } from './import-entries.ts'
import { concludeStage, recordResults, switchStage, type Concluded, type StageNo } from './settle-stage.ts'
import { entryWire } from './wire.ts'
import { withdrawEntry } from './withdraw-entry.ts'

/** Competitions: entries by form and by file, slots before juries, results that move entries on. */
export async function competitions(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  await app.register(multipart)

  app.handle(api.enter, async (request) => {
    const { who, body, params } = request
    const toWire = ({ entry }: Entered) => entryWire(entry, who.timeZone)
    const asked = { who, programmeId: params.id, asked: body, keyed: keyedRequest(request, who) }
    const result = await enter(app, asked, toWire)
    switch (result.kind) {
      case 'entered':
        return { status: 201, body: toWire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.EntryWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(result.errors)
      case 'kind-mismatch':
        return { problem: 'kind-mismatch' }
      case 'not-open':
        return { problem: 'enrolment-not-open', params: { opensAt: result.opensAt, closesAt: result.closesAt } }
      case 'entries-closed':
        return { problem: 'entries-closed', params: { stage: result.stage, closedAt: result.closedAt } }
      case 'already-entered':
        return { problem: 'already-entered', params: { number: result.number } }
      case 'entries-full':
        return {
          problem: 'entries-full',
          errors: result.limits.map((limit) => ({
            pointer: LIMIT_POINTERS[limit],
            key: `entry-full-${limit}` as const,
            params: {},
          })),
        }
    }
  })

  app.handle(api.listEntries, async ({ who, params, query }) => {
    const own = mayEnter(who.roles, 'desk') ? {} : { own: who }
    const stage = query.stageId === undefined ? {} : { stageId: query.stageId }
    const filter = { programmeId: params.id, limit: query.limit ?? 5000, ...own, ...stage }
    const rows = await listEntries(pool, who.facilityId, filter)
    return { status: 200, body: { items: rows.map((one) => entryWire(one, who.timeZone)) } }
  })

  app.handle(api.listMyEntries, async ({ who }) => {
    const own = { userId: who.userId, partyIds: mayEnter(who.roles, 'orders') ? who.partyIds : [] }
    const rows = await listEntries(pool, who.facilityId, { own, limit: 500 })
    return { status: 200, body: { items: rows.map((one) => entryWire(one, who.timeZone)) } }
  })

  app.handle(api.withdrawEntry, async ({ who, params }) => {
    const result = await withdrawEntry(app, who, params.id)
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    const body = entryWire(result.entry, who.timeZone)
    return result.kind === 'withdrawn' ? { status: 200, body } : { problem: 'already-decided', current: body }
  })

  app.handle(api.importEntries, async (request) => {
    const { who, params, query } = request
    const dryRun = query.dryRun === true
    const keyed = keyedRequest(request, who)
    const content = await receiveBook(request)
    // the same key with another file is another request
    const sha256 = createHash('sha256').update(content).digest('hex')
    const key = keyed && { ...keyed, requestHash: hashRequest(`${request.method} ${request.url}`, sha256) }
    const result = await importEntries(app, { who, programmeId: params.id, bytes: content, dryRun, keyed: key })
    switch (result.kind) {
      case 'report':
        return { status: result.report.saved > 0 ? 201 : 200, body: result.report }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.EntryImportWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'kind-mismatch':
        return { problem: 'kind-mismatch' }
      case 'entries-closed':
        return { problem: 'entries-closed', params: { stage: result.stage, closedAt: result.closedAt } }
    }
  })

  app.handle(api.setStageState, async ({ who, params, body }) => {
    const result = await switchStage(app, who, params.id, body.state)
    if (result.kind !== 'switched') return noOf(result)
    return { status: 200, body: { state: result.state, entries: result.entries } }
  })

  app.handle(api.giveStageSlots, async (request) => {
    const { who, params, body, query } = request
    const dryRun = query.dryRun === true
    const toWire = (given: SlotsGiven) => slotsWire(given, who)
    const asked = { who, stageId: params.id, plan: body.plan ?? null, dryRun, keyed: keyedRequest(request, who) }
    const result = await giveStageSlots(app, asked, toWire)
    switch (result.kind) {
      case 'placed':
        return { status: 201, body: toWire(result) }
      case 'fits':
        return { status: 200, body: toWire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.StageSlotsWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return { problem: 'try-again', headers: { 'retry-after': '1' } }
      case 'refused': {
        const violations = result.violations.map((one) => violationWire(one, result.asked, who.timeZone))
        if (dryRun) return { status: 200, body: { verdict: 'refused', given: 0, missing: [], rooms: [], violations } }
        return { problem: 'refused', violations, alternatives: [] }
      }
      default:
        return noOf(result)
    }
  })

  app.handle(api.setResults, async ({ who, params, body }) => {
    const result = await recordResults(app, who, params.id, body)
    return result.kind === 'written' ? { status: 200, body: { written: result.written } } : noOf(result)
  })

  app.handle(api.concludeStage, async (request) => {
    const { who, params, body } = request
    const toWire = ({ advanced, out, nextStageId }: Concluded) => ({ advanced, out, nextStageId })
    const asked = { who, stageId: params.id, advance: body.advance, keyed: keyedRequest(request, who) }
    const result = await concludeStage(app, asked, toWire)
    switch (result.kind) {
      case 'concluded':
        return { status: 200, body: toWire(result) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as Omit<Concluded, 'kind'> }
      case 'reused':
        return { problem: 'key-reused' }
      default:
        return noOf(result)
    }
  })
}

/** What stands in the way of a stage. @throws HttpProblem for what is not there or not filled in right */
function noOf(no: StageNo) {
  if (no.kind === 'not-found') throw new HttpProblem('not-found')
  if (no.kind === 'malformed') throw malformed(no.errors)
  return { problem: no.kind, params: { stage: no.stage } } as const
}

function slotsWire({ kind, given, missing, rooms, facts }: SlotsGiven, { timeZone }: Who): api.StageSlotsWire {
  return {
    verdict: kind,
    given,
    missing: [...missing],
    rooms: rooms.map(({ claim, given: own }) => ({
      spaceId: claim.spaceId,
      date: localDateOf(claim.during.start, facts.timeZone),
      start: formatInstant(claim.during.start, timeZone),
      end: formatInstant(claim.during.end, timeZone),
      entries: own.length,
    })),
    violations: [],
  }
}

const LIMIT_POINTERS = { competition: '', group: '/group', branch: '/partyId' } as const
