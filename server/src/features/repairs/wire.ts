import type { CauseWire, PlanWire, RepairWire } from '@gongyue/shared/api/repairs.ts'
import type { Messages, Params } from '@gongyue/shared/domain/message.ts'
import { ALTERNATIVE_MESSAGES } from '@gongyue/shared/i18n/messages.ts'
import { instantKeys } from '@gongyue/shared/i18n/say.ts'
import { REPAIR_REASONS } from '@gongyue/shared/scheduling/repair/words.ts'
import { formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import type { RepairRecord } from '@gongyue/db/queries/repairs.ts'
import type { StoredPlace, StoredPlan, StoredRunning } from './stored.ts'

/** A repair as it is told; what is kept was written by this feature, so it is what its types say. */
export function repairWire(record: RepairRecord, timeZone: string): RepairWire {
  const { id, state, version, madeAt, madeByName, hit, people, applied, settledAt, settledByName } = record
  const text = (instant: number) => formatInstant(instant, timeZone)
  return {
    id,
    cause: record.cause as CauseWire,
    state,
    version,
    at: text(madeAt),
    by: madeByName,
    hit,
    people,
    running: (record.running as readonly StoredRunning[]).map((one) => ({ ...one, end: text(one.end) })),
    plans: (record.plans as readonly StoredPlan[]).map((plan) => planWire(plan, timeZone)),
    applied: applied && { ...applied, at: text(settledAt ?? madeAt), by: settledByName },
  }
}

/** One plan as it is told. */
export function planWire({ strategy, cost, parts, changes }: StoredPlan, timeZone: string): PlanWire {
  const place = (one: StoredPlace | null) =>
    one && { spaceId: one.spaceId, start: formatInstant(one.start, timeZone), end: formatInstant(one.end, timeZone) }
  return {
    strategy,
    cost,
    parts: parts.map((part) => ({ ...part })),
    changes: changes.map(
      ({ kind, reservationId, title, partyId, partyName, people, from, to, wished, reasons, consent }) => ({
        kind,
        reservationId,
        title,
        partyId,
        partyName,
        people,
        date: localDateOf(wished.start, timeZone),
        from: place(from),
        to: place(to),
        reasons: reasons.map(({ key, params }) => ({ key, params: wireParams(key, params, timeZone) })),
        consent,
      }),
    ),
  }
}

const MESSAGES: Readonly<Record<string, Messages>> = { ...ALTERNATIVE_MESSAGES, ...REPAIR_REASONS }

/** Instants travel as ISO 8601 with the facility's offset. */
function wireParams(key: string, params: Params, timeZone: string): Record<string, Params[string]> {
  const messages = MESSAGES[key]
  const instants = messages ? instantKeys(messages) : new Set<string>()
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' && instants.has(name) ? formatInstant(value, timeZone) : value,
    ]),
  )
}
