import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/contracts.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listContracts } from '@gongyue/db/queries/contracts.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listPriceLists } from '@gongyue/db/queries/uses.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { bookAnswer } from '../../xlsx/book-answer.ts'
import { TRY_AGAIN } from '../acts/answer.ts'
import { addPrices, priceFaults } from './add-prices.ts'
import { addSlot } from './add-slot.ts'
import { correctUse } from './correct-use.ts'
import { endContract } from './end-contract.ts'
import { findContract, partiesFor, toldContract } from './read-contract.ts'
import { readStatement, statementBook } from './statement.ts'
import { contractSummary } from './wire.ts'
import { addContract, changeContract, contractFaults } from './write-contract.ts'

/** Partners: contracts, their standing slots, what each use came to. */
export async function contracts(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  const factsNow = async ({ facilityId }: Who) => factsAt(await app.houses.current(facilityId), app.clock())

  app.handle(api.listContracts, async ({ who, query: { partyId } }) => {
    const own = partiesFor(who)
    const partyIds = partyId === undefined ? own : [partyId].filter((id) => own === null || own.includes(id))
    const [facts, found] = [await factsNow(who), await listContracts(pool, who.facilityId, { partyIds })]
    return { status: 200, body: { items: found.map((one) => contractSummary(one, facts)) } }
  })

  app.handle(api.readContract, async ({ who, params }) => {
    const found = await findContract(pool, who, params.id)
    if (!found) throw new HttpProblem('not-found')
    const body = await toldContract(app, pool, who, found)
    return { status: 200, body, headers: tagOf(body) }
  })

  app.handle(api.addContract, async (request) => {
    const { who, body } = request
    const wrong = contractFaults(body, await factsNow(who))
    if (wrong.length > 0) throw malformed(wrong)
    const done = await addContract(app, who, body, keyedRequest(request, who))
    if (done.kind === 'reused') return { problem: 'key-reused' }
    // kept by this very route, so it is what the contract says
    const made = done.kind === 'done' ? done.value : (done.response as api.ContractWire)
    return { status: 201, body: made, headers: tagOf(made) }
  })

  app.handle(api.changeContract, async (request) => {
    const { who, params, body } = request
    const { reason = '', ...fields } = body
    const wrong = contractFaults(fields, await factsNow(who))
    if (wrong.length > 0) throw malformed(wrong)
    const version = versionAsked(request)
    const result = await changeContract(app, {
      who,
      id: params.id,
      version,
      fields,
      reason: reason.trim() || '协议变更',
    })
    switch (result.kind) {
      case 'changed':
        return { status: 200, body: result.contract, headers: tagOf(result.contract) }
      case 'stale':
        return { problem: 'stale', current: result.contract }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'already-decided':
        return { problem: 'already-decided' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.endContract, async (request) => {
    const { who, params, body } = request
    const asked = {
      who,
      id: params.id,
      version: versionAsked(request),
      lastDay: body.lastDay,
      reason: body.reason.trim(),
    }
    const result = await endContract(app, { ...asked, keyed: keyedRequest(request, who) })
    switch (result.kind) {
      case 'ended':
        return { status: 200, body: result.contract, headers: tagOf(result.contract) }
      case 'again':
        // likewise
        return { status: 200, body: result.response as api.ContractWire }
      case 'stale':
      case 'already-decided':
        return { problem: result.kind, current: result.contract }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.addSlot, async (request) => {
    const { who, params, body, query } = request
    const keyed = keyedRequest(request, who)
    const dryRun = query.dryRun === true
    const result = await addSlot(app, { who, contractId: params.id, asked: body, keyed, dryRun })
    switch (result.kind) {
      case 'placed':
        return { status: 201, body: result.told }
      case 'fits':
        return { status: 200, body: result.told }
      case 'refused':
        if (dryRun) return { status: 200, body: result.told }
        return {
          problem: 'refused',
          violations: result.told.violations,
          ...(result.told.series && { series: result.told.series }),
        }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'already-decided':
        return { problem: 'already-decided' }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.readStatement, async ({ who, params, query }) => {
    const statement = await readStatement(app, who, params.id, query.month)
    if (!statement) throw new HttpProblem('not-found')
    return { status: 200, body: statement }
  })

  app.handle(api.readStatementFile, async ({ who, params, query }) => {
    const statement = await readStatement(app, who, params.id, query.month)
    if (!statement) throw new HttpProblem('not-found')
    const { partyName } = statement.contract
    return bookAnswer(await statementBook(statement, who), `${partyName} ${query.month}`)
  })

  app.handle(api.correctUse, async (request) => {
    const { who, params, body } = request
    const result = await correctUse(app, who, params.id, body, keyedRequest(request, who))
    switch (result.kind) {
      case 'corrected':
        return { status: 200, body: result.use }
      case 'again':
        // likewise
        return { status: 200, body: result.response as api.UseWire }
      case 'stale':
        return { problem: 'stale', current: result.use }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.listPrices, async ({ who }) => {
    const items = await listPriceLists(pool, who.facilityId)
    // kept as they were made for the wire
    return { status: 200, body: { items: items as readonly api.PriceListWire[] } }
  })

  app.handle(api.addPrices, async (request) => {
    const { who, body } = request
    const wrong = priceFaults(body, await factsNow(who))
    if (wrong.length > 0) throw malformed(wrong)
    const version = versionAsked(request)
    const result = await addPrices(app, who, body, { version, keyed: keyedRequest(request, who) })
    switch (result.kind) {
      case 'added':
        if (result.list === null) throw new Error('a price list that was added is there')
        return { status: 201, body: result.list, headers: tagOf(result.list) }
      case 'again':
        // likewise
        return { status: 201, body: result.response as api.PriceListWire }
      case 'stale':
        return { problem: 'stale', current: result.list }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })
}

function tagOf({ version }: { readonly version: number }) {
  return { etag: `"${version}"` }
}
