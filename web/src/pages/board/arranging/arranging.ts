import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { ActWire } from '@gongyue/shared/api/acts.ts'
import type { AlternativeWire, ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { createCarrying, type Carry, type Carrying, type Intent } from '../../../board/carry.ts'
import { cursorOn } from '../../../board/cursor.ts'
import type { Block } from '../../../board/day.ts'
import { holdOf } from '../../../board/drag.ts'
import type { Layout } from '../../../board/layout.ts'
import { NO_OVERLAY, type Overlay } from '../../../board/overlay.ts'
import type { Command } from '../../../board/view.ts'
import type { Failing } from '../../../components/Failure.tsx'
import type { Waiver } from '../../../decisions/model.ts'
import { t } from '../../../text/arranging.ts'
import { problemSentence } from '../../../text/problems.ts'
import { t as shell } from '../../../text/shell.ts'
import type { BoardModel } from '../model.ts'
import { createAdviser } from './adviser.ts'
import { blocksAfter, changeOf, placingsOf, type Placing } from './changes.ts'
import { createHistory, type Deed, type History } from './history.ts'
import { createOutbox, type Job, type Outbox } from './outbox.ts'
import { overlayOf } from './overlay-of.ts'
import { createQuestions, type Questions } from './questions.ts'
import { createStaging, type Staging } from './staging.ts'
import { stepWords, whereWords } from './words.ts'

/** Moving bookings about: what is carried, put down, asked, sent, and taken back. */
export interface Arranging {
  readonly carrying: Carrying
  readonly staging: Staging
  readonly outbox: Outbox
  readonly history: History
  readonly questions: Questions
  readonly said: ReadonlySignal<string>
  readonly refuse: (block: Block) => void
  readonly command: (command: Command, block: Block) => void
  /** What a form asks for, as if it had been dropped there. */
  readonly put: (intent: Intent) => void
  /** Takes a parked booking in hand, by keys. */
  readonly pickUp: (block: Block) => void
  readonly saveTogether: () => void
  /** Sends again what was asked about, with rules set aside. */
  readonly waive: (waivers: readonly Waiver[]) => void
  /** Sends it with another place. */
  readonly takeInstead: (alternative: AlternativeWire) => void
  readonly putAllBack: () => void
  /** Escape, where nothing is carried: true when there was something to stop. */
  readonly stop: () => boolean
  readonly start: () => () => void
}

export interface ArrangingOptions {
  readonly board: BoardModel
  readonly layout: ReadonlySignal<Layout>
  readonly overlay: Signal<Overlay>
  readonly roles: () => readonly Role[]
  readonly userId: string
  readonly send: typeof call
  readonly say: (text: string) => void
  readonly onCreate: (spaceId: string, during: Interval) => void
  readonly onCopy: (block: Block, spaceId: string, during: Interval) => Promise<Deed | null>
}

export function createArranging(options: ArrangingOptions): Arranging {
  const { board, layout, overlay, roles, userId, send, say, onCreate, onCopy } = options
  const { zone } = board
  const said = signal('')
  const marked = signal<Block | null>(null)
  const dayBlocks = (): readonly Block[] => (board.state.value.kind === 'shown' ? board.state.value.day.blocks : [])
  /** As the server knows it, without what this desk has laid over it. */
  const base = (block: Block): Block => dayBlocks().find(({ id }) => id === block.id) ?? block
  const where = (spaceId: string, during: Interval): string => whereWords(board, spaceId, during)

  const tell = (text: string): void => {
    said.value = text
    say(text)
  }

  const onActed = (act: ActWire | null): void => {
    if (act) board.amend(blocksAfter(act, dayBlocks(), board.spaces.value))
    void board.refresh()
  }

  const outbox = createOutbox({
    send,
    userId,
    onDone: (job, act) => {
      onActed(act)
      history.note({ kind: 'act', actId: act.id, what: job.what })
    },
    onRefused: (job, problem) => onRefused(job, problem),
  })

  const onRefused = (job: Job, problem: ProblemWire): void => {
    void board.refresh()
    if (job.together) staging.stage(placingsIn(job))
    if (problem.type === '/problems/refused') {
      questions.ask({ job, violations: problem.violations ?? [], problem })
      said.value = t('questionNobody')
      return
    }
    const [deed] = problem.since ?? []
    if (problem.status === 412)
      tell(deed?.userName ? t('lateBy', { title: deed.title, who: deed.userName }) : t('late', { title: job.title }))
    else tell(t('failed', { title: job.title, why: problemSentence(problem) }))
  }

  /** The placings of a job, of the blocks as they stand now. */
  const placingsIn = (job: Job): readonly Placing[] =>
    job.changes.flatMap((change) => {
      const block = dayBlocks().find(({ id }) => id === change.reservationId)
      if (!block || change.kind !== 'move') return []
      const during = { start: Date.parse(change.start), end: Date.parse(change.end) }
      return [{ block, spaceId: change.spaceId, during }]
    })

  const history = createHistory({
    send,
    words: {
      undone: (what) => t('undone', { what }),
      redone: (what) => t('redone', { what }),
      nothing: (of) => t(of === 'undo' ? 'nothingToUndo' : 'nothingToRedo'),
    },
    onActed,
    onFailed: (failing) => {
      tell(t('undoRefused', { why: whyOf(failing) }))
      void board.refresh()
    },
    say: tell,
  })

  const adviser = createAdviser({ board, layout: overlay, roles, send, staging: () => staging })
  const staging = createStaging({ advise: adviser.together, ask: adviser.askTogether })
  const questions = createQuestions({ send, roles })

  const jobOf = (placings: readonly Placing[], more: Pick<Job, 'what'> & Partial<Job>): Job => ({
    key: randomKey(),
    changes: placings.map((placing) => changeOf(placing, zone)),
    waivers: [],
    title: placings[0]?.block.title ?? '',
    together: false,
    ...more,
  })

  const post = (job: Job): void => {
    const [first] = job.changes
    if (!first) return
    void outbox.post(job)
    if (outbox.waiting.value) tell(t('offlineMove'))
    // The cursor goes where the block went.
    const cursor = cursorOn(first.reservationId, layout.value)
    if (cursor) board.place(cursor)
  }

  const onDrop = (intent: Intent, { level, violations }: NonNullable<Carry['advice']>): void => {
    questions.close()
    if (intent.kind === 'park') return park(intent.block)
    if (intent.kind === 'create') return onCreate(intent.spaceId, intent.during)
    if (intent.kind === 'copy') {
      const { block, spaceId, during } = intent
      return void onCopy(base(block), spaceId, during).then((deed) => {
        if (deed) history.note(deed)
        void board.refresh()
      })
    }
    const placings = placingsOf(intent).map((one) => ({ ...one, block: base(one.block) }))
    if (staging.active.value) {
      staging.stage(placings)
      const cursor = cursorOn(intent.block.id, layout.value)
      return cursor ? board.place(cursor) : undefined
    }
    const job = jobOf(placings, { what: whatOf(intent, where) })
    if (level === 'fits') return post(job)
    questions.ask({ job, violations, problem: null })
    said.value = t(level === 'nobody' ? 'questionNobody' : 'questionStaff')
  }

  const park = (block: Block): void => {
    if (holdOf(block) === 'fast') return refuse(block)
    staging.park(base(block))
    tell(t('parkedNote', { title: block.title }))
  }

  const refuse = (block: Block): void => {
    const key = block.kind === 'request' ? 'fastRequest' : block.kind === 'hold' ? 'fastHold' : 'fastPast'
    tell(t(key, { title: block.title }))
  }

  const swap = (block: Block): void => {
    if (holdOf(block) === 'fast') return refuse(block)
    const first = marked.value
    if (!first) {
      marked.value = block
      return tell(t('swapFirst', { title: block.title }))
    }
    marked.value = null
    if (first.id === block.id) return tell(t('swapOff'))
    const intent: Intent = { kind: 'swap', block: base(first), other: base(block) }
    onDrop(intent, adviser.advise(intent))
  }

  const carrying = createCarrying({
    layout,
    zone,
    advise: adviser.advise,
    ask: adviser.ask,
    onDrop,
    onNothing: (why) => tell(t(NOTHING[why])),
    onStep: (carry) => (said.value = stepWords(carry, board)),
  })

  return {
    carrying,
    staging,
    outbox,
    history,
    questions,
    said,
    refuse,
    put: (intent) => onDrop(intent, adviser.advise(intent)),
    command: (command, block) => (command === 'park' ? park(block) : swap(block)),
    pickUp: (block) => {
      const cursor = cursorOn(block.id, layout.value)
      if (!cursor) return
      board.place(cursor)
      const grab = { kind: 'body' as const, rowId: cursor.rowId, block, hold: 0 }
      carrying.take(grab, 'keys', { rowId: cursor.rowId, spaceId: block.spaceId, during: block.during })
    },
    saveTogether: () => {
      const placings = staging.staged.value.map((one) => ({ ...one, block: base(one.block) }))
      const job = jobOf(placings, { what: t('rearranged', { count: placings.length }), together: true })
      const advice = staging.advice.value
      if (advice && advice.level !== 'fits') return questions.ask({ job, violations: advice.violations, problem: null })
      batch(() => {
        staging.clear()
        post(job)
      })
    },
    waive: (waivers) => {
      const asked = questions.question.value
      if (!asked) return
      const { what, together } = asked.job
      batch(() => {
        questions.close()
        if (together) staging.clear()
        post(jobOf(placingsIn(asked.job), { what, waivers, together }))
      })
    },
    takeInstead: ({ lines: [line] }) => {
      const asked = questions.question.value
      const [placing] = asked ? placingsIn(asked.job) : []
      if (!line || !placing) return
      const during = { start: Date.parse(line.start), end: Date.parse(line.end) }
      const what = t('moved', { where: where(line.spaceId, during), title: placing.block.title })
      batch(() => {
        questions.close()
        post(jobOf([{ ...placing, spaceId: line.spaceId, during }], { what }))
      })
    },
    putAllBack: () => {
      staging.clear()
      tell(t('allBack'))
    },
    stop: () => {
      if (carrying.carry.value) carrying.putBack()
      else if (marked.value) {
        marked.value = null
        tell(t('swapOff'))
      } else return false
      return true
    },
    start: () => {
      const drawn = computed(() => overlayOf(outbox.jobs.value, staging, marked.value))
      const stop = effect(() => {
        const next = drawn.value
        batch(() => (overlay.value = next.places.size + next.marks.size === 0 ? NO_OVERLAY : next))
      })
      const onOnline = (): void => void outbox.resume()
      window.addEventListener('online', onOnline)
      const timer = setInterval(() => outbox.waiting.value && void outbox.resume(), RETRY_MS)
      void outbox.resume()
      return () => {
        stop()
        clearInterval(timer)
        window.removeEventListener('online', onOnline)
      }
    },
  }
}

const RETRY_MS = 5_000

const NOTHING = { outside: 'droppedOutside', same: 'unmoved', 'put-back': 'putBack' } as const

/** What was done, in words. */
function whatOf(intent: Intent, where: (spaceId: string, during: Interval) => string): string {
  if (intent.kind === 'swap') return t('swapped', { title: intent.block.title, other: intent.other.title })
  if (intent.kind !== 'move') return ''
  const { block, spaceId, during } = intent
  const stretched = during.end - during.start !== block.during.end - block.during.start
  return t(stretched ? 'resized' : 'moved', { where: where(spaceId, during), title: block.title })
}

function whyOf(failing: Failing): string {
  if (failing.kind === 'offline') return shell('offline')
  const [deed] = failing.problem.since ?? []
  if (deed?.userName) return t('lateBy', { title: deed.title, who: deed.userName })
  return problemSentence(failing.problem)
}
