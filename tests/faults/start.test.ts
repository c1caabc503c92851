import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, inject, test } from 'vitest'
import { identify } from '@gongyue/db/embedded/identity.ts'

const LAUNCHER = fileURLToPath(new URL('../../scripts/launch.mjs', import.meta.url))
const base = mkdtempSync(join(tmpdir(), 'gongyue-start-'))
const dataDir = join(base, 'data')
const children = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await expect.poll(() => serverRuns(dataDir), { timeout: 60_000 }).toBe(false)
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

test('the first start ends with an address, six accounts and a password that opens the door', async () => {
  const run = start(['--port', '0', '--data', dataDir])
  const said = await run.ready
  expect(said.match(/^ {4}(\S+)/gm)?.map((line) => line.trim())).toEqual([
    'branch',
    'branch2',
    'desk',
    'coordinator',
    'manager',
    'admin',
  ])
  expect(await signIn(said)).toBe(200)
  expect(statSync(join(dataDir, 'demo-password')).mode & 0o777).toBe(0o600)
  expect(await run.stop('SIGTERM')).toBe(0)
  expect(serverRuns(dataDir)).toBe(false)
})

test('the second start makes nothing again and keeps the password, and kill -9 leaves nothing running', async () => {
  const run = start(['--port', '0', '--data', dataDir])
  const said = await run.ready
  expect(said).not.toMatch(/schema|sample palace|pages built/)
  expect(passwordIn(said)).toBe(readFileSync(join(dataDir, 'demo-password'), 'utf8').trim())
  await run.stop('SIGKILL')
  await expect.poll(() => serverRuns(dataDir), { timeout: 60_000 }).toBe(false)
})

test('it ends when the shell that npm put in between is ended', async () => {
  const run = start(['--port', '0', '--data', dataDir], { npm_lifecycle_event: 'start' }, 'in-a-shell')
  await run.ready
  run.kill('SIGTERM')
  await expect.poll(() => serverRuns(dataDir), { timeout: 60_000 }).toBe(false)
})

test('a password from the environment replaces the old one', async () => {
  const run = start(['--port', '0', '--data', dataDir], { GONGYUE_DEMO_PASSWORD: 'open-sesame-42' })
  const said = await run.ready
  expect(passwordIn(said)).toBe('open-sesame-42')
  expect(await signIn(said)).toBe(200)
  await run.stop('SIGINT')
})

test('--empty leaves the sample out and tells the password of the first administrator, once', async () => {
  const empty = join(base, 'empty')
  const run = start(['--port', '0', '--data', empty, '--empty'])
  const said = await run.ready
  expect(said).not.toContain('branch')
  const password = /^ {4}admin {2}(\S{10})$/m.exec(said)?.[1]
  expect(await signIn(said, 'admin', password)).toBe(200)
  expect(existsSync(join(empty, 'first-password'))).toBe(false)
  await run.stop('SIGTERM')
})

test('a taken port is refused by number, before a database is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const said = await refusal(['--port', String(port), '--data', join(base, 'never')])
  expect(said).toContain(`端口 ${port} 已被占用`)
  expect(said).toContain(`Port ${port} is taken`)
  expect(said).toContain(`npm start -- --port ${port + 1}`)
  expect(said).not.toContain('    at ')
  expect(statSync(join(base, 'never'), { throwIfNoEntry: false })).toBeUndefined()
  other.close()
})

test.each<[what: string, args: readonly string[], says: string]>([
  ['an unknown option', ['--prot', '80'], "Unknown option '--prot'"],
  ['a port that is none', ['--port', '99999'], '--port 99999 is no port'],
  ['an address of another machine', ['--host', '192.0.2.1'], 'This machine has no address 192.0.2.1'],
  ['options that contradict', ['--empty', '--reset-demo'], 'contradict'],
])('%s is refused with the way out', async (_, args, says) => {
  expect(await refusal([...args, '--data', join(base, 'never')])).toContain(says)
})

test('a data folder that cannot be is refused with its path', async () => {
  const file = join(base, 'file')
  writeFileSync(file, '')
  const said = await refusal(['--port', '0', '--data', join(file, 'data')])
  expect(said).toContain(`数据目录 ${join(file, 'data')} 无法写入`)
  expect(said).toContain('--data')
})

test.each<[what: string, change: (url: URL) => void, says: string]>([
  ['a server that is not there', (url) => (url.port = '1'), 'cannot be reached'],
  ['a wrong password', (url) => (url.password = 'wrong-secret'), 'refuses the sign-in'],
  ['a database that is not there', (url) => (url.pathname = '/nowhere'), 'no such database'],
])('%s is refused, and no password is printed', async (_, change, says) => {
  const url = new URL(inject('postgres').url)
  change(url)
  const said = await refusal(['--port', '0', '--data', join(base, 'never')], { DATABASE_URL: url.href })
  expect(said).toContain(says)
  expect(said).not.toContain(url.password)
})

test('DATABASE_URL that is no address is refused', async () => {
  const said = await refusal(['--port', '0'], { DATABASE_URL: 'mysql://localhost/x' })
  expect(said).toContain('postgres://user:password@host:5432/database')
})

interface Run {
  /** What it printed, once it is ready. */
  readonly ready: Promise<string>
  /** Resolves with the exit code; 137 and such for a signal. */
  readonly stop: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number>
  readonly kill: (signal: 'SIGTERM') => void
  readonly ended: Promise<{ code: number; said: string }>
}

/** Through the launcher, as a person would; npm puts a shell in between, which does not pass signals on. */
function start(args: readonly string[], env: Record<string, string> = {}, how: 'alone' | 'in-a-shell' = 'alone'): Run {
  const { DATABASE_URL: _, GONGYUE_DEMO_PASSWORD: __, ...inherited } = process.env
  const command = [process.execPath, LAUNCHER, 'start', ...args]
  const [program = '', ...rest] = how === 'alone' ? command : ['sh', '-c', '"$@"; exit', 'sh', ...command]
  const child = spawn(program, rest, {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let said = ''
  const ended = once(child, 'close').then(() => ({ code: child.exitCode ?? -1, said }))
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (!said.includes('ready in')) return
      resolve(said)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => reject(new Error(`it ended before it was ready:\n${said}`)))
  })
  ready.catch(() => {}) // whoever expects a refusal does not wait for this
  return {
    ready,
    ended,
    kill: (signal) => child.kill(signal),
    stop: async (signal) => {
      child.kill(signal)
      return (await ended).code
    },
  }
}

async function refusal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, said } = await start(args, env).ended
  expect(code).toBe(1)
  return said
}

function passwordIn(said: string): string | undefined {
  return /one password: (\S+)/.exec(said)?.[1]
}

async function signIn(said: string, username = 'branch', password = passwordIn(said)): Promise<number> {
  const address = /http:\S+/.exec(said)?.[0] ?? ''
  const reply = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  return reply.status
}

function serverRuns(folder: string): boolean {
  try {
    const note = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8')
    return identify(Number(note.split('\n')[0])) !== undefined
  } catch {
    return false
  }
}
