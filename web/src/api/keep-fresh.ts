/** What a page can tell about being looked at; `document` is one. */
export interface Visibility {
  readonly hidden: boolean
  addEventListener(type: 'visibilitychange', listener: () => void): void
  removeEventListener(type: 'visibilitychange', listener: () => void): void
}

/**
 * Does `work` every `everyMs` while the page is looked at, and at once when somebody looks again or the network comes or goes. The next
 * round waits for the last one, so that a slow network never piles up requests. Gives back how to stop.
 */
export function keepFresh(
  work: () => Promise<void>,
  everyMs: number,
  page: Visibility = document,
  network: EventTarget = window,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let working = false
  const round = async (): Promise<void> => {
    clearTimeout(timer)
    if (working || stopped || page.hidden) return
    working = true
    await work()
    working = false
    if (!stopped && !page.hidden) timer = setTimeout(() => void round(), everyMs)
  }
  const onVisibility = (): void => {
    if (page.hidden) clearTimeout(timer)
    else void round()
  }
  const onNetwork = (): void => void round()
  page.addEventListener('visibilitychange', onVisibility)
  for (const event of NETWORK_EVENTS) network.addEventListener(event, onNetwork)
  void round()
  return () => {
    stopped = true
    clearTimeout(timer)
    page.removeEventListener('visibilitychange', onVisibility)
    for (const event of NETWORK_EVENTS) network.removeEventListener(event, onNetwork)
  }
}

const NETWORK_EVENTS = ['online', 'offline'] as const
