import type { FastifyInstance } from 'fastify'
import type { ActVerdictWire, ActWire } from '@gongyue/shared/api/acts.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { performAct, weighAct, type PerformAct } from './perform-act.ts'
import { problemOf, verdictOf } from './told.ts'
import { actWire } from './wire.ts'

/** Others kept getting in between; in a second they will not. */
export const TRY_AGAIN = { problem: 'try-again', headers: { 'retry-after': '1' } } as const

/** Performs an act, or with `dryRun` only weighs it; what every door to acts answers. */
export async function answerToAct(
  app: FastifyInstance,
  asked: Omit<PerformAct, 'keyed'>,
  { keyed, dryRun }: { readonly keyed: KeyedRequest | null; readonly dryRun: boolean },
): Promise<
  | { readonly status: 200; readonly body: ActVerdictWire }
  | { readonly status: 201; readonly body: ActWire; readonly headers: Readonly<Record<string, string>> }
  | ProblemAnswer
> {
  const { who } = asked
  const result = dryRun ? await weighAct(app, asked) : await performAct(app, { ...asked, keyed })
  switch (result.kind) {
    case 'rearranged':
      return performed(actWire(result.act, who.timeZone))
    case 'again':
      // kept by this very door, so it is what the contract says
      return performed(result.response as ActWire)
    case 'fits':
      return { status: 200, body: await verdictOf(app, who, result) }
    case 'refused':
      return dryRun ? { status: 200, body: await verdictOf(app, who, result) } : await problemOf(app, who, result)
    case 'malformed':
      throw malformed(result.errors)
    case 'reused':
      return { problem: 'key-reused' }
    case 'look-again':
    case 'contended':
      return TRY_AGAIN
    default:
      return await problemOf(app, who, result)
  }
}

/** The version that a single booking has now goes along as its tag. */
function performed(act: ActWire) {
  const [one, ...others] = act.changes
  const headers: Record<string, string> = one && others.length === 0 ? { etag: `"${one.after.version}"` } : {}
  return { status: 201, body: act, headers } as const
}
