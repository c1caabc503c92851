/**
 * Whether an answer with the cursor `answer` holds everything that had happened at `moment`. Cursors are snapshots of the database,
 * `xmin:xmax:running@seconds`: all that was done before `xmax` of one is done before `xmin` of the other. False when it can not be said.
 */
export function covers(answer: string, moment: string): boolean {
  const [mine, theirs] = [answer.split('@')[0], moment.split('@')[0]]
  if (mine === undefined || theirs === undefined) return false
  if (mine === theirs) return true
  const oldestRunning = Number(mine.split(':')[0])
  const firstUnknown = Number(theirs.split(':')[1])
  return oldestRunning >= firstUnknown
}
