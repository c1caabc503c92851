/** Gives things on in bundles: the first at once, what follows within `everyMs` together. Many changes are then one piece of work. */
export function bundled<T>(everyMs: number, give: (bundle: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = (): void => {
    timer = null
    if (waiting.length === 0) return
    const bundle = waiting
    waiting = []
    timer = setTimeout(flush, everyMs)
    give(bundle)
  }
  return (one) => {
    waiting.push(one)
    if (timer === null) flush()
  }
}
