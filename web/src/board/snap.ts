import { gridLineFrom, gridLineUntil } from '@gongyue/shared/time/grid.ts'

/** The grid line nearest to an instant; lines are counted from the facility's midnight. */
export function nearestLine(instant: number, gridMinutes: number, zone: string): number {
  const before = gridLineUntil(instant, gridMinutes, zone)
  const after = gridLineFrom(instant, gridMinutes, zone)
  return instant - before < after - instant ? before : after
}

/** The line after an instant that lies on one, else the next one; `step` backwards is -1. */
export function lineBeside(instant: number, step: 1 | -1, gridMinutes: number, zone: string): number {
  return step === 1 ? gridLineFrom(instant + 1, gridMinutes, zone) : gridLineUntil(instant - 1, gridMinutes, zone)
}
