import type { compareSeasonPlans } from '@gongyue/shared/api/runs.ts'
import type { ReplyOf } from '@gongyue/shared/api/route.ts'
import type { SeasonPlanRecord } from '@gongyue/db/queries/season-plans.ts'
import { placedBy, planSummary, ruleName, sectionsOf, type Told } from './plan-wire.ts'

/** Two plans side by side: what each rule costs them, who gains and who loses, and what stands elsewhere. */
export function comparison(
  one: SeasonPlanRecord,
  other: SeasonPlanRecord,
  { applications, facts }: Told,
): ReplyOf<typeof compareSeasonPlans> {
  const rules = [...new Set([...one.rules, ...other.rules].map(({ constraint }) => constraint))]
  const costIn = ({ rules: all }: SeasonPlanRecord, id: string) => all.find(({ constraint }) => constraint === id)
  const [here, there] = [placedBy(one, applications), placedBy(other, applications)]
  const sections = sectionsOf(applications)
  const nameOf = (partyId: string): string => facts.parties.get(partyId)?.name ?? ''
  const keyOf = ({ sectionId, nth }: SeasonPlanRecord['allocations'][number]) => `${sectionId} ${nth}`
  const [inOne, inOther] = [one, other].map(({ allocations }) => new Map(allocations.map((a) => [keyOf(a), a])))
  const keys = [...new Set([...(inOne?.keys() ?? []), ...(inOther?.keys() ?? [])])]
  return {
    one: planSummary(one, facts.timeZone),
    other: planSummary(other, facts.timeZone),
    rules: rules.map((constraint) => ({
      ...{ constraint, name: ruleName(constraint) },
      level: (costIn(one, constraint) ?? costIn(other, constraint))?.level ?? 'soft',
      one: costIn(one, constraint)?.penalty ?? 0,
      other: costIn(other, constraint)?.penalty ?? 0,
    })),
    parties: [...here]
      .map(([partyId, { asked, placed }]) => ({
        ...{ partyId, partyName: nameOf(partyId), asked, one: placed },
        other: there.get(partyId)?.placed ?? 0,
      }))
      .toSorted((a, b) => b.other - b.one - (a.other - a.one) || a.partyName.localeCompare(b.partyName)),
    changes: keys.flatMap((key) => {
      const [a, b] = [inOne?.get(key), inOther?.get(key)]
      const any = a ?? b
      if (!any || JSON.stringify(a?.place) === JSON.stringify(b?.place)) return []
      const section = sections.get(any.sectionId)
      return [
        {
          ...{ sectionId: any.sectionId, nth: any.nth, title: section?.title ?? '' },
          partyName: nameOf(section?.partyId ?? ''),
          one: a ? { ...a.place } : null,
          other: b ? { ...b.place } : null,
        },
      ]
    }),
  }
}
