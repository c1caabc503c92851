import { signal } from '@preact/signals'
import { call } from '../api/call.ts'
import { keepFresh } from '../api/keep-fresh.ts'
import { countUnread } from '../api/routes.ts'

/** How many messages the reader has not read, for the navigation. */
export const unread = signal(0)

const REFRESH_MS = 60_000

/** Asks again; a failure leaves what was known. */
export async function refreshUnread(): Promise<void> {
  const reply = await call(countUnread)
  if (reply.kind === 'ok') unread.value = reply.body.messages
}

/** Keeps the number fresh for a reader; gives back how to stop. */
export function followUnread(): () => void {
  const stop = keepFresh(refreshUnread, REFRESH_MS)
  return () => {
    stop()
    unread.value = 0
  }
}
