import type { Demo } from './demo.ts'
import type { FirstAdministrator } from './first-administrator.ts'

/** What is ready, for the person in front of the terminal. */
export interface Announcement extends Pick<Demo, 'accounts' | 'password'> {
  readonly address: string
  /** Made by this start; null when there are accounts. */
  readonly first: FirstAdministrator | null
  readonly seconds: number
}

const ROLES: Readonly<Record<string, string>> = {
  'branch-officer': '基层工会 union branch officer',
  'front-desk': '前台 front desk',
  coordinator: '班务 class coordinator',
  manager: '管理 management',
  administrator: '系统管理 administrator',
  visitor: '访客 visitor',
}

/** The address, then the sample accounts when there are any, else the first account of a bare palace. */
export function announce({ address, first, accounts, password, seconds }: Announcement): string {
  const lines = ['', `  宫约 Gongyue  ${address}`, '']
  if (accounts.length > 0) {
    lines.push(
      password === undefined
        ? '  样例账户；密码在首次运行时给出，设 GONGYUE_DEMO_PASSWORD 可重设 · sample accounts; set GONGYUE_DEMO_PASSWORD to change their password'
        : `  样例账户，密码相同 · sample accounts, one password: ${password}`,
    )
    const widest = Math.max(...accounts.map((account) => account.username.length))
    for (const { username, displayName, role } of accounts) {
      lines.push(`    ${username.padEnd(widest)}  ${displayName}  ${ROLES[role] ?? role}`)
    }
    lines.push('')
  }
  if (first !== null) {
    lines.push(
      '  首个管理员账户；密码只显示这一次，请记下 · the first administrator; the password is told this once, write it down',
      `    ${first.username}  ${first.password}`,
      '',
    )
  }
  lines.push(`  ${seconds.toFixed(1)} 秒就绪，按 Ctrl-C 停止 · ready in ${seconds.toFixed(1)} s, Ctrl-C stops`, '')
  return lines.join('\n')
}
