import { recall, remember } from '../../app/storage.ts'

/** Where a screen keeps its token. */
const KEY = 'screen.token'

/**
 * The token of this screen. It comes once, behind the `#` of the address, which no server and no log ever sees; it is kept here and taken
 * out of the address. Where nothing can be kept it stays in the address, so that a reload still works.
 */
export function screenToken(at: Location = location, past: History = history): string | null {
  const given = at.hash.slice(1)
  if (!/^[\w-]{43}$/.test(given)) return recall(KEY) || null
  remember(KEY, given)
  if (recall(KEY) === given) past.replaceState(null, '', at.pathname + at.search)
  return given
}

/** The token opens nothing any more. */
export function forgetToken(): void {
  remember(KEY, '')
}
