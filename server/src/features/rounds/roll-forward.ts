import type { FastifyInstance } from 'fastify'
import type { rollForward as contract, RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { insertApplication, listApplications } from '@gongyue/db/queries/applications.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { readRound } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockFacts } from '../repairs/lock-facts.ts'
import { newSection } from './apply.ts'
import { done, no, once, type Written } from './once.ts'
import { roundFaults } from './round-faults.ts'
import { insertNew, roundDraftOf, roundOf } from './write-round.ts'

/** A new season's round like an old one: its spaces, windows, grid and limits; and, if asked, what was met then as new applications. */
export async function rollForward(
  app: FastifyInstance,
  who: Who,
  id: string,
  { withApplications, ...draft }: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<Written<RoundWire>> {
  const { facilityId, timeZone, userId } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  return await once(app, keyed, 201, async (tx) => {
    await lockFacts(tx.client, facilityId)
    const old = await readRound(tx.client, facilityId, id)
    if (!old) return no({ problem: 'not-found' })
    const round = roundOf(app.newId(), { ...roundDraftOf(old, timeZone, facts.now), ...draft })
    // a space that is lent no more is left behind, not carried on as a fault
    const spaceIds = round.spaceIds.filter((spaceId) => facts.spaces.get(spaceId)?.bookable === true)
    const errors = roundFaults({ ...round, spaceIds }, facts)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    const wire = await insertNew(app, tx, who, { ...round, spaceIds }, id)
    if (!withApplications) return done(wire)
    const filter = { roundId: id, applicationId: null, partyIds: null }
    let asked = 0
    const counts = { applications: 0, sections: 0 }
    for (const { state, partyId, note, sections } of await listApplications(tx.client, facilityId, filter)) {
      const met = sections.filter(({ seriesIds }) => state === 'sent' && seriesIds.length > 0)
      if (met.length === 0) continue
      await insertApplication(tx.client, facilityId, {
        ...{ id: app.newId(), roundId: wire.id, partyId, note, late: false, sentBy: userId, sentAt: facts.now },
        sections: met.map((section, position) => {
          const spaces = section.spaceIds.filter((spaceId) => spaceIds.includes(spaceId))
          const carried = { ...section, from: draft.from, until: draft.until, spaceIds: spaces }
          return newSection(app.newId(), position, pickDraft(carried))
        }),
      })
      counts.applications++
      counts.sections += met.length
      asked += met.reduce((sum, { timesAWeek }) => sum + timesAWeek, 0)
    }
    return done({ ...wire, counts: { ...counts, asked } })
  })
}

type Section = Parameters<typeof newSection>[2]

function pickDraft(section: {
  readonly [K in keyof Section]: Section[K] extends readonly (infer Item)[] ? readonly Item[] : Section[K]
}): Section {
  const { title, headcount, features, minMinutes, maxMinutes, timesAWeek, from, until, spaceIds, times } = section
  const { sameSpace, sameTime, apart } = section
  return {
    ...{ title, headcount, minMinutes, maxMinutes, timesAWeek, from, until, sameSpace, sameTime, apart },
    features: [...features],
    spaceIds: [...spaceIds],
    times: times.map((time) => ({ ...time })),
  }
}
