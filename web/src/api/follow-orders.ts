import { bundled } from './bundled.ts'
import { live as liveOfTab, type Live } from './live.ts'

/** An officer sees it as soon as the order changes; a list that changes all the time is asked for once a second. */
const BUNDLE_MS = 1000

/**
 * Does `work` whenever orders changed that matter to the reader, and when it can not be told which did. Ask the server after this, not before:
 * then nothing is missed.
 */
export function followOrders(
  matters: (orderId: string) => boolean,
  work: () => void,
  live: Pick<Live, 'listen'> = liveOfTab,
): () => void {
  let following = true
  const soon = bundled<null>(BUNDLE_MS, () => {
    if (following) work()
  })
  const stop = live.listen((event) => {
    if (event.kind === 'change' && !event.change.orders.some(matters)) return
    if (event.kind === 'touched' && !event.touched.orders.some(matters)) return
    soon(null)
  })
  return () => {
    following = false
    stop()
  }
}
