import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { createAgenda, type SampleOrder } from './agenda.ts'
import { sampleClosures, type SampleClosure } from './closures.ts'
import { startOf } from './days.ts'
import { diceOf } from './dice.ts'
import { addEvents, addFixedDates } from './events.ts'
import { sampleFacts } from './facts.ts'
import type { Scene } from './fates.ts'
import { addRefusals } from './refusals.ts'
import { addRequests } from './requests.ts'
import { addRooms } from './rooms.ts'
import { addSports } from './sports.ts'
import { addTerms } from './terms.ts'

export interface Life {
  readonly closures: readonly SampleClosure[]
  /** In the order in which they were placed. */
  readonly orders: readonly SampleOrder[]
}

/** Three months around `today`. The same day and seed give the same life. */
export function lifeOf({ today, seed }: { readonly today: LocalDate; readonly seed: number }): Life {
  const now = startOf(today)
  const closures = sampleClosures(today)
  const agenda = createAgenda(
    sampleFacts(
      now,
      closures.filter(({ late }) => !late),
    ),
  )
  // Whoever comes first has the choice: fixed dates, whole terms, events, rooms, and tables in what is left.
  for (const [part, add] of PARTS) {
    const scene: Scene = { now, agenda, dice: diceOf(`${part} ${seed} ${today}`) }
    add(today, scene)
  }
  return { closures, orders: agenda.orders().toSorted((a, b) => a.placedAt - b.placedAt) }
}

const PARTS: readonly (readonly [string, (today: LocalDate, scene: Scene) => void])[] = [
  ['requests', addRequests],
  ['fixed dates', addFixedDates],
  ['terms', addTerms],
  ['events', addEvents],
  ['rooms', addRooms],
  ['sports', addSports],
  ['refusals', addRefusals],
]
