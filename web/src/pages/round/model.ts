import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ApplicationWire, listPins as pinsContract, RoundWire, SectionWire } from '@gongyue/shared/api/rounds.ts'
import type { RunWire, SeasonPlanSummaryWire, SeasonPlanWire } from '@gongyue/shared/api/runs.ts'
import type { Static } from 'typebox'
import { call } from '../../api/call.ts'
import { randomKey } from '../../api/idempotency.ts'
import { createLoaded, type Loaded, type Loading } from '../../classes/loaded.ts'
import { listPeople } from '../../classes/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import {
  addSeasonPlan,
  listApplications,
  listPins,
  listRuns,
  listSeasonPlans,
  readRound,
  readSeasonPlan,
} from '../../rounds/routes.ts'

export type Pins = Static<(typeof pinsContract)['replies'][200]>

/** A section with whose it is. */
export interface OwnedSection {
  readonly section: SectionWire
  readonly application: ApplicationWire
}

/** No plan: none was made, or none is chosen. */
export type PlanState = Loading<SeasonPlanWire> | { readonly kind: 'none' }

export interface RoundModel {
  readonly id: string
  readonly round: Loaded<RoundWire>
  readonly applications: Loaded<readonly ApplicationWire[]>
  readonly pins: Loaded<Pins>
  readonly plans: Loaded<readonly SeasonPlanSummaryWire[]>
  readonly runs: Loaded<readonly RunWire[]>
  readonly people: Loaded<readonly PersonWire[]>
  /** The plan that is looked at. */
  readonly plan: ReadonlySignal<PlanState>
  readonly planId: ReadonlySignal<string | null>
  /** Sections that still stand, by id. */
  readonly sections: ReadonlySignal<ReadonlyMap<string, OwnedSection>>
  readonly start: () => Promise<void>
  /** Everything anew, as quietly as it can be. */
  readonly refresh: () => Promise<void>
  readonly choosePlan: (id: string) => Promise<void>
  /** A plan as the server has just answered it. */
  readonly takePlan: (plan: SeasonPlanWire) => void
  readonly reloadPlan: () => Promise<void>
  readonly newPlan: (name: string, copyOf: string | null) => Promise<Failing | null>
}

/** One round with all that staff do with it. */
export function createRoundModel(id: string): RoundModel {
  const params = { id }
  const items = <T>(reply: { readonly kind: 'ok'; readonly body: { readonly items: readonly T[] } } | Failing) =>
    reply.kind === 'ok' ? { kind: 'ok' as const, body: reply.body.items } : reply
  const round = createLoaded<RoundWire>(async () => await call(readRound, { params }))
  const applications = createLoaded<readonly ApplicationWire[]>(async () =>
    items(await call(listApplications, { params })),
  )
  const pins = createLoaded<Pins>(async () => await call(listPins, { params }))
  const plans = createLoaded<readonly SeasonPlanSummaryWire[]>(async () =>
    items(await call(listSeasonPlans, { params })),
  )
  const runs = createLoaded<readonly RunWire[]>(async () => items(await call(listRuns, { params })))
  const people = createLoaded<readonly PersonWire[]>(async () => items(await call(listPeople)))
  const plan = signal<PlanState>({ kind: 'none' })
  const planId = signal<string | null>(null)

  const readPlan = async (): Promise<void> => {
    const wanted = planId.peek()
    if (wanted === null) return
    const reply = await call(readSeasonPlan, { params: { id: wanted } })
    if (planId.peek() !== wanted) return
    if (reply.kind === 'ok') plan.value = { kind: 'ready', value: reply.body }
    else if (plan.peek().kind !== 'ready') plan.value = { kind: 'failed', failing: reply }
  }
  const choosePlan = async (wanted: string): Promise<void> => {
    if (planId.peek() !== wanted)
      batch(() => {
        planId.value = wanted
        plan.value = { kind: 'loading' }
      })
    await readPlan()
  }
  /** Somebody who has chosen none looks at what was settled on, or at the newest. */
  const chooseFirst = async (): Promise<void> => {
    if (planId.peek() !== null) return
    const [known, of] = [plans.state.peek(), round.state.peek()]
    const settled = of.kind === 'ready' ? of.value.planId : null
    const first = settled ?? (known.kind === 'ready' ? (known.value[0]?.id ?? null) : null)
    if (first !== null) await choosePlan(first)
  }
  const refresh = async (): Promise<void> => {
    await Promise.all([round.load(), applications.load(), pins.load(), plans.load(), runs.load()])
    await chooseFirst()
  }
  return {
    ...{ id, round, applications, pins, plans, runs, people, plan, planId, refresh, choosePlan },
    sections: computed(() => {
      const known = applications.state.value
      if (known.kind !== 'ready') return new Map()
      return new Map(
        known.value
          .filter(({ state }) => state === 'sent')
          .flatMap((application) => application.sections.map((section) => [section.id, { section, application }])),
      )
    }),
    async start() {
      await Promise.all([refresh(), people.load()])
    },
    takePlan: (next) => {
      if (planId.peek() === next.id) plan.value = { kind: 'ready', value: next }
      void plans.load()
    },
    reloadPlan: readPlan,
    async newPlan(name, copyOf) {
      const body = { name, ...(copyOf === null ? {} : { copyOf }) }
      const reply = await call(addSeasonPlan, { params, body, idempotencyKey: randomKey() })
      if (reply.kind !== 'ok') return reply
      batch(() => {
        planId.value = reply.body.id
        plan.value = { kind: 'ready', value: reply.body }
      })
      await plans.load()
      return null
    },
  }
}

/** What is there of something, or nothing yet. */
export function valueOf<T>(state: Loading<T>): T | null {
  return state.kind === 'ready' ? state.value : null
}
