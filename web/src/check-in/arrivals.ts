import { useEffect } from 'preact/hooks'
import { keepFresh } from '../api/keep-fresh.ts'
import { createArrivalQueue } from './arrival-queue.ts'

/** The one queue of this tab. */
export const arrivals = createArrivalQueue()

const RETRY_MS = 5_000

/** Sends what waits while a page of the desk is open: at once when the network comes back, and every few seconds. */
export function useArrivals(): void {
  useEffect(() => keepFresh(arrivals.flush, RETRY_MS), [])
}
