import type { SeasonPlanSummaryWire, SeasonPlanWire, UnmetWire } from '@gongyue/shared/api/runs.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { SEASON_RULES } from '@gongyue/shared/i18n/season-reasons.ts'
import type { ApplicationRecord, SectionRecord } from '@gongyue/db/queries/applications.ts'
import type { AllocationRecord, SeasonPlanRecord, UnmetRecord } from '@gongyue/db/queries/season-plans.ts'
import type { Party } from '@gongyue/shared/solver/conditions.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'

/** What a plan is told with: who asked for what, and who had what before. */
export interface Told {
  readonly facts: Pick<Facts, 'parties' | 'timeZone'>
  /** Those that stand. */
  readonly applications: readonly ApplicationRecord[]
  readonly before: ReadonlyMap<string, Party>
}

export function planSummary(plan: SeasonPlanRecord, timeZone: string): SeasonPlanSummaryWire {
  const { id, roundId, name, runId, version, score, cost, bound, placed, unmet, madeAt, byName } = plan
  return {
    ...{ id, roundId, name, runId, version, cost, bound, placed, byName },
    score: { ...score },
    unplaced: unmet.length,
    madeAt: formatInstant(madeAt, timeZone),
  }
}

/** A plan as the desk reads it. */
export function planWire(plan: SeasonPlanRecord, told: Told): SeasonPlanWire {
  return {
    ...planSummary(plan, told.facts.timeZone),
    allocations: plan.allocations.map(allocationWire),
    unmet: plan.unmet.map((one) => unmetWire(one, told, true)),
    rules: plan.rules.map((rule) => ({ ...rule, name: ruleName(rule.constraint) })),
    shares: sharesWire(plan, told),
  }
}

export function allocationWire({ sectionId, nth, place, pinned, dates, lost }: AllocationRecord) {
  return { sectionId, nth, place: { ...place }, pinned, dates, lost }
}

/** What a rule of the season is called. */
export function ruleName(constraint: string): { 'zh-CN': string; en: string } {
  return { ...(SEASON_RULES[constraint] ?? { 'zh-CN': constraint, en: constraint }) }
}

/** @param atDesk - nobody else learns whose wishes stood in the way */
export function unmetWire(unmet: UnmetRecord, { applications, facts }: Told, atDesk: boolean): UnmetWire {
  const { sectionId, nth, reasons, options, taken, pinned, dearer, competitors, wouldHaveWorked } = unmet
  const sections = sectionsOf(applications)
  return {
    ...{ sectionId, nth, options, taken, pinned, dearer },
    reasons: reasons.map(({ key, params }) => ({ key, params: { ...params } })),
    competitors: atDesk
      ? competitors.map((one) => {
          const section = sections.get(one.sectionId)
          const partyName = facts.parties.get(section?.partyId ?? '')?.name ?? ''
          return { ...one, title: section?.title ?? '', partyName }
        })
      : null,
    wouldHaveWorked: wouldHaveWorked.map(({ place, changes }) => ({ place: { ...place }, changes: [...changes] })),
  }
}

export function sectionsOf(applications: readonly ApplicationRecord[]): ReadonlyMap<string, SectionRecord> {
  return new Map(applications.flatMap(({ sections }) => sections).map((section) => [section.id, section]))
}

/** Weekly times of each party: asked for, and placed. */
export function placedBy(
  { allocations }: Pick<SeasonPlanRecord, 'allocations'>,
  applications: readonly ApplicationRecord[],
): ReadonlyMap<string, { readonly asked: number; readonly placed: number }> {
  const counts = Map.groupBy(allocations, ({ sectionId }) => sectionId)
  const found = new Map<string, { asked: number; placed: number }>()
  for (const { id, partyId, timesAWeek } of sectionsOf(applications).values()) {
    const known = found.get(partyId) ?? { asked: 0, placed: 0 }
    known.asked += timesAWeek
    known.placed += counts.get(id)?.length ?? 0
    found.set(partyId, known)
  }
  return found
}

function sharesWire(plan: SeasonPlanRecord, { applications, facts, before }: Told): SeasonPlanWire['shares'] {
  return [...placedBy(plan, applications)]
    .map(([partyId, { asked, placed }]) => {
      const earlier = before.get(partyId)
      const headStart = earlier && earlier.asked > 0 ? Math.round((100 * earlier.had) / earlier.asked) / 100 : 0
      return { partyId, partyName: facts.parties.get(partyId)?.name ?? '', asked, placed, headStart }
    })
    .toSorted((a, b) => a.placed / a.asked - b.placed / b.asked || a.partyName.localeCompare(b.partyName))
}
