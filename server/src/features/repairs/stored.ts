import type { Strategy } from '@gongyue/shared/api/repairs.ts'
import type { Params } from '@gongyue/shared/domain/message.ts'
import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import type { RepairableRecord } from '@gongyue/db/queries/repairable.ts'

/** A place as it is kept: epoch milliseconds. */
export interface StoredPlace {
  readonly spaceId: string
  readonly start: number
  readonly end: number
}

/** A change as it is kept with its repair. */
export interface StoredChange {
  readonly kind: 'move' | 'cancel' | 'add' | 'swap'
  readonly reservationId: string | null
  /** The version seen; null for what does not stand yet. */
  readonly version: number | null
  /** For a date held after the last one: the reservation that is given up for it. */
  readonly insteadOf: string | null
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly people: number
  readonly from: StoredPlace | null
  readonly to: StoredPlace | null
  /** Where a new date was wished for. */
  readonly wished: StoredPlace
  readonly reasons: readonly { readonly key: string; readonly params: Params }[]
  readonly consent: boolean
}

/** A plan as it is kept. */
export interface StoredPlan {
  readonly strategy: Strategy
  readonly cost: number
  readonly parts: readonly { readonly key: string; readonly cost: number; readonly count: number }[]
  readonly changes: readonly StoredChange[]
}

/** Somebody who is in the middle of it. */
export interface StoredRunning {
  readonly reservationId: string
  readonly title: string
  readonly partyName: string
  readonly end: number
}

/** Who asks for new dates. */
export interface Asker {
  readonly title: string
  readonly partyId: string
  readonly partyName: string
}

/** Writes an engine's plan down with the names that people know. */
export function storedPlan(
  { strategy, cost, parts, changes }: Plan,
  records: ReadonlyMap<string, RepairableRecord>,
  asker: Asker | null,
): StoredPlan {
  return {
    strategy,
    cost,
    parts,
    changes: changes.map((change): StoredChange => {
      const source = change.id.endsWith(END) ? change.id.slice(0, -END.length) : change.id
      const record = records.get(source)
      const { title = '', partyId = '', partyName = '' } = record ?? asker ?? {}
      const wished = placeOf(change.from)
      return {
        kind: change.kind,
        reservationId: change.isNew ? null : change.id,
        version: change.isNew ? null : (record?.version ?? null),
        insteadOf: source === change.id ? null : source,
        title,
        partyId,
        partyName,
        people: change.people,
        from: change.isNew ? null : wished,
        to: change.to && placeOf(change.to),
        wished,
        reasons: change.reasons,
        consent: change.consent,
      }
    }),
  }
}

/** How the engine names the date that is held in place of another one. */
const END = '+end'

function placeOf({
  spaceId,
  during,
}: {
  readonly spaceId: string
  readonly during: StoredPlace | { start: number; end: number }
}): StoredPlace {
  return { spaceId, start: during.start, end: during.end }
}
