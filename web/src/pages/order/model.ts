import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { CellWire } from '@gongyue/shared/api/availability.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { listDayTypes } from '../../api/routes.ts'
import { keepDraft, recallDraft } from '../../app/storage.ts'
import type { StripDay } from '../../components/DateStrip.tsx'
import { dayOf, todayAt, type Day } from '../../text/when.ts'
import { cardFor, sampleOf, type Card } from './catalogue.ts'
import { checkBody, emptyDraft, gapsIn, orderBody, revived, type Draft, type WantedLine } from './draft.ts'
import { createCellStore, loadHouse, type Cells, type House } from './facts.ts'
import { freePart, mayCollide, spaceAtStart } from './free-part.ts'
import { suggestedHeadcount } from './headcount.ts'
import { sendOrder, type Sending } from './sending.ts'
import { tap, type Span, type Tapped } from './span.ts'
import { followVerdict, type Verdict } from './verdict.ts'
import { createWhyModel } from './why.ts'

/** Cells are hours unless the reader wants halves. */
export const CELL_MINUTES = [60, 30] as const

export type OrderModel = ReturnType<typeof createOrderModel>

/** State of the order page. `now` in epoch milliseconds. */
export function createOrderModel(session: SessionWire, now: () => number) {
  // Whoever uses this device next must not find it.
  const draftName = `order.${session.user.id}`
  const partyIds = session.parties.map(({ id }) => id)
  const today = todayAt(session.facility.timeZone, now())
  const house = signal<House>({ kind: 'loading' })
  const draft = signal<Draft>(revived(recallDraft(draftName), partyIds, now()))
  const date = signal<Day>(today)
  const cardKey = signal<string | null>(null)
  const minutes = signal<number>(CELL_MINUTES[0])
  /** True while the last line is the one that the grid shows and changes. */
  const lineOpen = signal(false)
  const verdict = signal<Verdict>({ kind: 'none' })
  const sending = signal<Sending>({ kind: 'idle' })
  const why = createWhyModel()
  /** A day beyond the strip that was chosen from the calendar. */
  const farDays = signal<readonly StripDay[]>([])
  const store = createCellStore()
  const keyFor = idempotencyKeys()
  let checkAgain = (): void => undefined

  const cards = computed(() => (house.value.kind === 'ready' ? house.value.cards : []))
  const card = computed(() => cards.value.find(({ key }) => key === cardKey.value) ?? null)
  const spaces = computed(
    () => new Map(house.value.kind === 'ready' ? house.value.spaces.map((space) => [space.id, space] as const) : []),
  )
  const asked = computed(() =>
    [...new Set(draft.value.lines.map(({ spaceId }) => spaceId))].flatMap((id) => spaces.value.get(id) ?? []),
  )
  const withConditions = computed(() => asked.value.filter(({ conditions }) => conditions !== null))
  const headcount = computed(() => draft.value.headcount ?? suggestedHeadcount(asked.value[0]))
  const chosen = computed<Span | null>(() => {
    const line = lineOpen.value ? draft.value.lines[draft.value.lines.length - 1] : undefined
    const shown = line && cardFor(line.spaceId, cards.value)?.key === cardKey.value && dayOf(line.start) === date.value
    return line && shown ? { start: line.start, end: line.end } : null
  })

  const days = computed<readonly StripDay[]>(() => {
    if (house.value.kind !== 'ready') return []
    const strip = house.value.days
    return [
      ...strip,
      ...farDays.value.filter((far) => far.date === date.value && !strip.some((one) => one.date === far.date)),
    ]
  })

  const change = (part: Partial<Draft>) => {
    draft.value = { ...draft.value, ...part }
    if (sending.value.kind !== 'sending') sending.value = { kind: 'idle' }
  }
  const askedCells = (one: Card) => ({
    card: one,
    date: date.value,
    minutes: minutes.value,
    partyId: draft.value.partyId,
  })
  const cells = computed<Cells>(() => (card.value ? store.read(askedCells(card.value)) : { kind: 'loading' }))

  /** What the live check asks about: neither title nor remarks change the answer. */
  const question = computed(() =>
    house.value.kind === 'ready' && draft.value.lines.length > 0
      ? JSON.stringify(checkBody({ ...draft.value, title: '', purpose: '' }, headcount.value, withConditions.value))
      : null,
  )

  const setOpenLine = (line: WantedLine | null) => {
    const { lines } = draft.value
    const before = lineOpen.value ? lines.slice(0, -1) : lines
    batch(() => {
      lineOpen.value = line !== null
      change({ lines: line ? [...before, line] : before })
    })
  }

  return {
    house: readable(house),
    today,
    days,
    parties: session.parties,
    draft: readable(draft),
    date: readable(date),
    card,
    cards,
    cells,
    chosen,
    minutes: readable(minutes),
    lineOpen: readable(lineOpen),
    headcount,
    spaces,
    withConditions,
    verdict: readable(verdict),
    sending: readable(sending),
    why: why.why,
    readCells: (one: Card): Cells => store.read(askedCells(one)),

    async load() {
      house.value = { kind: 'loading' }
      house.value = await loadHouse(session.facility.code, today)
      const last = draft.value.lines[draft.value.lines.length - 1]
      if (last && cardKey.value === null) showLine(last)
      // `?space=classroom-204`: the code on a door leads to its room.
      const code = new URLSearchParams(location.search).get('space')
      const wanted = code ? [...spaces.value.values()].find((space) => space.code === code) : undefined
      if (wanted) cardKey.value = cardFor(wanted.id, cards.value)?.key ?? null
    },
    loadCells: (one: Card, fresh = false) => store.load(askedCells(one), fresh),
    /** Others took or gave back a place: the grid on the screen is asked for again. */
    refreshCells() {
      const at = card.peek()
      if (at) void store.refresh(askedCells(at))
    },
    loadRooms: (all: readonly Card[], stop: () => boolean) => store.loadAll(all.map(askedCells), stop),

    chooseDate,
    chooseCard(key: string | null) {
      cardKey.value = key
    },
    chooseMinutes(length: number) {
      minutes.value = length
    },

    /** A tap on a free cell; gives back what it came to, so that the page can say why nothing was chosen. */
    tapCell(index: number): Tapped {
      const at = card.value
      const grid = cells.value
      if (!at || grid.kind !== 'ready') return { kind: 'cleared' }
      const tapped = tap(index, chosen.value, grid.cells, sampleOf(at))
      if (tapped.kind === 'cleared') setOpenLine(null)
      else if (tapped.kind !== 'too-short') void choose(at, tapped.span, grid.cells)
      return tapped
    },

    async askWhy(cell: CellWire) {
      const at = card.value
      if (!at) return
      const sample = sampleOf(at)
      await why.ask({
        cell,
        spaceId: cell.spaceId ?? sample.id,
        headcount: draft.value.headcount ?? suggestedHeadcount(sample),
        partyId: draft.value.partyId,
      })
    },
    closeWhy: () => why.close(),

    /** Takes an alternative from a grey cell: it becomes the line that the grid shows. */
    takeForCell(alternative: AlternativeWire) {
      const [first, ...rest] = alternative.lines
      if (!first) return
      batch(() => {
        why.close()
        setOpenLine(first)
        if (rest.length > 0) change({ lines: [...draft.value.lines, ...rest] })
        if (alternative.headcount !== undefined) change({ headcount: alternative.headcount })
        showLine(rest[rest.length - 1] ?? first)
      })
    },
    /** Takes an alternative to the whole order. */
    take(alternative: AlternativeWire) {
      const last = alternative.lines[alternative.lines.length - 1]
      batch(() => {
        change({
          lines: alternative.lines,
          ...(alternative.headcount === undefined ? {} : { headcount: alternative.headcount }),
        })
        if (last) showLine(last)
      })
    },

    /** Puts the chosen line into the basket and makes room for the next. */
    addAnother() {
      batch(() => {
        lineOpen.value = false
        cardKey.value = null
      })
    },
    removeLine(index: number) {
      const { lines } = draft.value
      batch(() => {
        if (index === lines.length - 1) lineOpen.value = false
        change({ lines: lines.filter((_, at) => at !== index) })
      })
    },
    change,
    acceptConditions(space: SpaceWire, accepted: boolean) {
      const { [space.id]: _, ...others } = draft.value.conditions
      change({
        conditions: accepted && space.conditions ? { ...others, [space.id]: space.conditions.version } : others,
      })
    },

    async place() {
      if (sending.value.kind === 'sending') return
      const gaps = gapsIn(draft.value, headcount.value, withConditions.value)
      if (gaps) {
        sending.value = { kind: 'incomplete', gaps }
        return
      }
      const body = orderBody(draft.value, headcount.value, withConditions.value)
      sending.value = { kind: 'sending' }
      const sent = await sendOrder(body, keyFor(body))
      batch(() => {
        sending.value = sent.kind === 'refused' ? { kind: 'refused' } : sent
        if (sent.kind === 'refused') verdict.value = { kind: 'answered', answer: sent.answer }
        if (sent.kind !== 'placed') return
        draft.value = emptyDraft(draft.value.partyId)
        verdict.value = { kind: 'none' }
        lineOpen.value = false
        cardKey.value = null
        store.clear()
      })
      // What stood in the way is new: the grid is read again.
      if (sent.kind === 'refused' && card.value) await store.load(askedCells(card.value), true)
    },
    /** Asks for the verdict again, after a failure. */
    recheck: () => checkAgain(),
    /** After a placed order: a new one. */
    startAgain() {
      sending.value = { kind: 'idle' }
    },

    /** Keeps the draft and asks for a verdict whenever the order changes; gives back how to stop. */
    watch(): () => void {
      const stopKeeping = effect(() => {
        const { value } = draft
        keepDraft(draftName, value.lines.length > 0 || value.title || value.purpose ? value : null)
      })
      const following = followVerdict(question, verdict)
      checkAgain = following.again
      return () => {
        stopKeeping()
        following.stop()
      }
    },
  }

  function showLine(line: WantedLine): void {
    batch(() => {
      cardKey.value = cardFor(line.spaceId, cards.value)?.key ?? null
      chooseDate(dayOf(line.start))
      lineOpen.value = true
    })
  }

  /** A day beyond the strip joins it, with its type as soon as that is known. */
  function chooseDate(day: Day): void {
    date.value = day
    if (house.value.kind !== 'ready' || house.value.days.some((one) => one.date === day)) return
    void call(listDayTypes, { query: { facility: session.facility.code, from: day, until: day } }).then((reply) => {
      if (reply.kind === 'ok') farDays.value = reply.body.items
    })
  }

  /** Chooses at once what the first cell names; where that may not hold for the whole span, the server names a better one. */
  async function choose(at: Card, span: Span, grid: readonly CellWire[]): Promise<void> {
    const kept = lineOpen.value ? draft.value.lines.slice(0, -1) : draft.value.lines
    const basket = new Set(
      kept.filter((line) => line.start < span.end && span.start < line.end).map(({ spaceId }) => spaceId),
    )
    setOpenLine({ spaceId: spaceAtStart(at, span, grid), ...span })
    if (at.kind === 'single' || !mayCollide(at, span, grid, basket)) return
    const spaceId = await freePart(at, span, basket, draft.value.partyId)
    const still = chosen.value?.start === span.start && chosen.value.end === span.end && card.value?.key === at.key
    if (still && spaceId) setOpenLine({ spaceId, ...span })
  }
}

/** Pages read; only the model writes. */
function readable<T>(signalOfModel: Signal<T>): ReadonlySignal<T> {
  return signalOfModel
}
