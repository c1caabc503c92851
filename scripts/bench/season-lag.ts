import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRun } from '@gongyue/server/planner/run.ts'
import type { ProblemSpec } from '@gongyue/shared/solver/problem.ts'
import fastify from 'fastify'

/** Milliseconds that a loop and its requests waited. */
interface Lag {
  readonly loopP50: number
  readonly loopP99: number
  readonly requestP99: number
}

/**
 * A server in this thread and the planner in its own: how long the loop and small requests wait without a run, while one anneals,
 * and while one is in the exact solver; then how long a run takes to end when it is told to. Wall time: a busy machine shows.
 */
export async function measureLag(spec: ProblemSpec, say: (line: string) => void): Promise<void> {
  const app = fastify()
  app.get('/', () => ({ ok: true }))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    await lagFor(address, 1_000)
    say(lineOf('no run', await lagFor(address, 5_000)))
    const stops: number[] = []
    for (const [name, exact, settle] of [
      ['annealing', false, 1_500],
      ['neighbourhoods by the exact solver', true, 6_000],
    ] as const) {
      const begun = performance.now()
      const run = startRun({ spec, seed: 1, limit: { kind: 'seconds', seconds: exact ? 8 : 60 }, exact })
      say(`started in ${(performance.now() - begun).toFixed(1)} ms of this thread`)
      await sleep(settle)
      say(lineOf(name, await lagFor(address, exact ? 1_500 : 5_000)))
      run.stop()
      await run.done
    }
    for (let k = 0; k < 10; k++) {
      let hear: () => void = () => undefined
      // until there is a plan, there is nothing to end with
      const hasPlan = new Promise<void>((resolve) => {
        hear = resolve
      })
      const limit = { kind: 'counted', tries: k < 5 ? 1e9 : 1e5, rounds: 1e6 } as const
      const run = startRun({ spec, seed: k + 1, limit, exact: true, onIncumbent: hear })
      await hasPlan
      await sleep(1_000 + 100 * k)
      const asked = performance.now()
      run.stop()
      await run.done
      stops.push(performance.now() - asked)
    }
    say(
      `told to stop: ${stops.map((ms) => ms.toFixed(0)).join(', ')} ms; target 250 (the first five anneal, the others are in the exact solver)`,
    )
  } finally {
    await app.close()
  }
}

async function lagFor(address: string, ms: number): Promise<Lag> {
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const waits: number[] = []
  const ends = performance.now() + ms
  while (performance.now() < ends) {
    const asked = performance.now()
    await (await fetch(address)).text()
    waits.push(performance.now() - asked)
    await sleep(5)
  }
  loop.disable()
  const sorted = waits.toSorted((a, b) => a - b)
  return {
    loopP50: loop.percentile(50) / 1e6,
    loopP99: loop.percentile(99) / 1e6,
    requestP99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  }
}

function lineOf(name: string, { loopP50, loopP99, requestP99 }: Lag): string {
  return `${name}: loop lag p50 ${loopP50.toFixed(1)}, p99 ${loopP99.toFixed(1)} ms (target 20); GET / p99 ${requestP99.toFixed(1)} ms`
}
