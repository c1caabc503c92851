import { signal, type ReadonlySignal } from '@preact/signals'
import type { ActWire, ChangeWire } from '@gongyue/shared/api/acts.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { call } from '../../../api/call.ts'
import { performAct } from '../../../api/more-routes.ts'
import { keepDraft, recallDraft } from '../../../app/storage.ts'
import type { Waiver } from '../../../decisions/model.ts'

/** One act on its way to the server. Its key makes it one act however often it is sent. */
export interface Job {
  readonly key: string
  readonly changes: readonly ChangeWire[]
  readonly waivers: readonly Waiver[]
  /** What to say when it is done. */
  readonly what: string
  /** What it is about, when it comes back refused. */
  readonly title: string
  /** Collected beside the board: refused, it is laid there again. */
  readonly together: boolean
}

export interface Outbox {
  readonly jobs: ReadonlySignal<readonly Job[]>
  /** The last try got no answer: nobody knows yet whether it was done. */
  readonly waiting: ReadonlySignal<boolean>
  readonly post: (job: Job) => Promise<void>
  /** Sends what is left: after a drop, after signing in again, after a reload. */
  readonly resume: () => Promise<void>
  readonly discard: () => void
}

export interface OutboxOptions {
  readonly send: typeof call
  readonly userId: string
  readonly onDone: (job: Job, act: ActWire) => void
  /** It is not done, and neither is what built on it. */
  readonly onRefused: (job: Job, problem: ProblemWire) => void
}

const DRAFT = 'board.unsent'

/**
 * Sends acts one after the other, in the order they were made. Without an answer they stay, are shown as unsent, and are sent again with
 * the same key; they outlive a reload and an expired session in this tab, and are dropped when somebody else signs in.
 */
export function createOutbox({ send, userId, onDone, onRefused }: OutboxOptions): Outbox {
  const jobs = signal<readonly Job[]>(recalled(userId))
  const waiting = signal(false)
  let working = false

  const hold = (next: readonly Job[]): void => {
    jobs.value = next
    keepDraft(DRAFT, next.length === 0 ? null : { userId, jobs: next })
  }

  const work = async (): Promise<void> => {
    if (working) return
    working = true
    for (let job = jobs.value[0]; job; job = jobs.value[0]) {
      const { key, changes, waivers } = job
      const body = { changes: [...changes], ...(waivers.length > 0 && { waivers: [...waivers] }) }
      const reply = await send(performAct, { body, idempotencyKey: key })
      // Thrown away meanwhile: the day is read again, and shows whether it was done.
      if (jobs.value[0]?.key !== key) continue
      if (reply.kind === 'offline' || (reply.kind === 'problem' && LATER.has(reply.problem.status))) {
        waiting.value = true
        break
      }
      waiting.value = false
      if (reply.kind === 'ok' && reply.status === 201) {
        const act = reply.body
        hold(jobs.value.slice(1).map((later) => seenAfter(later, act)))
        onDone(job, act)
      } else if (reply.kind === 'problem') {
        const touched = new Set(changes.map(({ reservationId }) => reservationId))
        hold(jobs.value.slice(1).filter((later) => !later.changes.some((change) => touched.has(change.reservationId))))
        onRefused(job, reply.problem)
      }
    }
    working = false
  }

  return {
    jobs,
    waiting,
    post: async (job) => {
      hold([...jobs.value, job])
      await work()
    },
    resume: work,
    discard: () => {
      waiting.value = false
      hold([])
    },
  }
}

/** Not now, but perhaps later: signed out, too many requests, a server that starts. */
const LATER: ReadonlySet<number> = new Set([401, 429, 503])

/** A later act was made on what the earlier one left behind. */
function seenAfter(job: Job, act: ActWire): Job {
  const versions = new Map(act.changes.map(({ reservationId, after }) => [reservationId, after.version]))
  return {
    ...job,
    changes: job.changes.map((change) => ({
      ...change,
      version: versions.get(change.reservationId) ?? change.version,
    })),
  }
}

function recalled(userId: string): readonly Job[] {
  const draft = recallDraft(DRAFT) as { readonly userId?: unknown; readonly jobs?: unknown } | null // our own, or nothing
  return draft?.userId === userId && Array.isArray(draft.jobs) ? (draft.jobs as readonly Job[]) : []
}
