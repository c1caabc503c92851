import { isConfidential, type ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'

/** Whether a reader may not know who takes part: all but the organisers, whatever else they may do in the house. */
export function isHiddenFrom({
  kind,
  organises,
}: {
  readonly kind: ProgrammeKind
  readonly organises: boolean
}): boolean {
  return isConfidential(kind) && !organises
}

/**
 * What the audit trail keeps of a deed about somebody's place. Of a confidential one it tells what was done and neither by whom nor for whom: a
 * guest signs up with the own account, so the account is the name.
 */
export function discreet<
  E extends {
    readonly userId: string | null
    readonly noun: string
    readonly nounId: string
    readonly data: Readonly<Record<string, unknown>>
  },
>(event: E, programmeId: string, confidential: boolean): E {
  return confidential ? { ...event, userId: null, noun: 'programme', nounId: programmeId, data: {} } : event
}
