import type { PolicyNumbersWire, PolicyVersionWire, PolicyWire } from '@gongyue/shared/api/policy.ts'
import { changesBetween, numbersOf } from '@gongyue/shared/scheduling/policy-numbers.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { PolicyRecord } from '@gongyue/db/queries/policies.ts'

export function policyWire({ version, body }: Pick<PolicyRecord, 'version' | 'body'>): PolicyWire {
  // the contract's lists are the domain's, but may be written to
  return { version, body: { ...body }, numbers: numbersOf(body) as PolicyNumbersWire }
}

/** @param policies - newest first; the last is only what the one before it is compared with, unless it is the first of all */
export function versionsWire(policies: readonly PolicyRecord[], timeZone: string): PolicyVersionWire[] {
  return policies.flatMap(({ version, body, madeAt, madeBy }, at) => {
    const before = policies[at + 1]
    if (!before && version > 1) return []
    const changes = before ? changesBetween(numbersOf(before.body), numbersOf(body)) : []
    return [{ version, madeBy, madeAt: formatInstant(madeAt, timeZone), changes: [...changes] }]
  })
}
