import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { StartProblem } from './problem.ts'

/** The folder of the whole project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What `npm start` was asked. */
export type StartOptions =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'start'
      readonly port: number
      readonly host: string
      /** Absolute. */
      readonly dataDir: string
      readonly empty: boolean
      readonly resetDemo: boolean
      /** With `resetDemo`: even when it deletes accounts that are not part of the sample. */
      readonly force: boolean
    }

/** Text of `--help`. */
export const HELP = `宫约 Gongyue

npm start -- [选项 options]

  --port N       端口，默认 3000                      port to listen on
  --host ADDR    监听地址，默认 127.0.0.1             address to listen on; 0.0.0.0 for the whole network
  --data DIR     数据目录，默认 .data                 folder of the embedded database
  --empty        首次运行不装入样例，给出首个管理员   no sample palace on the first run, but a first administrator
  --reset-demo   清空并重新装入样例文化宫             throw the sample palace away and make it anew
  --force        与 --reset-demo 合用：连同真实账户一起删除   with --reset-demo: delete real accounts as well
  --help

环境变量 environment
  DATABASE_URL             使用现有的 PostgreSQL（15 以上）   a PostgreSQL server instead of the embedded one
  GONGYUE_DEMO_PASSWORD    样例账户的密码                     password of the sample accounts`

/**
 * Reads the command line of `npm start`.
 *
 * @throws StartProblem for an unknown option or a value that cannot be
 */
export function readOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args)
  if (values.help === true) return { kind: 'help' }
  if (values.empty === true && values['reset-demo'] === true) {
    throw new StartProblem('--empty 与 --reset-demo 不能同时使用。', '--empty and --reset-demo contradict each other.')
  }
  if (values.force === true && values['reset-demo'] !== true) {
    throw new StartProblem('--force 只能与 --reset-demo 合用。', '--force goes with --reset-demo only.')
  }
  return {
    kind: 'start',
    port: readPort(values.port ?? '3000'),
    host: values.host ?? '127.0.0.1',
    dataDir: values.data === undefined ? join(ROOT, '.data') : resolve(values.data),
    empty: values.empty ?? false,
    resetDemo: values['reset-demo'] ?? false,
    force: values.force ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        'reset-demo': { type: 'boolean' },
        force: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    const detail = (cause instanceof Error ? cause.message : String(cause)).split('. ')[0] ?? ''
    throw new StartProblem(
      `命令行有误：${detail}。查看全部选项：npm start -- --help`,
      `${detail}. All options: npm start -- --help`,
      cause,
    )
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new StartProblem(
    `--port ${text} 不是端口号。请给出 0 到 65535 之间的整数。`,
    `--port ${text} is no port. Give a whole number from 0 to 65535.`,
  )
}
