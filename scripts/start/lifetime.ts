/** Why a command should end. */
export type EndReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'parent-gone'

/**
 * Calls `end` once, at the first of: Ctrl-C, a request to terminate, the terminal closing, or the death of the launcher
 * that started this process. Later signals are ignored: npm and the terminal may each send one for the same Ctrl-C.
 */
export function onEnd(end: (reason: EndReason) => Promise<void> | void): void {
  let ending = false
  const once = (reason: EndReason): void => {
    if (ending) return
    ending = true
    void end(reason)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => once(signal))
  if (process.channel !== undefined) {
    process.on('disconnect', () => once('parent-gone'))
    process.channel.unref() // listening must not keep a finished command alive
  }
}
