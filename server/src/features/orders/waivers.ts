import { constraintOf } from '@gongyue/shared/constraints/index.ts'
import { mayWaive } from '@gongyue/shared/domain/role.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'

/** A waiver names a rule that exists and that this reader may set aside. */
export function waiverFaults({
  waivers,
  who,
}: {
  readonly waivers: readonly { readonly constraint: string }[]
  readonly who: Who
}): readonly Fault[] {
  return waivers.flatMap(({ constraint }, i): readonly Fault[] => {
    const rule = constraintOf(constraint)
    const pointer = `/waivers/${i}/constraint`
    if (!rule) return [{ pointer, key: 'not-there', params: {} }]
    return mayWaive(who.roles, rule.waivableBy) ? [] : [{ pointer, key: 'may-not-waive', params: {} }]
  })
}
