import { DatabaseError, Pool } from 'pg'
import { startEmbedded } from '@gongyue/db/embedded.ts'
import { StartProblem } from './problem.ts'

/** The database that this start uses. */
export interface OpenDatabase {
  readonly url: string
  readonly kind: 'embedded' | 'server'
  /** Stops the embedded server; a real one is none of our business. */
  readonly stop: () => Promise<void>
}

/**
 * Opens the server that `url` names, else the embedded one in `dataDir`.
 *
 * @throws StartProblem when the server cannot be reached or lets us not in, EmbeddedError
 */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<OpenDatabase> {
  if (url !== undefined && url !== '') {
    await refuseUnreachable(url)
    return { url, kind: 'server', stop: async () => {} }
  }
  const { connectionString, stop } = await startEmbedded({
    dataDir,
    report: (event) => {
      if (event.kind === 'restarted') {
        console.error(`数据库意外退出，已重新启动 · PostgreSQL died and was started again, see ${event.log}`)
      } else {
        console.error(`数据库已停止 · PostgreSQL is gone: ${event.error.message}, see ${event.log}`)
      }
    },
  })
  return { url: connectionString, kind: 'embedded', stop }
}

async function refuseUnreachable(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new StartProblem(
      'DATABASE_URL 应形如 postgres://用户:密码@主机:5432/数据库。',
      'DATABASE_URL should look like postgres://user:password@host:5432/database.',
    )
  }
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 8_000 })
  try {
    await pool.query('select 1')
  } catch (error) {
    throw connectProblem(error, url)
  } finally {
    await pool.end().catch(() => {})
  }
}

function connectProblem(error: unknown, url: string): StartProblem {
  const where = withoutPassword(url)
  const detail = messageOf(error)
  const code = error instanceof DatabaseError ? error.code : undefined
  if (code === '28P01' || code === '28000') {
    return new StartProblem(
      `数据库 ${where} 拒绝登录：${detail}。请检查 DATABASE_URL 中的用户名和密码，以及服务器的 pg_hba.conf。`,
      `The database ${where} refuses the sign-in: ${detail}. Check user and password in DATABASE_URL, and pg_hba.conf on the server.`,
      error,
    )
  }
  if (code === '3D000') {
    return new StartProblem(
      `服务器上没有这个数据库（${where}）。请先新建：create database … encoding 'UTF8' template template0`,
      `There is no such database (${where}). Make it first: create database … encoding 'UTF8' template template0`,
      error,
    )
  }
  return new StartProblem(
    `无法连接数据库 ${where}：${detail}。请检查 DATABASE_URL、服务器是否运行以及防火墙；不设 DATABASE_URL 则使用内置数据库。`,
    `The database ${where} cannot be reached: ${detail}. Check DATABASE_URL, whether the server runs, and the firewall; without DATABASE_URL the embedded database is used.`,
    error,
  )
}

/** Several addresses of one host fail together, and the sum of them has no message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url)
    return `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}${parsed.pathname}`
  } catch {
    return '(DATABASE_URL)'
  }
}
