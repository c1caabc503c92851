import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { OrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { readOrder } from '../../../api/routes.ts'
import type { Block, BoardSpace } from '../../../board/day.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { toast } from '../../../components/Toasts.tsx'
import { t } from '../../../text/arranging.ts'
import type { Deed } from '../arranging/history.ts'
import { whereWords } from '../arranging/words.ts'
import type { BoardModel } from '../model.ts'
import { findParties, type FoundParty } from './parties.ts'
import { bookAtDesk } from './place.ts'

/** What stands in the form. */
export interface BookingForm {
  readonly space: BoardSpace
  readonly during: Interval
  readonly title: string
  readonly headcount: string
  readonly query: string
  readonly party: FoundParty | null
  readonly key: string
}

export type Sending =
  | { readonly kind: 'open' }
  | { readonly kind: 'wanting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failing'; readonly failing: Failing }

/** A booking made at the desk: where and when came from the board, what and for whom is typed. */
export interface Booking {
  readonly form: ReadonlySignal<BookingForm | null>
  readonly sending: ReadonlySignal<Sending>
  readonly found: ReadonlySignal<readonly FoundParty[]>
  readonly open: (space: BoardSpace, during: Interval) => void
  readonly type: (change: Partial<Pick<BookingForm, 'title' | 'headcount' | 'during' | 'space'>>) => void
  readonly look: (query: string) => void
  readonly choose: (party: FoundParty) => void
  readonly book: () => Promise<void>
  readonly close: () => void
  /** The same booking once more at another place. */
  readonly copy: (block: Block, spaceId: string, during: Interval) => Promise<Deed | null>
}

export interface BookingOptions {
  readonly board: BoardModel
  readonly send: typeof call
  readonly onBooked: (deed: Deed) => void
  readonly onRefreshed: () => void
}

const REST_MS = 150

export function createBooking({ board, send, onBooked, onRefreshed }: BookingOptions): Booking {
  const form = signal<BookingForm | null>(null)
  const sending = signal<Sending>({ kind: 'open' })
  const found = signal<readonly FoundParty[]>([])
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const placeAnew = (draft: OrderDraftWire) => async (): Promise<{ readonly orderId: string } | null> => {
    const reply = await bookAtDesk(send, draft, randomKey())
    return reply.kind === 'booked' ? { orderId: reply.order.id } : null
  }

  const deedOf = (orderId: string, draft: OrderDraftWire, what: string): Deed => ({
    kind: 'created',
    orderId,
    what,
    again: placeAnew(draft),
  })

  const draftOf = (
    space: BoardSpace,
    during: Interval,
    rest: Pick<OrderDraftWire, 'title' | 'headcount' | 'partyId'>,
  ) => ({
    ...rest,
    // The conditions hang at the desk, and the clerk says so.
    ...(space.conditions && { conditions: { [space.id]: space.conditions.version } }),
    lines: [
      {
        kind: 'space' as const,
        spaceId: space.id,
        start: formatInstant(during.start, board.zone),
        end: formatInstant(during.end, board.zone),
      },
    ],
  })

  const look = (query: string): void => {
    question += 1
    const mine = question
    if (form.value) form.value = { ...form.value, query, party: null }
    clearTimeout(timer)
    timer = setTimeout(() => {
      void findParties(send, query).then((parties) => {
        if (mine === question) found.value = parties
      })
    }, REST_MS)
  }

  return {
    form,
    sending: computed(() => sending.value),
    found,
    open: (space, during) => {
      batch(() => {
        form.value = { space, during, title: '', headcount: '', query: '', party: null, key: randomKey() }
        sending.value = { kind: 'open' }
        found.value = []
      })
      look('')
    },
    type: (change) => {
      // Other content is another order.
      if (form.value) form.value = { ...form.value, ...change, key: randomKey() }
    },
    look,
    choose: (party) => {
      if (form.value) form.value = { ...form.value, party, query: party.name, key: randomKey() }
    },
    book: async () => {
      const { value } = form
      if (!value || sending.value.kind === 'sending') return
      const headcount = Number(value.headcount)
      if (!value.party || value.title.trim() === '' || !Number.isInteger(headcount) || headcount < 1) {
        sending.value = { kind: 'wanting' }
        return
      }
      sending.value = { kind: 'sending' }
      const draft = draftOf(value.space, value.during, {
        title: value.title.trim(),
        headcount,
        partyId: value.party.id,
      })
      const reply = await bookAtDesk(send, draft, value.key)
      if (reply.kind !== 'booked') {
        sending.value = { kind: 'failing', failing: reply }
        return onRefreshed()
      }
      const where = whereWords(board, value.space.id, value.during)
      batch(() => {
        form.value = null
        sending.value = { kind: 'open' }
      })
      onBooked(deedOf(reply.order.id, draft, t('created', { where, title: draft.title })))
    },
    close: () => (form.value = null),
    copy: async (block, spaceId, during) => {
      const space = board.spaces.value.find(({ id }) => id === spaceId)
      const order = block.orderId === null ? null : await send(readOrder, { params: { id: block.orderId } })
      if (!space || order?.kind !== 'ok') {
        toast(t('copyUnknown', { title: block.title }))
        return null
      }
      const { title, partyId } = order.body
      const draft = draftOf(space, during, { title, partyId, headcount: block.headcount })
      const reply = await bookAtDesk(send, draft, randomKey())
      if (reply.kind === 'booked')
        return deedOf(reply.order.id, draft, t('copied', { where: whereWords(board, spaceId, during), title }))
      // The form says why, with all that is known filled in.
      batch(() => {
        const party = { id: partyId, name: order.body.partyName }
        form.value = {
          space,
          during,
          title,
          headcount: String(block.headcount),
          query: party.name,
          party,
          key: randomKey(),
        }
        sending.value = { kind: 'failing', failing: reply }
      })
      return null
    },
  }
}
