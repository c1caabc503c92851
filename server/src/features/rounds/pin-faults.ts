import type { FastifyInstance } from 'fastify'
import type { PinWire } from '@gongyue/shared/api/rounds.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { seasonReasonMessages } from '@gongyue/shared/i18n/season-reasons.ts'
import { calendarOf } from '@gongyue/shared/scheduling/season/calendar.ts'
import { faultsOf } from '@gongyue/shared/scheduling/season/faults.ts'
import { lengthsAtFirst } from '@gongyue/shared/scheduling/season/lengths.ts'
import { seasonProblem } from '@gongyue/shared/scheduling/season/spec.ts'
import { listPins } from '@gongyue/db/queries/pins.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { readSeason } from './season-inputs.ts'
import { pinWire } from './wire.ts'

/** The pins of a round, and which of them can not be or contradict each other. */
export async function listPinsOf(
  app: FastifyInstance,
  { facilityId, timeZone }: Who,
  round: RoundRecord,
  locale: Locale,
): Promise<{ items: PinWire[]; faults: { key: string; pinIds: string[]; text: string }[] }> {
  const pins = await listPins(app.pg.pool, facilityId, round.id)
  const items = pins.map(pinWire)
  if (!pins.some(({ kind }) => kind === 'pin')) return { items, faults: [] }
  const inputs = await readSeason(app, app.pg.pool, facilityId, round, null)
  // only those that are pinned matter here
  const pinned = new Set(pins.map(({ sectionId }) => sectionId))
  const few = { ...inputs, sections: inputs.sections.filter(({ id }) => pinned.has(id)) }
  const season = seasonProblem(few, calendarOf(few.facts, few.held), lengthsAtFirst(inputs))
  const faults = faultsOf(season).map(({ key, params, pinIds }) => {
    const messages = seasonReasonMessages(key)
    return { key, pinIds: [...pinIds], text: messages ? say(messages, params, locale, timeZone) : key }
  })
  return { items, faults }
}
