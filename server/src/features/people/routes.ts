import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/people.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listPersonCards } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { standingWire } from '../acts/wire.ts'
import { violationWire } from '../orders/wire.ts'
import { missedSessions } from './missed-sessions.ts'
import { endAbsence, reportAbsence, type Reported } from './report-absence.ts'
import { staffSession } from './staff-session.ts'
import { addPerson, changePerson, draftFaults } from './take-in.ts'
import { missedWire, personWire } from './wire.ts'

/** Who works for the house, who is away, and who comes instead. */
export async function people(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  const factsNow = async (who: Who): Promise<Facts> => factsAt(await app.houses.current(who.facilityId), app.clock())
  const nameIn = (facts: Facts) => (id: string) => facts.people.get(id)?.name ?? ''

  const readOne = async (who: Who, id: string): Promise<api.PersonWire> => {
    const [facts, cards] = await Promise.all([factsNow(who), listPersonCards(pool, who.facilityId)])
    const person = facts.people.get(id)
    if (!person) throw new HttpProblem('not-found')
    return personWire(person, cards.get(id), who.timeZone)
  }

  app.handle(api.listPeople, async ({ who, query: { kind, skill } }) => {
    const [facts, cards] = await Promise.all([factsNow(who), listPersonCards(pool, who.facilityId)])
    const items = [...facts.people.values()]
      .filter((person) => kind === undefined || person.kind === kind)
      .filter((person) => skill === undefined || person.skills.includes(skill))
      .map((person) => personWire(person, cards.get(person.id), who.timeZone))
    return { status: 200, body: { items } }
  })

  app.handle(api.addPerson, async (request) => {
    const { who, body } = request
    const wrong = draftFaults(body, await factsNow(who))
    if (wrong.length > 0) throw malformed(wrong)
    const added = await addPerson(app, who, body, keyedRequest(request, who))
    if (added.kind === 'reused') return { problem: 'key-reused' }
    return { status: 201, body: await readOne(who, added.id) }
  })

  app.handle(api.changePerson, async ({ who, body, params }) => {
    const wrong = draftFaults(body, await factsNow(who))
    if (wrong.length > 0) throw malformed(wrong)
    if ((await changePerson(app, who, params.id, body)) === 'not-there') throw new HttpProblem('not-found')
    return { status: 200, body: await readOne(who, params.id) }
  })

  app.handle(api.reportAbsence, async (request) => {
    const { who, body, params } = request
    const during = { start: parseInstant(body.start) ?? Number.NaN, end: parseInstant(body.end) ?? Number.NaN }
    if (!(during.start < during.end)) throw malformed([{ pointer: '/end', key: 'end-before-start', params: {} }])
    const names = nameIn(await factsNow(who))
    const toWire = ({ absence, missed }: Reported) => ({
      absence: {
        id: absence.id,
        start: formatInstant(absence.during.start, who.timeZone),
        end: formatInstant(absence.during.end, who.timeZone),
        reason: absence.reason,
      },
      missed: missed.map((one) => missedWire(one, names, who.timeZone)),
    })
    const keyed = keyedRequest(request, who)
    const asked = { who, personId: params.id, during, reason: body.reason.trim(), keyed }
    const result = await reportAbsence(app, asked, toWire)
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    if (result.kind === 'reused') return { problem: 'key-reused' }
    // kept by this very route, so it is what the contract says
    if (result.kind === 'again') return { status: 201, body: result.response as ReturnType<typeof toWire> }
    return { status: 201, body: toWire(result) }
  })

  app.handle(api.listMissed, async ({ who, params }) => {
    const facts = await factsNow(who)
    const person = [...facts.people.values()].find(({ absences }) => absences.some(({ id }) => id === params.id))
    const absence = person?.absences.find(({ id }) => id === params.id)
    if (!person || !absence) throw new HttpProblem('not-found')
    const missed = await missedSessions(pool, person.id, absence.during, facts)
    return { status: 200, body: { items: missed.map((one) => missedWire(one, nameIn(facts), who.timeZone)) } }
  })

  app.handle(api.endAbsence, async ({ who, params }) => {
    if ((await endAbsence(app, who, params.id)) === 'not-there') throw new HttpProblem('not-found')
    return { status: 204, body: null }
  })

  app.handle(api.staffSession, async ({ who, body, params }) => {
    const { version, people: ids, skills = null, waivers = [] } = body
    const result = await staffSession(app, { who, reservationId: params.id, version, people: ids, skills, waivers })
    switch (result.kind) {
      case 'staffed':
        return { status: 200, body: { reservationId: params.id, version: result.version, people: ids } }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'stale':
        return { problem: 'stale', current: standingWire(result.current, who.timeZone) }
      case 'refused':
        return {
          problem: 'refused',
          violations: result.violations.map((one) => violationWire(one, result.asked, who.timeZone)),
          alternatives: [],
        }
      case 'contended':
        return { problem: 'try-again', headers: { 'retry-after': '1' } }
    }
  })
}
