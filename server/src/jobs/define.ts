import type { FastifyInstance } from 'fastify'

/**
 * Work without a reader. A task may be run twice for one job (its process died after the work and before it was noted) and by two processes at
 * once: its effect is kept in one transaction that sees what was done before, so that the second run does nothing.
 */
export interface Task {
  /** The name under which jobs wait in the database: never changed once released. */
  readonly name: string
  readonly run: (app: FastifyInstance, payload: unknown) => Promise<void>
}
