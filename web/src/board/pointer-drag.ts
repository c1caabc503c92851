import { effect } from '@preact/signals'
import type { Block } from './day.ts'
import type { Spot } from './drag.ts'
import { measure, pullAt, spotAt, type Geometry } from './geometry.ts'
import { underPointer, type Under } from './grab.ts'
import type { BoardView } from './view.ts'

/** A mouse that shakes by less has only clicked. */
const THRESHOLD = 4
/** A finger that rests this long takes what is under it; one that moves before that scrolls. */
const LONG_PRESS_MS = 400
const SHAKE = 10
/** Who only passes the edge, from the lane below or on the way out, wants no scrolling. */
const EDGE_REST_MS = 350

interface Point {
  readonly x: number
  readonly y: number
}

interface Held {
  readonly under: Under
  readonly pointerId: number
  readonly touch: boolean
  readonly from: Point
}

/**
 * Carries blocks with the pointer. Works in three steps: down waits for a move (mouse) or a rest (finger); then each frame tells the model
 * where the pointer is, and scrolls when it is near an edge; up drops. Escape, a lost pointer and a second finger put everything back.
 * Gives back how to stop listening.
 */
export function carryByPointer(place: HTMLElement, view: BoardView, parked: () => readonly Block[]): () => void {
  let waiting: Held | null = null
  let held: Held | null = null
  let geometry: Geometry | null = null
  let scroll = { left: 0, top: 0 }
  let point: Point = { x: 0, y: 0 }
  let keys = { copy: false, swap: false }
  let moved = false
  let frame = 0
  let atEdgeSince: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const { carrying } = view

  const spot = (at: Point): Spot | null => {
    geometry ??= measure(place)
    return spotAt(geometry, at, scroll, view.layout.peek())
  }

  const onDown = (event: PointerEvent): void => {
    if (held || waiting) return putBack()
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return
    if (!place.contains(event.target) && !event.target.closest('[data-parked]')) return
    geometry = measure(place)
    scroll = { left: place.scrollLeft, top: place.scrollTop }
    point = { x: event.clientX, y: event.clientY }
    const under = underPointer(event, spot(point), view.layout.peek(), parked())
    if (under.kind === 'nothing') return
    const touch = event.pointerType !== 'mouse'
    waiting = { under, pointerId: event.pointerId, touch, from: point }
    if (touch) timer = setTimeout(begin, LONG_PRESS_MS)
  }

  const begin = (): void => {
    clearTimeout(timer)
    if (!waiting) return
    const { under, touch } = waiting
    if (under.kind === 'fast') view.refuse(under.block)
    if (under.kind === 'grab') {
      held = waiting
      // The pointer may leave the window with a button held.
      place.setPointerCapture(held.pointerId)
      under.element?.setAttribute('data-lifted', '')
      place.classList.add('carrying')
      if (touch && 'vibrate' in navigator) navigator.vibrate(15)
      carrying.take(under.grab, 'pointer', null)
      moved = true
      frame = requestAnimationFrame(onFrame)
    }
    waiting = null
  }

  const onMove = (event: PointerEvent): void => {
    point = { x: event.clientX, y: event.clientY }
    moved = true
    readKeys(event)
    if (!waiting) return
    const far = Math.hypot(point.x - waiting.from.x, point.y - waiting.from.y)
    if (!waiting.touch && far >= THRESHOLD) begin()
    else if (waiting.touch && far > SHAKE) forget()
  }

  const readKeys = (event: PointerEvent | KeyboardEvent): void => {
    const next = { copy: event.ctrlKey || event.altKey, swap: event.shiftKey }
    if (next.copy !== keys.copy || next.swap !== keys.swap) moved = true
    keys = next
  }

  const onFrame = (now: number): void => {
    if (!held) return
    frame = requestAnimationFrame(onFrame)
    geometry ??= measure(place)
    const pull = spot(point) === null ? { left: 0, top: 0 } : pullAt(geometry, point)
    atEdgeSince = pull.left === 0 && pull.top === 0 ? null : (atEdgeSince ?? now)
    if (atEdgeSince !== null && now - atEdgeSince >= EDGE_REST_MS) {
      place.scrollBy(pull.left, pull.top)
      scroll = { left: place.scrollLeft, top: place.scrollTop }
    } else if (!moved) return
    moved = false
    tell()
  }

  const tell = (): void => {
    const at = spot(point)
    const parking = at === null && document.elementFromPoint(point.x, point.y)?.closest('[data-parking]') !== null
    carrying.moveTo(at, { copy: keys.copy, other: keys.swap ? otherAt(at) : null, parking })
    const card = document.querySelector<HTMLElement>('[data-drag-card]')
    if (card) card.style.transform = cardAt(point)
  }

  const otherAt = (at: Spot | null): Block | null => {
    if (!at || held?.under.kind !== 'grab' || held.under.grab.kind === 'cells') return null
    const own = held.under.grab.block.id
    const row = view.layout.peek().rows.find(({ id }) => id === at.rowId)
    const found = row?.placed.find(
      ({ block: { id, kind, during } }) =>
        id !== own && kind === 'reservation' && during.start <= at.instant && at.instant < during.end,
    )
    return found?.block ?? null
  }

  const forget = (): void => {
    clearTimeout(timer)
    waiting = null
  }

  const letGo = (): void => {
    forget()
    if (!held) return
    cancelAnimationFrame(frame)
    if (held.under.kind === 'grab') held.under.element?.removeAttribute('data-lifted')
    place.classList.remove('carrying')
    if (place.hasPointerCapture(held.pointerId)) place.releasePointerCapture(held.pointerId)
    held = null
    swallowClick()
  }

  const onUp = (event: PointerEvent): void => {
    if (held && event.pointerId === held.pointerId) {
      point = { x: event.clientX, y: event.clientY }
      readKeys(event)
      tell()
      letGo()
      carrying.drop()
    } else forget()
  }

  const putBack = (): void => {
    const was = held
    letGo()
    if (was) carrying.putBack()
  }

  const onKey = (event: KeyboardEvent): void => {
    if (!held) return
    readKeys(event)
    if (event.key === 'Escape' && event.type === 'keydown') {
      event.preventDefault()
      event.stopPropagation()
      putBack()
    } else if (['Control', 'Alt', 'Shift'].includes(event.key)) event.preventDefault()
  }

  const onTouchMove = (event: TouchEvent): void => {
    if (held) event.preventDefault()
  }
  const onScroll = (): void => {
    scroll = { left: place.scrollLeft, top: place.scrollTop }
    moved = true
  }
  const onMenu = (event: Event): void => {
    if (held) event.preventDefault()
  }

  document.addEventListener('pointerdown', onDown)
  document.addEventListener('pointermove', onMove)
  document.addEventListener('pointerup', onUp)
  document.addEventListener('pointercancel', putBack)
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('keyup', onKey, true)
  document.addEventListener('contextmenu', onMenu)
  window.addEventListener('blur', putBack)
  place.addEventListener('touchmove', onTouchMove, { passive: false })
  place.addEventListener('scroll', onScroll, { passive: true })
  // Another desk changed the day under our hands: the rows may have moved.
  const stop = effect(() => {
    void view.layout.value
    geometry = null
    moved = true
  })
  return () => {
    putBack()
    stop()
    document.removeEventListener('pointerdown', onDown)
    document.removeEventListener('pointermove', onMove)
    document.removeEventListener('pointerup', onUp)
    document.removeEventListener('pointercancel', putBack)
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('keyup', onKey, true)
    document.removeEventListener('contextmenu', onMenu)
    window.removeEventListener('blur', putBack)
    place.removeEventListener('touchmove', onTouchMove)
    place.removeEventListener('scroll', onScroll)
  }
}

/** Below and beside the pointer; on the other side of it near the right and lower edge of the window. */
export function cardAt({ x, y }: Point): string {
  const right = x > window.innerWidth * 0.62
  const low = y > window.innerHeight * 0.62
  const across = right ? `calc(${Math.round(x) - 18}px - 100%)` : `${Math.round(x) + 18}px`
  const down = low ? `calc(${Math.round(y) - 22}px - 100%)` : `${Math.round(y) + 26}px`
  return `translate(${across}, ${down})`
}

/** The click that follows a drag opens nothing. */
function swallowClick(): void {
  const onClick = (event: Event): void => event.stopPropagation()
  document.addEventListener('click', onClick, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', onClick, true))
}
