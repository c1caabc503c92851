/** CPU time of this process since it began, all threads, in seconds: what a busy machine does not change much. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** A positive number of seconds from a command line. */
export function secondsOf(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new Error(`--seconds ${text} is not a number above 0`)
  return seconds
}
