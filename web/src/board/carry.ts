import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Block } from './day.ts'
import { nudged, propose, sameProposal, type Grab, type Nudge, type Proposal, type Spot } from './drag.ts'
import type { Layout } from './layout.ts'

/** What dropping would do. */
export type Intent =
  | { readonly kind: 'create'; readonly spaceId: string; readonly during: Interval }
  | { readonly kind: 'move' | 'copy'; readonly block: Block; readonly spaceId: string; readonly during: Interval }
  | { readonly kind: 'swap'; readonly block: Block; readonly other: Block }
  | { readonly kind: 'park'; readonly block: Block }

/** What is said of an intent: it fits, it wants an officer's word, or nobody can. `sure` once the server has said so. */
export interface Advice {
  readonly level: 'fits' | 'staff' | 'nobody'
  readonly violations: readonly ViolationWire[]
  readonly sure: boolean
}

/** What is on its way over the board, by pointer or by keys. */
export interface Carry {
  readonly grab: Grab
  readonly by: 'pointer' | 'keys'
  readonly copy: boolean
  /** The block with which it would change places. */
  readonly other: Block | null
  /** Over the lane where bookings are put down. */
  readonly parking: boolean
  /** Null while it is over no place where it could stand. */
  readonly proposal: Proposal | null
  readonly advice: Advice | null
}

export interface Carrying {
  readonly carry: ReadonlySignal<Carry | null>
  readonly take: (grab: Grab, by: Carry['by'], proposal: Proposal | null) => void
  readonly moveTo: (spot: Spot | null, how: Pick<Carry, 'copy' | 'other' | 'parking'>) => void
  readonly nudge: (nudge: Nudge) => void
  /** Lets go where it is: the page does the rest. Nothing happens where nothing would change. */
  readonly drop: () => void
  readonly putBack: () => void
}

export interface CarryingOptions {
  readonly layout: ReadonlySignal<Layout>
  readonly zone: string
  /** The rules the board can ask by itself, at once. */
  readonly advise: (intent: Intent) => Advice
  /** The server's word; null when it has none. */
  readonly ask: (intent: Intent) => Promise<Advice | null>
  readonly onDrop: (intent: Intent, advice: Advice) => void
  /** It was let go over no place, or put back. */
  readonly onNothing: (why: 'outside' | 'same' | 'put-back') => void
  /** Every new place, or new word on it: for those who hear the board. */
  readonly onStep?: (carry: Carry) => void
}

/** The server is asked when the hand has rested this long. */
const REST_MS = 120

/** One thing carried at a time; the newest question wins. */
export function createCarrying(options: CarryingOptions): Carrying {
  const { layout, zone, advise, ask, onDrop, onNothing, onStep } = options
  const carry = signal<Carry | null>(null)
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (next: Carry): void => {
    const intent = intentOf(next)
    carry.value = { ...next, advice: intent && advise(intent) }
    question += 1
    clearTimeout(timer)
    if (intent) timer = setTimeout(() => void confirm(intent, question), REST_MS)
    onStep?.(carry.value)
  }

  const confirm = async (intent: Intent, mine: number): Promise<void> => {
    const advice = await ask(intent)
    const now = carry.value
    if (mine !== question || !now || !advice) return
    carry.value = { ...now, advice }
    if (now.advice?.level !== advice.level) onStep?.(carry.value)
  }

  const end = (): Carry | null => {
    const last = carry.value
    question += 1
    clearTimeout(timer)
    carry.value = null
    return last
  }

  return {
    carry,
    take: (grab, by, proposal) => show({ grab, by, copy: false, other: null, parking: false, proposal, advice: null }),
    moveTo: (spot, how) => {
      const now = carry.value
      if (!now) return
      const proposal = propose(now.grab, spot, layout.value, zone)
      const same = how.copy === now.copy && how.other === now.other && how.parking === now.parking
      if (!same || !sameProposal(proposal, now.proposal)) show({ ...now, ...how, proposal })
    },
    nudge: (nudge) => {
      const now = carry.value
      if (!now?.proposal) return
      const proposal = nudged(now.proposal, now.grab, nudge, layout.value, zone)
      // A step against the edge is said again: silence would leave the hearer waiting.
      show({ ...now, proposal })
    },
    drop: () =>
      batch(() => {
        const last = end()
        if (!last) return
        const intent = intentOf(last)
        if (intent) onDrop(intent, last.advice ?? advise(intent))
        else onNothing(last.proposal ? 'same' : 'outside')
      }),
    putBack: () => {
      if (end()) onNothing('put-back')
    },
  }
}

/** What dropping it now would do; null when nothing would change. */
export function intentOf({ grab, copy, other, parking, proposal }: Carry): Intent | null {
  if (grab.kind === 'cells') return proposal && { kind: 'create', spaceId: proposal.spaceId, during: proposal.during }
  const { block } = grab
  if (parking) return grab.kind === 'body' ? { kind: 'park', block } : null
  if (other) return { kind: 'swap', block, other }
  if (!proposal) return null
  const stays =
    proposal.spaceId === block.spaceId &&
    proposal.during.start === block.during.start &&
    proposal.during.end === block.during.end
  if (stays) return null
  const { spaceId, during } = proposal
  return { kind: copy && grab.kind === 'body' ? 'copy' : 'move', block, spaceId, during }
}
