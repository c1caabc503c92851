import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Binaries } from './binaries.ts'
import { plainEnvironment } from './cluster.ts'
import { type ProcessIdentity, identify } from './identity.ts'
import { type Place, writePrivate } from './place.ts'

/** Sees to it that one server of this place at a time is watched, and written down as ours. */
export interface Guard {
  readonly watch: (server: ProcessIdentity) => void
  readonly dismiss: () => void
}

/** A guard that watches nothing yet. */
export function makeGuard(place: Place, binaries: Binaries): Guard {
  let watchdog: ChildProcess | undefined
  return {
    watch: (server) => {
      watchdog?.kill('SIGKILL')
      watchdog = startWatchdog(place, binaries, server)
      const owner = identify(process.pid) ?? { pid: process.pid, started: '' }
      const watching = watchdog.pid === undefined ? undefined : identify(watchdog.pid)
      writePrivate(place, place.keeper, JSON.stringify({ owner, watchdog: watching ?? null }))
    },
    dismiss: () => {
      watchdog?.kill('SIGKILL')
      rmSync(place.keeper, { force: true })
    },
  }
}

function startWatchdog(place: Place, binaries: Binaries, server: ProcessIdentity): ChildProcess {
  const program = fileURLToPath(new URL('./watchdog.ts', import.meta.url))
  const watchdog = spawn(
    process.execPath,
    [program, String(server.pid), server.started, binaries.pgCtl, place.cluster],
    // Its own group: what ends us by way of the terminal must not end it.
    { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: plainEnvironment(), windowsHide: true },
  )
  watchdog.on('error', () => {}) // without a watchdog the server still serves
  watchdog.stdin.on('error', () => {})
  watchdog.unref()
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref()
  return watchdog
}
