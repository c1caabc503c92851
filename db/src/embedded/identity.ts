import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in whatever unit the system tells; empty where the system does not tell. */
  readonly started: string
}

/** The identity of a running process, or undefined when there is none with this number. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (process.platform === 'linux') {
    const stat = linuxStat(pid)
    return stat === undefined || stat.state === 'Z' ? undefined : { pid, started: stat.started }
  }
  if (process.platform === 'win32') return signalReaches(pid) ? { pid, started: '' } : undefined
  const started = ask('ps', ['-o', 'lstart=', '-p', String(pid)])
  return started === undefined || started === '' ? undefined : { pid, started }
}

/** Whether the process that was identified earlier still runs. */
export function stillRuns(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started
}

/** Whether process `pid` is a PostgreSQL server whose data are in `clusterDir`. */
export function isServerOf(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') {
    // A server works inside its data folder; so does nothing else by the name of postgres.
    if (linuxStat(pid)?.name !== 'postgres') return false
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
    } catch {
      return false
    }
  }
  if (process.platform === 'win32') {
    return ask('tasklist', ['/FI', `PID eq ${pid}`, '/NH'])?.includes('postgres') ?? false
  }
  const command = ask('ps', ['-o', 'command=', '-p', String(pid)]) ?? ''
  return command.includes('postgres') && command.includes(clusterDir)
}

function linuxStat(pid: number): { name: string; state: string; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; field 3 follows the last bracket, field 22 is the start.
    const close = text.lastIndexOf(')')
    const fields = text.slice(close + 2).split(' ')
    return {
      name: text.slice(text.indexOf('(') + 1, close),
      state: fields[0] ?? '',
      started: fields[19] ?? '',
    }
  } catch {
    return undefined
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function ask(command: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
