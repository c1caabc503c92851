import { signal, type ReadonlySignal } from '@preact/signals'
import type { AlternativeWire, ObstacleWire, ProblemWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { performAct } from '../../../api/more-routes.ts'
import { levelOf } from './advice.ts'
import type { Job } from './outbox.ts'

/** An act that did not go through: all reasons, who stands there, and what else would do. */
export interface Question {
  readonly job: Job
  readonly level: 'fits' | 'staff' | 'nobody'
  readonly violations: readonly ViolationWire[]
  readonly obstacles: readonly ObstacleWire[]
  /** Null while they are looked for. */
  readonly alternatives: readonly AlternativeWire[] | null
}

export interface Questions {
  readonly question: ReadonlySignal<Question | null>
  readonly ask: (about: {
    readonly job: Job
    readonly violations: readonly ViolationWire[]
    /** The server's refusal, when it is the server that refused. */
    readonly problem: ProblemWire | null
  }) => void
  readonly close: () => void
}

/** One question at a time. What the board found by itself is completed by the server's full answer. */
export function createQuestions(options: {
  readonly send: typeof call
  readonly roles: () => readonly Role[]
}): Questions {
  const { send, roles } = options
  const question = signal<Question | null>(null)
  let asked = 0

  const complete = async (job: Job, mine: number): Promise<void> => {
    const body = { changes: [...job.changes] }
    const reply = await send(performAct, { query: { dryRun: true }, body, idempotencyKey: randomKey() })
    const now = question.value
    if (mine !== asked || !now) return
    if (reply.kind !== 'ok' || reply.status !== 200) {
      question.value = { ...now, alternatives: now.alternatives ?? [] }
      return
    }
    const { verdict, violations, obstacles, alternatives } = reply.body
    const level = verdict === 'fits' ? 'fits' : levelOf(violations, roles())
    question.value = { job, level, violations: level === 'fits' ? [] : violations, obstacles, alternatives }
  }

  return {
    question,
    ask: ({ job, violations, problem }) => {
      asked += 1
      question.value = {
        job,
        level: levelOf(violations, roles()),
        violations,
        obstacles: problem?.obstacles ?? [],
        alternatives: problem?.alternatives ?? null,
      }
      // A refusal tells all; what the board found by itself may be less than all.
      if (!problem?.alternatives) void complete(job, asked)
    },
    close: () => {
      asked += 1
      question.value = null
    },
  }
}
