import type { FastifyInstance } from 'fastify'
import type { SectionWire, weighSection as contract } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { readSection, weighSection as write } from '@gongyue/db/queries/applications.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockRound } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { fault } from './round-faults.ts'
import { sectionWire } from './wire.ts'

/** What the house adds to a section: how much it counts, whether it must be met, who leads it. */
export async function weighSection(
  app: FastifyInstance,
  who: Who,
  sectionId: string,
  changes: BodyOf<typeof contract>,
): Promise<Written<SectionWire>> {
  const { facilityId, userId } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  return await once(app, null, 200, async ({ client }) => {
    const known = await readSection(client, facilityId, sectionId)
    const round = known && (await lockRound(client, facilityId, known.roundId))
    const section = known && (await readSection(client, facilityId, sectionId))
    if (!round || !section) return no({ problem: 'not-found' })
    const refusal = stateRefusal(round, facts, ['upcoming', 'open', 'in-allocation', 'handled', 'published'], 'copy-it')
    if (refusal) return no(refusal)
    const errors = (changes.personIds ?? []).flatMap((id, k) =>
      facts.people.get(id)?.active === true ? [] : [fault(`/personIds/${k}`, 'not-there')],
    )
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    const weighed = { ...section, ...changes }
    await write(client, facilityId, sectionId, weighed)
    const event = { facilityId, auditId: app.newId(), at: facts.now, userId }
    const data = { ...changes }
    await auditRow(client, { ...event, action: 'weigh-section', noun: 'section', nounId: sectionId, data })
    return done(sectionWire(weighed, true))
  })
}
