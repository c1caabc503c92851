import { wallClockAt } from '../text/when.ts'

/**
 * An instant from what a field of date and time shows by the facility's clock. The offset is asked of the browser's own tables; in the hour that a
 * clock skips it is that of before.
 */
export function instantOf(local: string, timeZone: string): string {
  const shown = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`)
  if (Number.isNaN(shown)) return ''
  const offset = (at: number): number => Date.parse(`${wallClockAt(timeZone, at)}Z`) - at
  const near = shown - offset(shown)
  const at = shown - offset(near)
  // carries the facility's offset, as those of the server do: what shows it cuts it
  return `${wallClockAt(timeZone, at)}${offsetText(offset(at))}`
}

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}

/** What a field of date and time shows of an instant that carries the facility's offset: `2026-12-04T19:00`. */
export function localOf(instant: string): string {
  return instant.slice(0, 16)
}
