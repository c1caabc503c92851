import { EventEmitter } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test, vi } from 'vitest'
import { watchLostPromises } from '@gongyue/server/jobs/lost-promises.ts'

afterEach(() => vi.restoreAllMocks())

/** What the process would tell of a promise that nobody waited for. */
function watched() {
  const emitter = new EventEmitter()
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    emitter.on(name, listener)
    return process
  })
  vi.spyOn(process, 'off').mockImplementation((name, listener) => {
    emitter.off(name, listener)
    return process
  })
  vi.spyOn(process, 'listenerCount').mockImplementation((name) => emitter.listenerCount(name))
  const warn = vi.fn()
  // the watch only writes into the log
  const end = watchLostPromises({ log: { warn } } as unknown as FastifyInstance)
  return { lose: (reason: unknown) => emitter.emit('unhandledRejection', reason), warn, end, emitter }
}

test('a job that could not be noted as done does not end the server', () => {
  const { lose, warn, end, emitter } = watched()
  const lost = new Error('timeout exceeded when trying to connect')
  lost.stack = 'Error: timeout\n    at completeJob (node_modules/graphile-worker/dist/worker.js:283:5)'
  lose(lost)
  expect(warn).toHaveBeenCalledOnce()
  end()
  expect(emitter.listenerCount('unhandledRejection')).toBe(0)
})

test('any other lost promise ends it as ever', () => {
  const { lose, warn } = watched()
  const fault = new Error('a fault of the house')
  fault.stack = 'Error: a fault\n    at place (server/src/features/orders/place-order.ts:1:1)'
  expect(() => lose(fault)).toThrow(fault)
  expect(warn).not.toHaveBeenCalled()
})
