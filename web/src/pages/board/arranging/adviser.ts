import type { ReadonlySignal } from '@preact/signals'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { performAct } from '../../../api/more-routes.ts'
import { explainCell } from '../../../api/routes.ts'
import type { Advice, Intent } from '../../../board/carry.ts'
import type { BoardDay, BoardSpace } from '../../../board/day.ts'
import { createLocalCheck, type LocalCheck } from '../../../board/local-check.ts'
import { overlaid, type Overlay } from '../../../board/overlay.ts'
import type { BoardModel } from '../model.ts'
import { adviceOf, asWire } from './advice.ts'
import { changeOf, placingsOf, wishesOf, wishOf, type Placing } from './changes.ts'
import type { Staging } from './staging.ts'

/** Asks the rules: here at once, and on the server for certain. */
export interface Adviser {
  readonly advise: (intent: Intent) => Advice
  readonly ask: (intent: Intent) => Promise<Advice | null>
  readonly together: (placings: readonly Placing[]) => Advice
  readonly askTogether: (placings: readonly Placing[]) => Promise<Advice | null>
}

export interface AdviserOptions {
  readonly board: Pick<BoardModel, 'state' | 'spaces' | 'zone'>
  readonly layout: ReadonlySignal<Overlay>
  readonly roles: () => readonly Role[]
  readonly send: typeof call
  readonly staging: () => Staging
}

const FITS: Advice = { level: 'fits', violations: [], sure: false }

export function createAdviser({ board, layout: overlay, roles, send, staging }: AdviserOptions): Adviser {
  let made: { readonly day: BoardDay; readonly over: Overlay; readonly spaces: readonly BoardSpace[] } | null = null
  let check: LocalCheck = () => []

  /** One check for one picture of the day: a drag asks it at every step. */
  const checkOf = (over: Overlay): LocalCheck => {
    const state = board.state.peek()
    if (state.kind !== 'shown') return () => []
    const spaces = board.spaces.peek()
    if (made?.day !== state.day || made.over !== over || made.spaces !== spaces) {
      made = { day: state.day, over, spaces }
      check = createLocalCheck(overlaid(state.day, over, spaces), spaces, board.zone)
    }
    return check
  }

  /** Where drops are collected, what is put down makes room, and what is staged stands where it shall stand. */
  const advise = (intent: Intent): Advice => {
    if (intent.kind === 'park') return FITS
    const { parked, staged } = staging()
    const wishes = wishesOf(intent)
    const own = new Set(wishes.map(({ blockId }) => blockId))
    const others = staged.peek().filter(({ block }) => !own.has(block.id))
    const gone = new Set(parked.peek().map(({ id }) => id))
    const found = checkOf(overlay.peek())([...wishes, ...others.map(wishOf)], gone)
    const mine = found.filter(({ claimIds }) => wishes.some((_, index) => claimIds.includes(`wish-${index}`)))
    return adviceOf(mine.map(asWire), roles(), false)
  }

  const dryRun = async (placings: readonly Placing[]): Promise<Advice | null> => {
    const changes = placings.map((placing) => changeOf(placing, board.zone))
    const reply = await send(performAct, { query: { dryRun: true }, body: { changes }, idempotencyKey: randomKey() })
    if (reply.kind !== 'ok' || reply.status !== 200) return null
    const { verdict, violations } = reply.body
    // What is settled already (a rule set aside before) is told as well, and stands in nobody's way.
    return verdict === 'fits' ? { level: 'fits', violations: [], sure: true } : adviceOf(violations, roles(), true)
  }

  return {
    advise,
    ask: async (intent) => {
      if (intent.kind === 'park' || staging().active.peek()) return null
      if (intent.kind === 'create' || intent.kind === 'copy') {
        const { spaceId, during } = intent
        const start = formatInstant(during.start, board.zone)
        const reply = await send(explainCell, { query: { spaceId, start, end: formatInstant(during.end, board.zone) } })
        if (reply.kind !== 'ok') return null
        const found = reply.body.violations.map(({ violation }) => violation)
        return adviceOf(
          found.filter(({ constraint }) => !ABOUT_THE_ASKER.has(constraint)),
          roles(),
          true,
        )
      }
      return await dryRun(placingsOf(intent))
    },
    together: (placings) => adviceOf(checkOf(overlay.peek())(placings.map(wishOf)).map(asWire), roles(), false),
    askTogether: dryRun,
  }
}

/** Rules about whoever asks: for somebody else's booking they say nothing. */
const ABOUT_THE_ASKER: ReadonlySet<string> = new Set([
  'eligibility',
  'quota',
  'member-daily',
  'branch-daily',
  'concurrent',
  'booking-conditions',
])
