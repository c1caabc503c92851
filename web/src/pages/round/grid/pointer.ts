import type { Carrying } from './carry.ts'
import { spotAt, type Grid, type GridSpot } from './geometry.ts'

/** What a pointer takes up, or null for what is fast. `hold`: minutes between its start and the hand. */
export type Taking = (key: string, hold: number) => boolean

/** A mouse that shakes by less has only clicked. */
const THRESHOLD = 4
/** A finger that rests this long takes what is under it; one that moves before that scrolls. */
const LONG_PRESS_MS = 350
const EDGE = 44
const EDGE_STEP = 14

/**
 * Carries weekly times with mouse or finger from grid and tray to grid and tray. Places are measured anew each time: the canvas moves
 * when it scrolls. Gives back how to stop listening.
 */
export function carryByPointer(
  root: HTMLElement,
  carrying: Carrying,
  gridNow: () => Grid | null,
  take: Taking,
  onDrop: () => void,
  onPutBack: () => void,
): () => void {
  let waiting: { readonly key: string; readonly x: number; readonly y: number; readonly pointerId: number } | null =
    null
  let held = false
  let at = { x: 0, y: 0 }
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0

  const spot = (): GridSpot | null => {
    const grid = gridNow()
    const body = root.querySelector('[data-alloc-body]')?.getBoundingClientRect()
    const around = root.querySelector('[data-alloc-scroll]')?.getBoundingClientRect()
    if (!grid || !body || !around) return null
    if (at.x < around.left || at.x > around.right || at.y < around.top || at.y > around.bottom) return null
    return spotAt(grid, (at.x - body.left) / body.width, ((at.y - body.top) / body.height) * grid.lanes)
  }
  const overTray = (): boolean => document.elementFromPoint(at.x, at.y)?.closest('[data-tray]') != null

  const begin = (): void => {
    clearTimeout(timer)
    if (!waiting) return
    const { key, x, pointerId } = waiting
    const grid = gridNow()
    const element = root.querySelector<HTMLElement>(`[data-weekly='${key}']`)
    const body = root.querySelector('[data-alloc-body]')?.getBoundingClientRect()
    waiting = null
    if (!grid || !element || !body) return
    const inGrid = element.closest('[data-alloc-body]') !== null
    const [day] = grid.days
    if (!day) return
    const perMinute = (body.width * day.width) / (day.until - day.from)
    if (!take(key, inGrid ? (x - element.getBoundingClientRect().left) / perMinute : 0)) return
    held = true
    root.setPointerCapture(pointerId)
    root.classList.add('carrying')
    frame = requestAnimationFrame(onFrame)
  }
  const tell = (): void => {
    const grid = gridNow()
    if (grid) carrying.moveTo(grid, spot(), overTray())
    const card = root.querySelector<HTMLElement>('[data-ghost-card]')
    if (card) card.style.transform = cardAt(at.x, at.y)
  }
  /** Near an edge the canvas moves on under the hand. */
  const onFrame = (): void => {
    if (!held) return
    frame = requestAnimationFrame(onFrame)
    const scroll = root.querySelector('[data-alloc-scroll]')
    const around = scroll?.getBoundingClientRect()
    if (!scroll || !around || at.y < around.top || at.y > around.bottom) return
    const pull = (value: number, low: number, high: number): number =>
      value < low + EDGE && value >= low ? -EDGE_STEP : value > high - EDGE && value <= high ? EDGE_STEP : 0
    const left = pull(at.x, around.left, around.right)
    const top = pull(at.y, around.top, around.bottom)
    if (left === 0 && top === 0) return
    scroll.scrollBy(left, top)
    tell()
  }
  const letGo = (): void => {
    clearTimeout(timer)
    waiting = null
    if (!held) return
    held = false
    cancelAnimationFrame(frame)
    root.classList.remove('carrying')
    // the click that follows a drag opens nothing
    const swallow = (event: Event): void => event.stopPropagation()
    root.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => root.removeEventListener('click', swallow, true))
  }
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return
    const key = event.target.closest<HTMLElement>('[data-weekly]')?.dataset['weekly']
    if (key === undefined) return
    at = { x: event.clientX, y: event.clientY }
    waiting = { key, ...at, pointerId: event.pointerId }
    if (event.pointerType !== 'mouse') timer = setTimeout(begin, LONG_PRESS_MS)
  }
  const onMove = (event: PointerEvent): void => {
    at = { x: event.clientX, y: event.clientY }
    if (waiting) {
      const far = Math.hypot(at.x - waiting.x, at.y - waiting.y)
      if (event.pointerType === 'mouse' && far >= THRESHOLD) begin()
      else if (event.pointerType !== 'mouse' && far > THRESHOLD * 2) letGo()
    }
    if (held) tell()
  }
  const onUp = (event: PointerEvent): void => {
    const was = held
    if (was) {
      at = { x: event.clientX, y: event.clientY }
      tell()
    }
    letGo()
    if (was) onDrop()
  }
  const putBack = (): void => {
    const was = held
    letGo()
    if (was) onPutBack()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (!held || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    putBack()
  }
  const onTouch = (event: TouchEvent): void => {
    if (held) event.preventDefault()
  }
  root.addEventListener('pointerdown', onDown)
  root.addEventListener('pointermove', onMove)
  root.addEventListener('pointerup', onUp)
  root.addEventListener('pointercancel', putBack)
  root.addEventListener('touchmove', onTouch, { passive: false })
  document.addEventListener('keydown', onKey, true)
  window.addEventListener('blur', putBack)
  return () => {
    putBack()
    root.removeEventListener('pointerdown', onDown)
    root.removeEventListener('pointermove', onMove)
    root.removeEventListener('pointerup', onUp)
    root.removeEventListener('pointercancel', putBack)
    root.removeEventListener('touchmove', onTouch)
    document.removeEventListener('keydown', onKey, true)
    window.removeEventListener('blur', putBack)
  }
}

/** Below and beside the hand; on the other side of it near the right and lower edge of the window. */
export function cardAt(x: number, y: number): string {
  const right = x > window.innerWidth * 0.65
  const low = y > window.innerHeight * 0.65
  const across = right ? `calc(${Math.round(x) - 18}px - 100%)` : `${Math.round(x) + 18}px`
  const down = low ? `calc(${Math.round(y) - 18}px - 100%)` : `${Math.round(y) + 26}px`
  return `translate(${across}, ${down})`
}
