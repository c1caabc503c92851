import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { AlternativeWire, ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { readCheckInText } from '@gongyue/shared/domain/check-in-code.ts'
import { call, isProblem } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import { checkIn, checkInByCode, findArrivals, takeBackAttendance } from './routes.ts'
import type { Failing } from '../components/Failure.tsx'
import { todayAt } from '../text/when.ts'
import type { ArrivalQueue } from './arrival-queue.ts'
import { isAtDoor } from './door-space.ts'

/** What the door shows. */
export type Door =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  | {
      readonly kind: 'found'
      readonly attendance: AttendanceWire
      readonly refused: Refused | null
      readonly offline: boolean
    }
  | { readonly kind: 'list'; readonly items: readonly AttendanceWire[]; readonly offline: boolean }
  /** A code without a card: the network is away and nothing is known of it. */
  | { readonly kind: 'unknown-offline'; readonly code: string }
  | { readonly kind: 'failing'; readonly failing: Failing }
  | { readonly kind: 'in'; readonly attendance: AttendanceWire }
  | { readonly kind: 'queued'; readonly label: string }

/** Why not, and what the desk may do about it. */
export interface Refused {
  readonly problem: ProblemWire
  readonly wayOut: 'let-in-early' | 'restore' | null
  readonly alternatives: readonly AlternativeWire[]
}

export interface DoorModel {
  readonly door: ReadonlySignal<Door>
  readonly busy: ReadonlySignal<boolean>
  readonly present: ReadonlySignal<number>
  readonly expected: ReadonlySignal<readonly AttendanceWire[]>
  readonly count: (present: number) => void
  /** A code, the text of a picture, or a name. */
  readonly enter: (text: string) => Promise<void>
  readonly choose: (attendance: AttendanceWire) => Promise<void>
  /** Checks in what is shown, or queues it when no answer comes. */
  readonly confirm: (wayOut?: Refused['wayOut']) => Promise<void>
  readonly takeBack: () => Promise<void>
  readonly clear: () => void
  /** Those who are expected today, known for the time without a network. */
  readonly refresh: () => Promise<void>
}

export interface DoorModelOptions {
  readonly facilityId: string
  readonly zone: string
  /** Epoch milliseconds of this PC; the server's answers correct it. */
  readonly clock?: () => number
  readonly queue: ArrivalQueue
  /** The room at whose door they stand; null at the desk. */
  readonly here?: () => SpaceWire | null
  readonly send?: typeof call
}

/** Who stands at the door: found, looked at, let in with one key. */
export function createDoorModel(options: DoorModelOptions): DoorModel {
  const { facilityId, zone, queue, clock = Date.now, here = () => null, send = call } = options
  const door = signal<Door>({ kind: 'idle' })
  const busy = signal(false)
  const present = signal(1)
  const expected = signal<readonly AttendanceWire[]>([])
  const keyFor = idempotencyKeys()
  let entered = 0
  let skew = 0

  /** By the server's clock. */
  const now = (): string => new Date(clock() + skew).toISOString()
  const atDoor = (): { readonly spaceId?: string } => {
    const space = here()
    return space ? { spaceId: space.id } : {}
  }
  const today = (): string => todayAt(zone, clock() + skew)

  const show = (next: Door): void => {
    door.value = next
    if (next.kind === 'found') present.value = next.attendance.present ?? next.attendance.headcount
  }

  const shownAs = (attendance: AttendanceWire, problem: ProblemWire | null): Door => ({
    kind: 'found',
    attendance,
    refused: problem && { problem, wayOut: wayOutOf(problem, attendance), alternatives: problem.alternatives ?? [] },
    offline: false,
  })

  const refusal = (problem: ProblemWire): Door => {
    // The server tells how it stands with every "no" of the door.
    const current = problem.current as AttendanceWire | undefined
    return current ? shownAs(current, problem) : { kind: 'failing', failing: { kind: 'problem', problem } }
  }

  /** Without a network: what was known of today is enough to see whom it is for. */
  const fromMemory = (code: string, day: string): Door => {
    const known = expected.value.find((one) => one.code === code && one.day === day)
    return known
      ? { kind: 'found', attendance: known, refused: null, offline: true }
      : { kind: 'unknown-offline', code }
  }

  const lookUp = async (text: string, mine: number): Promise<void> => {
    const reply = await send(checkInByCode, {
      query: { dryRun: true },
      body: { code: text, ...atDoor() },
      idempotencyKey: keyFor(['look', text, mine]),
    })
    if (mine !== entered) return
    if (reply.kind === 'ok') show(shownAs(reply.body, null))
    else if (reply.kind === 'problem') show(refusal(reply.problem))
    else {
      const read = readCheckInText(text, facilityId)
      show(read.kind === 'code' ? fromMemory(read.code, read.day ?? today()) : { kind: 'failing', failing: reply })
    }
  }

  const search = async (text: string, mine: number): Promise<void> => {
    const reply = await send(findArrivals, { query: { text } })
    if (mine !== entered) return
    if (reply.kind === 'problem') return show({ kind: 'failing', failing: reply })
    const offline = reply.kind === 'offline'
    const items = offline ? expected.value.filter((one) => namesOf(one).includes(text)) : reply.body.items
    const [only] = items
    if (items.length === 1 && only) await choose(only)
    else show({ kind: 'list', items, offline })
  }

  const choose = async (attendance: AttendanceWire): Promise<void> => {
    const mine = (entered += 1)
    const reply = await send(checkIn, {
      params: { id: attendance.id },
      query: { dryRun: true },
      body: atDoor(),
      idempotencyKey: keyFor(['choose', attendance.id, mine]),
    })
    if (mine !== entered) return
    if (reply.kind === 'ok') show(shownAs(reply.body, null))
    else if (reply.kind === 'problem') show(refusal(reply.problem))
    else show({ kind: 'found', attendance, refused: null, offline: true })
  }

  const confirm = async (wayOut: Refused['wayOut'] = null): Promise<void> => {
    const at = door.value
    if (busy.value) return
    if (at.kind === 'unknown-offline') {
      queue.add({ of: { code: at.code, day: today() }, at: now(), present: null, label: at.code })
      return show({ kind: 'queued', label: at.code })
    }
    if (at.kind !== 'found' || (at.refused && wayOut === null)) return
    busy.value = true
    const { attendance } = at
    const happened = now()
    const asked = {
      ...(wayOut === 'let-in-early' ? { letInEarly: true } : {}),
      ...(wayOut === 'restore' ? { restore: true } : {}),
      ...atDoor(),
    }
    const body = { at: happened, present: present.value, ...asked }
    // Queued with the same key and body: the first sending may have arrived although its answer did not.
    const key = keyFor(['confirm', attendance.id, body])
    const reply = await send(checkIn, { params: { id: attendance.id }, body, idempotencyKey: key })
    busy.value = false
    if (reply.kind === 'ok') {
      show({ kind: 'in', attendance: reply.body })
      void refresh()
    } else if (reply.kind === 'problem') show(refusal(reply.problem))
    else if (wayOut !== null) show({ kind: 'failing', failing: reply })
    else {
      queue.add({ key, of: { id: attendance.id }, at: happened, present: present.value, label: attendance.title })
      show({ kind: 'queued', label: attendance.title })
    }
  }

  const takeBack = async (): Promise<void> => {
    const at = door.value
    if (at.kind !== 'in') return
    const { id, version } = at.attendance
    const reply = await send(takeBackAttendance, {
      params: { id },
      body: { version },
      idempotencyKey: keyFor(['back', id, version]),
    })
    show(reply.kind === 'ok' ? shownAs(reply.body, null) : { kind: 'failing', failing: reply })
  }

  const refresh = async (): Promise<void> => {
    const reply = await send(findArrivals, { query: { limit: 100 } })
    if (reply.kind !== 'ok') return
    skew = Date.parse(reply.body.at) - clock()
    expected.value = reply.body.items
  }

  return {
    door,
    busy,
    present,
    expected: computed(() => {
      const space = here()
      return expected.value.filter(
        ({ state, spaceId }) => state === 'confirmed' && (space === null || isAtDoor(space, spaceId)),
      )
    }),
    count: (people) => (present.value = Math.max(1, people)),
    enter: async (text) => {
      const wanted = text.trim()
      const mine = (entered += 1)
      if (wanted === '') return show({ kind: 'idle' })
      show({ kind: 'looking' })
      await (/^[\d\s-]{6,}$/.test(wanted) ? lookUp(wanted, mine) : search(wanted, mine))
    },
    choose,
    confirm,
    takeBack,
    clear: () => {
      entered += 1
      show({ kind: 'idle' })
    },
    refresh,
  }
}

function wayOutOf(problem: ProblemWire, { inside }: AttendanceWire): Refused['wayOut'] {
  if (inside !== null) return null
  if (isProblem(problem, 'too-early')) return 'let-in-early'
  return isProblem(problem, 'freed-as-no-show') ? 'restore' : null
}

function namesOf({ title, partyName, placedBy, reference, code }: AttendanceWire): string {
  return [title, partyName, placedBy, reference, code].join(' ')
}
