/**
 * A process of its own, started by `keepWatch`. Its standard input is a pipe from the process that answers for the
 * server. However that process ends, kill -9 included, the system closes the pipe; then this one asks the server for a
 * fast shutdown. Arguments: process number and start of the server, the program pg_ctl, the data folder.
 */
import { execFileSync } from 'node:child_process'
import { stillRuns } from './identity.ts'

const [pid = '', started = '', pgCtl = '', cluster = ''] = process.argv.slice(2)

process.on('SIGINT', () => {}) // Ctrl-C is for the process we watch
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})
process.stdin.on('end', stopServer).on('error', stopServer).resume()

function stopServer(): void {
  const server = { pid: Number(pid), started }
  if (!stillRuns(server)) process.exit(0)
  if (process.platform === 'win32') {
    execFileSync(pgCtl, ['stop', '-m', 'fast', '-D', cluster], { stdio: 'ignore' })
  } else {
    process.kill(server.pid, 'SIGINT')
  }
  // Stay until it is gone: the next start sees us and knows that it need only wait.
  setInterval(() => {
    if (!stillRuns(server)) process.exit(0)
  }, 20)
}
