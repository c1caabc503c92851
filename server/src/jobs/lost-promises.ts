import type { FastifyInstance } from 'fastify'

/**
 * The worker's library notes a job as done without waiting for it: when the database is away for longer than a connection may take, that promise
 * fails where nobody can catch it, and Node would end the server for it. The job is simply done again. Any other lost promise is a fault of the
 * house and ends the process as ever.
 *
 * @returns ends the watch
 */
export function watchLostPromises(app: FastifyInstance): () => void {
  const onLost = (reason: unknown): void => {
    if (reason instanceof Error && /graphile-worker|worker\.js|pg-pool/.test(reason.stack ?? ''))
      app.log.warn({ err: reason }, 'a job could not be noted as done and will be done again')
    // whoever else listens decides; alone, it is as if nobody listened
    else if (process.listenerCount('unhandledRejection') === 1) throw reason
  }
  process.on('unhandledRejection', onLost)
  return () => process.off('unhandledRejection', onLost)
}
