import { type ChildProcess, spawn } from 'node:child_process'
import { ROOT } from '../start/options.ts'

/** How a child ended, and all it said. */
export interface Outcome {
  readonly code: number
  readonly output: string
}

const running = new Set<ChildProcess>()

/**
 * Runs a program of this project with the Node that runs us.
 *
 * @param voice - "quiet" gathers what it says, "aloud" lets it through
 */
export async function runNode(
  args: readonly string[],
  voice: 'quiet' | 'aloud',
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: ROOT,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', voice === 'aloud' ? 'inherit' : 'pipe', voice === 'aloud' ? 'inherit' : 'pipe'],
    })
    running.add(child)
    let output = ''
    const listen = (chunk: Buffer): void => void (output += chunk.toString('utf8'))
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Ends what still runs, when the person who asked goes away. */
export function endRunning(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** What the caller has set up for a running palace must not reach a test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(DATABASE_URL|PG[A-Z]+|GONGYUE_.*|NODE_OPTIONS|NODE_ENV|TZ)$/.test(name),
    ),
  )
}
