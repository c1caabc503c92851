import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/programmes.ts'
import { phaseOf } from '@gongyue/shared/domain/enrolment.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { findFacility, readFacility } from '@gongyue/db/queries/facilities.ts'
import { listOrganisers } from '@gongyue/db/queries/particulars.ts'
import { idempotent } from '@gongyue/db/queries/idempotency.ts'
import { listProgrammes, listQuotas, listSessions, type ProgrammeRecord } from '@gongyue/db/queries/programmes.ts'
import { listRoll } from '@gongyue/db/queries/roll.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { insertTerm, listTerms } from '@gongyue/db/queries/terms.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { callRoll, rollWire } from './call-roll.ts'
import { addProgramme, changeProgramme, programmeFaults } from './change-programme.ts'
import { isHiddenFrom } from './confidential.ts'
import { setParticulars } from './set-particulars.ts'
import { cardWire, programmeWire, termWire } from './wire.ts'

/** Classes: terms, what is offered, their sessions, and who came. */
export async function programmes(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  /** A reader who is signed in has one facility; a visitor names one or gets the first. */
  const placeOf = async (who: Who | null, code: string | undefined) => {
    const found = who === null ? await findFacility(app.db, code) : await readFacility(app.db, who.facilityId)
    if (found === null || (code !== undefined && found.code !== code)) throw new HttpProblem('not-found')
    return found
  }

  const find = async (facilityId: string, who: Who | null, programmeId: string): Promise<ProgrammeRecord> => {
    const drafts = who !== null && mayEnter(who.roles, 'desk')
    const filter = { programmeId, termId: null, drafts, userId: who?.userId ?? null }
    const [found] = await listProgrammes(pool, facilityId, filter)
    if (!found) throw new HttpProblem('not-found')
    return found
  }

  const whole = async (
    facilityId: string,
    timeZone: string,
    who: Who | null,
    id: string,
  ): Promise<api.ProgrammeWire> => {
    const isDesk = who !== null && mayEnter(who.roles, 'desk')
    const [one, sessions, quotas, organisers] = await Promise.all([
      find(facilityId, who, id),
      listSessions(pool, facilityId, id),
      listQuotas(pool, facilityId, id),
      isDesk ? listOrganisers(pool, facilityId, id) : null,
    ])
    return programmeWire(one, sessions, quotas, app.clock(), timeZone, organisers)
  }

  app.handle(api.listTerms, async ({ who, query }) => {
    const { id, timeZone } = await placeOf(who, query.facility)
    const terms = await listTerms(pool, id)
    return { status: 200, body: { items: terms.map((term) => termWire(term, timeZone)) } }
  })

  app.handle(api.addTerm, async (request) => {
    const { who, body } = request
    const { facilityId, userId, timeZone } = who
    const [opensAt, closesAt] = [parseInstant(body.opensAt) ?? Number.NaN, parseInstant(body.closesAt) ?? Number.NaN]
    const late = { key: 'end-before-start', params: {} } as const
    if (body.startsOn > body.endsOn) throw malformed([{ pointer: '/endsOn', ...late }])
    if (!(opensAt < closesAt)) throw malformed([{ pointer: '/closesAt', ...late }])
    const term = { ...body, id: app.newId(), name: body.name.trim(), opensAt, closesAt }
    const done = await inTransaction(
      pool,
      async (tx) =>
        await idempotent(
          tx,
          keyedRequest(request, who),
          async () => {
            await insertTerm(tx.client, facilityId, term)
            const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
            await auditRow(tx.client, {
              ...event,
              action: 'add-term',
              noun: 'term',
              nounId: term.id,
              data: { ...body },
            })
          },
          () => ({ status: 201, response: termWire(term, timeZone) }),
        ),
      app,
    )
    if (done.kind === 'reused') return { problem: 'key-reused' }
    // kept by this very route, so it is what the contract says
    return { status: 201, body: done.kind === 'again' ? (done.response as api.TermWire) : termWire(term, timeZone) }
  })

  app.handle(api.listProgrammes, async ({ who, query }) => {
    const { id, timeZone } = await placeOf(who, query.facility)
    const drafts = who !== null && mayEnter(who.roles, 'desk')
    const filter = { programmeId: null, termId: query.termId ?? null, drafts, userId: who?.userId ?? null }
    const now = app.clock()
    const items = (await listProgrammes(pool, id, filter))
      .filter((one) => query.phase === undefined || phaseOf(one, now) === query.phase)
      .filter(({ kind }) => query.kind === undefined || kind === query.kind)
      .filter(({ mine }) => query.mine !== true || mine !== null)
    return { status: 200, body: { items: items.map((one) => cardWire(one, now, timeZone, drafts)) } }
  })

  app.handle(api.readProgrammeRoute, async ({ who, params }) => {
    const { id, timeZone } = await placeOf(who, undefined)
    return { status: 200, body: await whole(id, timeZone, who, params.id) }
  })

  app.handle(api.addProgramme, async (request) => {
    const { who, body } = request
    const wrong = programmeFaults(body, factsAt(await app.houses.current(who.facilityId), app.clock()))
    if (wrong.length > 0) throw malformed(wrong)
    const added = await addProgramme(app, who, body, keyedRequest(request, who))
    if (added.kind === 'malformed') throw malformed(added.errors)
    if (added.kind === 'reused') return { problem: 'key-reused' }
    return { status: 201, body: await whole(who.facilityId, who.timeZone, who, added.id) }
  })

  app.handle(api.changeProgramme, async ({ who, body, params }) => {
    const wrong = programmeFaults(body, factsAt(await app.houses.current(who.facilityId), app.clock()))
    if (wrong.length > 0) throw malformed(wrong)
    const changed = await changeProgramme(app, who, params.id, body)
    if (changed.kind === 'not-found') throw new HttpProblem('not-found')
    if (changed.kind === 'malformed') throw malformed(changed.errors)
    return { status: 200, body: await whole(who.facilityId, who.timeZone, who, params.id) }
  })

  app.handle(api.setParticulars, async ({ who, body, params }) => {
    const result = await setParticulars(app, who, params.id, body)
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    if (result.kind === 'not-allowed') throw new HttpProblem('not-allowed')
    if (result.kind === 'malformed') throw malformed(result.errors)
    const hits = result.hits.map(({ start, end, ...hit }) => ({
      ...hit,
      start: formatInstant(start, who.timeZone),
      end: formatInstant(end, who.timeZone),
    }))
    return { status: 200, body: { programme: await whole(who.facilityId, who.timeZone, who, params.id), hits } }
  })

  app.handle(api.readRoll, async ({ who, params }) => {
    const one = await find(who.facilityId, who, params.id)
    if (isHiddenFrom(one)) throw new HttpProblem('not-allowed')
    const roll = await listRoll(pool, who.facilityId, params.id)
    return { status: 200, body: rollWire(one, roll, app.clock()) }
  })

  app.handle(api.callRoll, async ({ who, body, params }) => {
    const result = await callRoll(app, { who, reservationId: params.id, marks: body.marks })
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    if (result.kind === 'not-allowed') throw new HttpProblem('not-allowed')
    if (result.kind === 'malformed') throw malformed(result.errors)
    return { status: 200, body: { marked: body.marks.length } }
  })
}
