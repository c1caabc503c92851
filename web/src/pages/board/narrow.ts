import { signal, type ReadonlySignal } from '@preact/signals'

const QUERY = '(max-width: 47.99rem)'

/** Whether the window is a phone's: the board is then a list. */
export function useNarrow(): boolean {
  return narrow.value
}

const narrow: ReadonlySignal<boolean> = watch()

function watch(): ReadonlySignal<boolean> {
  const query = matchMedia(QUERY)
  const state = signal(query.matches)
  query.addEventListener('change', () => (state.value = query.matches))
  return state
}
