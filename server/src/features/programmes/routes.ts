import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/programmes.ts'
import { phaseOf } from '@gongyue/shared/domain/enrolment.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listProgrammes } from '@gongyue/db/queries/programmes.ts'
import { listRoll } from '@gongyue/db/queries/roll.ts'
import { listTerms } from '@gongyue/db/queries/terms.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { facilityOf } from '../facility/facility-of.ts'
import { addTerm } from './add-term.ts'
import { callRoll, rollWire } from './call-roll.ts'
import { addProgramme, changeProgramme, programmeFaults } from './change-programme.ts'
import { isHiddenFrom } from './confidential.ts'
import { findProgramme, wholeProgramme } from './read-programme.ts'
import { setParticulars } from './set-particulars.ts'
import { cardWire, termWire } from './wire.ts'

/** Classes: terms, what is offered, their sessions, and who came. */
export async function programmes(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listTerms, async ({ who, query }) => {
    const { id, timeZone } = await facilityOf(app, who, query.facility)
    const terms = await listTerms(pool, id)
    return { status: 200, body: { items: terms.map((term) => termWire(term, timeZone)) } }
  })

  app.handle(api.addTerm, async (request) => {
    const { who, body } = request
    const added = await addTerm(app, who, body, keyedRequest(request, who))
    if (added.kind === 'malformed') throw malformed(added.errors)
    if (added.kind === 'reused') return { problem: 'key-reused' }
    return { status: 201, body: added.term }
  })

  app.handle(api.listProgrammes, async ({ who, query }) => {
    const { id, timeZone } = await facilityOf(app, who, query.facility)
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
    const { id, timeZone } = await facilityOf(app, who, undefined)
    return { status: 200, body: await wholeProgramme(app, { facilityId: id, timeZone }, who, params.id) }
  })

  app.handle(api.addProgramme, async (request) => {
    const { who, body } = request
    const wrong = programmeFaults(body, factsAt(await app.houses.current(who.facilityId), app.clock()))
    if (wrong.length > 0) throw malformed(wrong)
    const added = await addProgramme(app, who, body, keyedRequest(request, who))
    if (added.kind === 'malformed') throw malformed(added.errors)
    if (added.kind === 'reused') return { problem: 'key-reused' }
    return { status: 201, body: await wholeProgramme(app, who, who, added.id) }
  })

  app.handle(api.changeProgramme, async ({ who, body, params }) => {
    const wrong = programmeFaults(body, factsAt(await app.houses.current(who.facilityId), app.clock()))
    if (wrong.length > 0) throw malformed(wrong)
    const changed = await changeProgramme(app, who, params.id, body)
    if (changed.kind === 'not-found') throw new HttpProblem('not-found')
    if (changed.kind === 'malformed') throw malformed(changed.errors)
    return { status: 200, body: await wholeProgramme(app, who, who, params.id) }
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
    return { status: 200, body: { programme: await wholeProgramme(app, who, who, params.id), hits } }
  })

  app.handle(api.readRoll, async ({ who, params }) => {
    const one = await findProgramme(app, who.facilityId, who, params.id)
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
