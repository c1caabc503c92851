import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/rounds.ts'
import { roundStateOf } from '@gongyue/shared/domain/round.ts'
import { listApplications as readApplications } from '@gongyue/db/queries/applications.ts'
import { listRounds as readRounds } from '@gongyue/db/queries/rounds.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { localeOf } from '../../plugins/language.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { apply, changeApplication, withdrawApplication } from './apply.ts'
import { findApplication, findRound, isAtDesk } from './look.ts'
import { listPinsOf } from './pin-faults.ts'
import { addPin, removePin } from './pin.ts'
import { rollForward } from './roll-forward.ts'
import { weighSection } from './weigh-section.ts'
import { applicationWire, roundWire, tagOf } from './wire.ts'
import { addRound, cancelRound, changeRound } from './write-round.ts'

/** Rounds, who applies in them for what, and what the house pins, bans and weighs. */
export async function rounds(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listRounds, async ({ who }) => {
    const now = app.clock()
    const found = await readRounds(pool, who.facilityId)
    const seen = found.filter((round) => isAtDesk(who) || roundStateOf(round, now) !== 'upcoming')
    return { status: 200, body: { items: seen.map((round) => roundWire(round, now, who.timeZone)) } }
  })

  app.handle(api.readRound, async ({ who, params }) => {
    const body = roundWire(await findRound(pool, who, params.id, app.clock()), app.clock(), who.timeZone)
    return { status: 200, body, headers: tagOf(body) }
  })

  app.handle(api.addRound, async (request) => {
    const written = await addRound(app, request.who, request.body, keyedRequest(request, request.who))
    return written.kind === 'no' ? written.answer : { status: 201, body: written.value, headers: tagOf(written.value) }
  })

  app.handle(api.changeRound, async (request) => {
    const { who, params, body } = request
    const written = await changeRound(app, who, params.id, versionAsked(request), body)
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value, headers: tagOf(written.value) }
  })

  app.handle(api.cancelRound, async (request) => {
    const { who, params, body } = request
    const written = await cancelRound(app, who, params.id, body.reason, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(api.rollForward, async (request) => {
    const { who, params, body } = request
    const written = await rollForward(app, who, params.id, body, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 201, body: written.value }
  })

  app.handle(api.listApplications, async ({ who, params }) => {
    await findRound(pool, who, params.id, app.clock())
    const partyIds = isAtDesk(who) ? null : who.partyIds
    const filter = { roundId: params.id, applicationId: null, partyIds }
    const found = await readApplications(pool, who.facilityId, filter)
    return { status: 200, body: { items: found.map((one) => applicationWire(one, isAtDesk(who), who.timeZone)) } }
  })

  app.handle(api.apply, async (request) => {
    const { who, params, body } = request
    const written = await apply(app, { who, roundId: params.id, body, keyed: keyedRequest(request, who) })
    return written.kind === 'no' ? written.answer : { status: 201, body: written.value, headers: tagOf(written.value) }
  })

  app.handle(api.changeApplication, async (request) => {
    const { who, params, body } = request
    const before = await findApplication(pool, who, params.id)
    const written = await changeApplication(app, who, before, { ...body, version: versionAsked(request) })
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value, headers: tagOf(written.value) }
  })

  app.handle(api.withdrawApplication, async (request) => {
    const { who, params } = request
    const before = await findApplication(pool, who, params.id)
    const written = await withdrawApplication(app, who, before, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(api.weighSection, async ({ who, params, body }) => {
    const written = await weighSection(app, who, params.id, body)
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })

  app.handle(api.listPins, async (request) => {
    const { who, params } = request
    const round = await findRound(pool, who, params.id, app.clock())
    return { status: 200, body: await listPinsOf(app, who, round, localeOf(request)) }
  })

  app.handle(api.addPin, async (request) => {
    const { who, params, body } = request
    const written = await addPin(app, who, params.id, body, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 201, body: written.value }
  })

  app.handle(api.removePin, async ({ who, params }) => {
    const written = await removePin(app, who, params.id)
    return written.kind === 'no' ? written.answer : { status: 200, body: written.value }
  })
}
