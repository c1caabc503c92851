import type { Route } from '@gongyue/shared/domain/policy.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { decideBy, type Agenda, type Decision, type Fate, type Wish } from './agenda.ts'
import type { Dice } from './dice.ts'
import type { SampleSpace } from './house.ts'
import { userOf, type SampleUser } from './people.ts'
import { POLICY } from './policy.ts'

/** What every part of the sample is made with. */
export interface Scene {
  /** The first moment that has not happened yet. */
  readonly now: number
  readonly dice: Dice
  readonly agenda: Agenda
}

/** Accepted, directly or by an officer; of the past ones a share of `mishaps` was cancelled or never came. */
export function accepted(
  wish: Wish,
  { now, dice }: Scene,
  mishaps = 0,
  at = decidedAt(wish, now, dice),
): (line: Wish['lines'][number], route: Route) => Fate {
  return (line, route) => {
    const decision: Decision = route === 'direct' ? { at: wish.placedAt, by: null } : { at, by: officerFor(line.space) }
    const luck = dice.next()
    if (line.during.end > now || luck >= mishaps) return { kind: 'kept', decision }
    if (luck < mishaps / 3) return { kind: 'no-show', decision }
    const latest = line.during.start - POLICY.cancelMinutes * MINUTE
    if (latest <= decision.at) return { kind: 'kept', decision }
    return { kind: 'cancelled', decision, at: seconds(decision.at + (latest - decision.at) * dice.next()) }
  }
}

/** When an officer answered: half an hour to a day and a half later, in time for the line that starts first. */
export function decidedAt({ placedAt, lines }: Wish, now: number, dice: Dice): number {
  const latest = Math.min(now, ...lines.map(decideBy))
  const usual = placedAt + dice.int(30, 36 * 60) * MINUTE
  return seconds(usual < latest ? usual : placedAt + (latest - placedAt) * 0.6)
}

/** Management decides about the great places, the front desk about rooms. */
export function officerFor({ kind }: SampleSpace): SampleUser {
  return userOf(kind === 'theatre' || kind === 'square' || kind === 'exhibition' ? 'manager' : 'desk')
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000) * 1000
}
