import type { ApplicationWire, PinWire, RoundWire, SectionWire } from '@gongyue/shared/api/rounds.ts'
import { roundStateOf } from '@gongyue/shared/domain/round.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { ApplicationRecord, SectionRecord } from '@gongyue/db/queries/applications.ts'
import type { PinRecord } from '@gongyue/db/queries/pins.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'

/** A round as the wire has it; its state follows from the hour. */
export function roundWire(round: RoundRecord, now: number, timeZone: string): RoundWire {
  const at = (instant: number) => formatInstant(instant, timeZone)
  const maybe = (instant: number | null) => (instant === null ? null : at(instant))
  return {
    id: round.id,
    name: round.name,
    summary: round.summary,
    from: round.from,
    until: round.until,
    opensAt: at(round.opensAt),
    closesAt: at(round.closesAt),
    spaceIds: [...round.spaceIds],
    windows: round.windows.map((window) => ({ ...window })),
    // the database holds it to these
    gridMinutes: round.gridMinutes as RoundWire['gridMinutes'],
    partyMinutes: round.partyMinutes,
    state: roundStateOf(round, now),
    version: round.version,
    planId: round.planId,
    handledAt: maybe(round.handledAt),
    publishedAt: maybe(round.publishedAt),
    cancelledAt: maybe(round.cancelledAt),
    rolledFrom: round.rolledFrom,
    seed: round.seed,
    counts: { applications: round.applications, sections: round.sections, asked: round.asked },
  }
}

/** @param atDesk - who is not reads nothing of what the house adds */
export function sectionWire(section: SectionRecord, atDesk: boolean): SectionWire {
  return {
    id: section.id,
    title: section.title,
    headcount: section.headcount,
    features: [...section.features],
    minMinutes: section.minMinutes,
    maxMinutes: section.maxMinutes,
    timesAWeek: section.timesAWeek,
    from: section.from,
    until: section.until,
    spaceIds: [...section.spaceIds],
    times: section.times.map((time) => ({ ...time })),
    sameSpace: section.sameSpace,
    sameTime: section.sameTime,
    apart: section.apart,
    weight: atDesk ? section.weight : null,
    must: atDesk ? section.must : null,
    personIds: atDesk ? [...section.personIds] : null,
    seriesIds: [...section.seriesIds],
  }
}

export function applicationWire(application: ApplicationRecord, atDesk: boolean, timeZone: string): ApplicationWire {
  const { id, roundId, partyId, partyName, note, state, late, version, sentAt, sections } = application
  return {
    ...{ id, roundId, partyId, partyName, note, state, late, version },
    sentAt: formatInstant(sentAt, timeZone),
    sections: sections.map((section) => sectionWire(section, atDesk)),
  }
}

export function pinWire({ id, kind, sectionId, nth, spaceId, weekday, from, until, reason }: PinRecord): PinWire {
  return { id, kind, sectionId, nth, spaceId, weekday, from, until, reason }
}

/** The version that a writer must have seen. */
export function tagOf({ version }: { readonly version: number }): Readonly<Record<string, string>> {
  return { etag: `"${version}"` }
}
