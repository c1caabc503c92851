import { signal, type ReadonlySignal } from '@preact/signals'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { call, isProblem } from '../api/call.ts'
import { randomKey } from '../api/idempotency.ts'
import {
  appealNoShow,
  checkIn,
  checkOut,
  countPresent,
  noteNoShow,
  readAttendance,
  releaseReservation,
} from './routes.ts'
import type { Failing } from '../components/Failure.tsx'
import type { ArrivalQueue } from './arrival-queue.ts'

/** What the desk may do to a reservation from the board. */
export type AttendanceAct =
  | { readonly kind: 'check-in'; readonly present: number; readonly despite: 'early' | 'no-show' | null }
  | { readonly kind: 'present'; readonly present: number }
  | { readonly kind: 'check-out' | 'release' | 'no-show' }
  | { readonly kind: 'appeal'; readonly reason: string; readonly restore: boolean }

export interface AttendanceModel {
  readonly attendance: ReadonlySignal<AttendanceWire | null>
  /** Why the last act was refused. */
  readonly failing: ReadonlySignal<Failing | null>
  readonly busy: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  readonly act: (act: AttendanceAct) => Promise<void>
}

export interface AttendanceModelOptions {
  readonly id: string
  readonly title: string
  readonly queue: ArrivalQueue
  /** Told after each act, with how it stands now: its version is what a taking back names. */
  readonly onDone: (act: AttendanceAct, attendance: AttendanceWire) => void
  readonly onQueued: () => void
  readonly now: () => number
  readonly send?: typeof call
}

/** Who came to one reservation, and what the desk does about it. */
export function createAttendanceModel(options: AttendanceModelOptions): AttendanceModel {
  const { id, title, queue, onDone, onQueued, now, send = call } = options
  const attendance = signal<AttendanceWire | null>(null)
  const failing = signal<Failing | null>(null)
  const busy = signal(false)

  const load = async (): Promise<void> => {
    const reply = await send(readAttendance, { params: { id } })
    if (reply.kind === 'ok') attendance.value = reply.body
  }

  const act = async (deed: AttendanceAct): Promise<void> => {
    if (busy.value) return
    busy.value = true
    failing.value = null
    const key = randomKey()
    const at = new Date(now()).toISOString()
    const reply = await sendAct(id, deed, at, key, send)
    busy.value = false
    if (reply.kind === 'ok') {
      attendance.value = reply.body
      onDone(deed, reply.body)
    } else if (reply.kind === 'offline' && deed.kind === 'check-in' && deed.despite === null) {
      queue.add({ key, of: { id }, at, present: deed.present, label: title })
      onQueued()
    } else {
      failing.value = reply
      // The server tells how it stands with every "no" of the door.
      const current = reply.kind === 'problem' ? (reply.problem.current as AttendanceWire | undefined) : undefined
      if (current) attendance.value = current
    }
  }

  return { attendance, failing, busy, load, act }
}

/** What the desk may do in spite of a refusal. */
export function wayOutOf(problem: ProblemWire, attendance: AttendanceWire | null): 'early' | 'no-show' | null {
  if (attendance === null || attendance.inside !== null) return null
  if (isProblem(problem, 'too-early')) return 'early'
  return isProblem(problem, 'freed-as-no-show') ? 'no-show' : null
}

async function sendAct(id: string, act: AttendanceAct, at: string, idempotencyKey: string, send: typeof call) {
  const params = { id }
  switch (act.kind) {
    case 'check-in':
      return await send(checkIn, {
        params,
        body: {
          at,
          present: act.present,
          ...(act.despite === 'early' ? { letInEarly: true } : {}),
          ...(act.despite === 'no-show' ? { restore: true } : {}),
        },
        idempotencyKey,
      })
    case 'present':
      return await send(countPresent, { params, body: { present: act.present }, idempotencyKey })
    case 'check-out':
      return await send(checkOut, { params, body: {}, idempotencyKey })
    case 'release':
      return await send(releaseReservation, { params, body: {}, idempotencyKey })
    case 'no-show':
      return await send(noteNoShow, { params, body: {}, idempotencyKey })
    case 'appeal':
      return await send(appealNoShow, {
        params,
        body: { reason: act.reason, ...(act.restore ? { restore: true } : {}) },
        idempotencyKey,
      })
  }
}
