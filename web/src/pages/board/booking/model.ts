import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { DeskOrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { MINUTE, type Interval } from '@gongyue/shared/time/interval.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { call } from '../../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../../api/idempotency.ts'
import { readOrder } from '../../../api/routes.ts'
import type { Block, BoardSpace } from '../../../board/day.ts'
import { toast } from '../../../components/Toasts.tsx'
import { obstaclesOf, readinessOf } from '../../../decisions/waivers.ts'
import { t } from '../../../text/arranging.ts'
import { t as words } from '../../../text/desk-booking.ts'
import type { Deed } from '../arranging/history.ts'
import { whereWords } from '../arranging/words.ts'
import type { BoardModel } from '../model.ts'
import { usualPeople, usualSpan, type Around } from './defaults.ts'
import { draftOf, isPeople, titleOf, type BookingForm, type Wanted } from './form.ts'
import { createPartyChoice, type PartyChoice } from './party-choice.ts'
import { walkInParty, type FoundParty } from './parties.ts'
import { bookAtDesk } from './place.ts'
import { askVerdict, verdictOf, type Verdict } from './verdict.ts'

/** `wanting`: something is missing, told beside its field. `barred`: rules stand that nobody at this desk sets aside. */
export type Sending =
  | { readonly kind: 'open' | 'sending' | 'barred' }
  | { readonly kind: 'wanting'; readonly what: 'who' | 'people' | 'reason' | 'consent' }

/** What was booked just now, for the slip and the code. */
export interface Booked {
  readonly order: OrderWire
  readonly space: BoardSpace
  readonly during: Interval
  readonly what: string
}

/** What is known before the form opens. */
export type Known = Partial<Pick<BookingForm, 'title' | 'headcount' | 'features'>> & {
  readonly party?: FoundParty | null
}

/** A booking made at the desk: where and when came from the board, the rest is as usual until somebody types. */
export interface Booking {
  readonly form: ReadonlySignal<BookingForm | null>
  readonly choice: PartyChoice
  readonly verdict: ReadonlySignal<Verdict>
  readonly sending: ReadonlySignal<Sending>
  /** What was booked last, until it is put away. */
  readonly booked: ReadonlySignal<Booked | null>
  readonly roles: () => readonly Role[]
  /** The day around the form; null while it is not on the screen. */
  readonly around: () => Around | null
  /** The form for exactly this span. */
  readonly open: (space: BoardSpace, during: Interval, known?: Known) => void
  /** The form for a cell: with the usual length, or until something stands in the way. */
  readonly openAt: (space: BoardSpace, instant: number) => void
  readonly type: (change: Partial<Omit<BookingForm, 'waivers'>>) => void
  readonly waive: (constraint: string, reason: string) => void
  readonly takeInstead: (alternative: AlternativeWire) => void
  /** Books; `consent` names the requests that are seen and lose. True when it is booked. */
  readonly book: (consent?: readonly string[]) => Promise<boolean>
  /** Books as usual for somebody who gives no name; where that is not possible the form says why. */
  readonly bookNow: (space: BoardSpace, during: Interval, known?: Known) => Promise<boolean>
  readonly close: () => void
  /** The same booking once more at another place. */
  readonly copy: (block: Block, spaceId: string, during: Interval) => Promise<Deed | null>
}

export interface BookingOptions {
  readonly board: BoardModel
  readonly send: typeof call
  readonly roles?: () => readonly Role[]
  readonly onBooked: (deed: Deed) => void
  readonly onRefreshed: () => void
}

const REST_MS = 150

export function createBooking(options: BookingOptions): Booking {
  const { board, send, roles = () => [], onBooked, onRefreshed } = options
  const { zone } = board
  const form = signal<BookingForm | null>(null)
  const verdict = signal<Verdict>({ kind: 'asking' })
  const sending = signal<Sending>({ kind: 'open' })
  const booked = signal<Booked | null>(null)
  const keyFor = idempotencyKeys()
  const choice = createPartyChoice(send, () => changed())
  let nameless: Promise<FoundParty | null> | undefined
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The newest answer, for who books before it has come. */
  let latest: Promise<void> = Promise.resolve()
  /** The hand rests, and the question has not been sent yet. */
  let resting = false

  const dayOnScreen = (): Around | null => {
    const state = board.state.value
    return state.kind === 'shown' ? { day: state.day, spaces: board.spaces.value, zone } : null
  }

  const around = (): Around | null => {
    const here = dayOnScreen()
    const start = form.value?.during.start
    return here && start !== undefined && here.day.dates.includes(localDateOf(start, zone)) ? here : null
  }

  /** Who is named, or the one party of all who are not. */
  const partyOf = async (): Promise<FoundParty | null> => {
    if (choice.party.value) return choice.party.value
    nameless ??= walkInParty(send)
    const party = await nameless
    if (!party) nameless = undefined
    return party
  }

  const ask = async (): Promise<void> => {
    const mine = (question += 1)
    clearTimeout(timer)
    resting = false
    const value = form.value
    if (!value || !isPeople(value.headcount)) return
    const party = await partyOf()
    if (mine !== question) return
    const next: Verdict = party
      ? await askVerdict(send, draftOf(value, { partyId: party.id }, zone))
      : { kind: 'failing', failing: { kind: 'offline' } }
    if (mine === question) settle(next)
  }

  /** Takes a verdict over; the reason for a start that has begun goes without saying. */
  const settle = (next: Verdict): void => {
    batch(() => {
      verdict.value = next
      const value = form.value
      const late = next.kind === 'refused' && next.violations.some(({ constraint }) => constraint === 'notice')
      if (value && late && value.waivers['notice'] === undefined && isSoon(value))
        form.value = { ...value, waivers: { ...value.waivers, notice: words('reasonWalkIn') } }
    })
  }

  const isSoon = ({ during }: BookingForm): boolean => during.start - board.now.value < SOON

  /** Other content: the last verdict is of something else. */
  const changed = (): void => {
    if (!form.value) return
    question += 1
    batch(() => {
      sending.value = { kind: 'open' }
      verdict.value = { kind: 'asking' }
    })
    clearTimeout(timer)
    resting = true
    timer = setTimeout(() => (latest = ask()), REST_MS)
  }

  const show = (next: BookingForm, first: Verdict = { kind: 'asking' }): void => {
    batch(() => {
      form.value = next
      booked.value = null
      sending.value = { kind: 'open' }
      verdict.value = first
    })
    if (first.kind === 'asking') latest = ask()
  }

  const deedOf = ({ id }: OrderWire, draft: DeskOrderDraftWire, what: string): Deed => ({
    kind: 'created',
    orderId: id,
    what,
    again: async () => {
      const reply = await bookAtDesk(send, draft, randomKey())
      return reply.kind === 'booked' ? { orderId: reply.order.id } : null
    },
  })

  const formFor = (space: BoardSpace, during: Interval, known: Known): BookingForm => ({
    space,
    during,
    title: known.title ?? '',
    headcount: known.headcount ?? String(usualPeople(space)),
    features: known.features ?? [],
    waivers: {},
  })

  const open = (space: BoardSpace, during: Interval, known: Known = {}): void => {
    // Somebody is being written down and the clerk only looks for another place.
    const before = form.value
    if (before === null || known.party !== undefined) choice.choose(known.party ?? null)
    const kept = before ? { title: before.title, headcount: before.headcount, features: before.features } : {}
    show(formFor(space, during, { ...(before?.space.kind === space.kind ? kept : {}), ...known }))
  }

  const wanting = (what: Extract<Sending, { readonly kind: 'wanting' }>['what']): false => {
    sending.value = { kind: 'wanting', what }
    return false
  }

  /** What is sent; null when something is missing, and then that is told. */
  const wantedNow = async (value: BookingForm, consent: readonly string[]): Promise<Wanted | null> => {
    const said = verdict.value
    const readiness = readinessOf(obstaclesOf(said.kind === 'refused' ? said.violations : [], roles()), value.waivers)
    if (readiness.kind === 'barred') {
      sending.value = { kind: 'barred' }
      return null
    }
    if (readiness.kind === 'wanting') return wanting('reason') || null
    if (said.kind === 'displacing' && consent.length === 0) return wanting('consent') || null
    const party = await partyOf()
    if (party) return { partyId: party.id, waivers: readiness.waivers, displace: consent }
    settle({ kind: 'failing', failing: { kind: 'offline' } })
    return null
  }

  const book = async (consent: readonly string[] = []): Promise<boolean> => {
    if (!form.value || sending.value.kind === 'sending') return false
    if (choice.query.value.trim() !== '' && !choice.party.value) return wanting('who')
    if (!isPeople(form.value.headcount)) return wanting('people')
    sending.value = { kind: 'sending' }
    if (verdict.value.kind === 'asking') await (resting ? ask() : latest)
    const value = form.value
    const wanted = value && (await wantedNow(value, consent))
    if (!value || !wanted) {
      if (sending.peek().kind === 'sending') sending.value = { kind: 'open' }
      return false
    }
    const draft = draftOf(value, wanted, zone)
    const reply = await bookAtDesk(send, draft, keyFor(draft))
    if (reply.kind !== 'booked') {
      question += 1
      settle(verdictOf(reply))
      sending.value = { kind: 'open' }
      onRefreshed()
      return false
    }
    const what = t('created', { where: whereWords(board, value.space.id, value.during), title: titleOf(value) })
    if (choice.party.value) choice.note(choice.party.value)
    batch(() => {
      form.value = null
      sending.value = { kind: 'open' }
      booked.value = { order: reply.order, space: value.space, during: value.during, what }
    })
    onBooked(deedOf(reply.order, draft, what))
    return true
  }

  return {
    form,
    choice,
    verdict: computed(() => verdict.value),
    sending: computed(() => sending.value),
    booked,
    roles,
    around,
    open,
    openAt: (space, instant) => {
      const here = dayOnScreen()
      if (here) open(space, usualSpan(space, instant, here))
    },
    type: (change) => {
      if (!form.value) return
      form.value = { ...form.value, ...change }
      changed()
    },
    waive: (constraint, reason) => {
      if (form.value) form.value = { ...form.value, waivers: { ...form.value.waivers, [constraint]: reason } }
      sending.value = { kind: 'open' }
    },
    takeInstead: ({ lines: [line], headcount }) => {
      const space = board.spaces.value.find(({ id }) => id === line?.spaceId)
      if (!line || !space || !form.value) return
      const during = { start: Date.parse(line.start), end: Date.parse(line.end) }
      show({
        ...form.value,
        space,
        during,
        waivers: {},
        ...(headcount !== undefined && { headcount: String(headcount) }),
      })
    },
    book,
    bookNow: async (space, during, known = {}) => {
      open(space, during, { party: null, ...known })
      return await book()
    },
    close: () => {
      question += 1
      clearTimeout(timer)
      batch(() => {
        form.value = null
        booked.value = null
      })
    },
    copy: async (block, spaceId, during) => {
      const space = board.spaces.value.find(({ id }) => id === spaceId)
      const order = block.orderId === null ? null : await send(readOrder, { params: { id: block.orderId } })
      if (!space || order?.kind !== 'ok') {
        toast(t('copyUnknown', { title: block.title }))
        return null
      }
      const { title, partyId } = order.body
      const copied = formFor(space, during, { title, headcount: String(block.headcount) })
      const draft = draftOf(copied, { partyId }, zone)
      const reply = await bookAtDesk(send, draft, randomKey())
      if (reply.kind === 'booked')
        return deedOf(reply.order, draft, t('copied', { where: whereWords(board, spaceId, during), title }))
      // The form says why, with all that is known filled in.
      choice.choose({ id: partyId, name: order.body.partyName })
      show(copied, verdictOf(reply))
      return null
    },
  }
}

/** Who wants to start within the hour stands at the desk. */
const SOON = 60 * MINUTE
