import { createServer } from 'node:net'
import { StartProblem } from './problem.ts'

/**
 * Refuses early, before a database is started for nothing.
 *
 * @throws StartProblem when nothing can listen at `host` and `port`
 */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(listenProblem(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** A failed `listen` in words; other errors come back as they are. */
export function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartProblem(
      `端口 ${port} 已被占用，也许宫约已在运行。请换一个端口：npm start -- --port ${nextPort(port)}`,
      `Port ${port} is taken; maybe Gongyue runs already. Choose another: npm start -- --port ${nextPort(port)}`,
      error,
    )
  }
  if (code === 'EACCES') {
    return new StartProblem(
      `当前账户无权使用端口 ${port}（1024 以下通常只有 root 可用）。请换一个端口：npm start -- --port 3000`,
      `This account may not listen on port ${port} (below 1024 only root may, as a rule). Choose another: npm start -- --port 3000`,
      error,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL') {
    return new StartProblem(
      `本机没有地址 ${host}。本机使用请写 --host 127.0.0.1，供局域网使用请写 --host 0.0.0.0。`,
      `This machine has no address ${host}. Write --host 127.0.0.1 for this machine alone, --host 0.0.0.0 for the network.`,
      error,
    )
  }
  return error
}

function nextPort(port: number): number {
  return port < 65_535 ? port + 1 : 3000
}
