import { signal } from '@preact/signals'

/** The address within the app, without query: `/orders/0192…`. */
export const path = signal(location.pathname)

/** Goes to another page; `replace` leaves no step to go back to. */
export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  path.value = location.pathname
}

/** Follows the browser's back and forward, and takes over taps on links within the app. Gives back how to stop. */
export function followLocation(): () => void {
  const onPop = () => {
    path.value = location.pathname
  }
  window.addEventListener('popstate', onPop)
  document.addEventListener('click', onClick)
  return () => {
    window.removeEventListener('popstate', onPop)
    document.removeEventListener('click', onClick)
  }
}

/** Matches `/orders/:id`; gives the parameters, or null. */
export function match(pattern: string, at: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = at.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}

/** A tap with a modifier, on a download, another window or another host stays the browser's. */
function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return
  if (link.getAttribute('href')?.startsWith('#') || link.pathname.startsWith('/api/')) return
  event.preventDefault()
  if (link.pathname + link.search !== location.pathname + location.search) go(link.pathname + link.search)
}
