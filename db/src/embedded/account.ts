import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { EmbeddedError, notWritable } from './errors.ts'

/** Who runs the server. PostgreSQL refuses to run as root, so root lends it another account. */
export type Account = { readonly kind: 'self' } | { readonly kind: 'other'; readonly uid: number; readonly gid: number }

/**
 * The account for the cluster in `clusterDir`: ourselves, or when we are root the owner of an existing cluster,
 * else `postgres`, else `nobody`.
 */
export function serverAccount(clusterDir: string): Account {
  const self = process.getuid?.()
  if (self === undefined) return { kind: 'self' }
  const owner = statSync(clusterDir, { throwIfNoEntry: false })
  if (self !== 0) {
    if (owner !== undefined && owner.uid !== self) {
      throw notWritable(clusterDir, `it belongs to user id ${owner.uid}, and we run as user id ${self}`)
    }
    return { kind: 'self' }
  }
  if (owner !== undefined && owner.uid !== 0) return { kind: 'other', uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid !== undefined && uid !== 0 && gid !== undefined) return { kind: 'other', uid, gid }
  }
  throw new EmbeddedError(
    'account-missing',
    {},
    'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody". ' +
      'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** The options of `spawn` that make a child run as `account`. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return account.kind === 'self' ? {} : { uid: account.uid, gid: account.gid }
}

/** Whether `account` can walk to `folder`; a private home above it (mode 0700) is the usual reason why not. */
export function canReach(account: Account, folder: string): boolean {
  if (account.kind === 'self') return true
  const run = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...runAs(account),
  })
  return run.status === 0
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    const id = Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return Number.isInteger(id) ? id : undefined
  } catch {
    return undefined // no such account
  }
}
