import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { PinWire } from '@gongyue/shared/api/rounds.ts'
import type { changeSeasonPlan as changeContract, SeasonPlanWire } from '@gongyue/shared/api/runs.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call, isProblem } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { addPin, changeSeasonPlan, listPlacements, removePin } from '../../../rounds/routes.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { weeklyKey, type Block, type Weekly } from './blocks.ts'
import { createCarrying, type Carry, type Carrying } from './carry.ts'

export type Change = BodyOf<typeof changeContract>['changes'][number]

/** What became of letting go. `asks`: somebody stands there, and may make way. */
export type Dropped =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'barred'; readonly carry: Carry }
  | { readonly kind: 'asks'; readonly carry: Carry; readonly others: readonly Block[] }
  | { readonly kind: 'sent'; readonly done: Done }

export type Done =
  | { readonly kind: 'done'; readonly costChange: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly failing: Failing }

export interface Arranging {
  readonly carrying: Carrying
  readonly busy: ReadonlySignal<boolean>
  readonly undoable: ReadonlySignal<number>
  readonly drop: (blocks: readonly Block[]) => Promise<Dropped>
  /** Puts what was carried there and what stood there beside the grid. */
  readonly displace: (carry: Carry, others: readonly Block[]) => Promise<Done>
  readonly change: (changes: readonly Change[]) => Promise<Done>
  readonly undo: () => Promise<Done | null>
  readonly pin: (block: Block) => Promise<Failing | null>
  readonly ban: (block: Block, what: 'space' | 'day' | 'time') => Promise<Failing | null>
  readonly unpin: (pin: PinWire) => Promise<Failing | null>
}

/** Arranges the plan that is looked at: everything by the server, which checks it; each step can be taken back. */
export function createArranging(model: RoundModel): Arranging {
  const busy = signal(false)
  const past = signal<readonly { readonly planId: string; readonly changes: readonly Change[] }[]>([])
  const planNow = (): SeasonPlanWire | null => {
    const state = model.plan.peek()
    return state.kind === 'ready' ? state.value : null
  }
  const carrying = createCarrying(
    async ({ sectionId, nth }: Weekly) => {
      const plan = planNow()
      if (!plan) return null
      const reply = await call(listPlacements, { params: { id: plan.id }, query: { sectionId, nth } })
      return reply.kind === 'ok' ? reply.body.items : null
    },
    () => valueOf(model.round.state.peek())?.gridMinutes ?? 30,
  )

  const send = async (changes: readonly Change[], keep: boolean): Promise<Done> => {
    const plan = planNow()
    if (!plan) return { kind: 'stale' }
    // the last that came is the first that goes
    const back = changes.map((change) => backOf(change, plan)).toReversed()
    busy.value = true
    const reply = await call(changeSeasonPlan, {
      ...{ params: { id: plan.id }, version: plan.version },
      body: { changes: [...changes] },
    })
    busy.value = false
    if (reply.kind !== 'ok') {
      if (reply.kind === 'problem' && isProblem(reply.problem, 'stale')) {
        await model.reloadPlan()
        return { kind: 'stale' }
      }
      return { kind: 'failed', failing: reply }
    }
    if (keep) past.value = [...past.peek(), { planId: plan.id, changes: back }]
    model.takePlan(reply.body.plan)
    return { kind: 'done', costChange: reply.body.costChange }
  }
  const settle = async (): Promise<null> => {
    await Promise.all([model.pins.load(), model.reloadPlan()])
    return null
  }
  const put = async (body: Omit<PinWire, 'id'>): Promise<Failing | null> => {
    const reply = await call(addPin, { params: { id: model.id }, body, idempotencyKey: randomKey() })
    return reply.kind === 'ok' ? await settle() : reply
  }
  return {
    carrying,
    busy,
    undoable: computed(() => past.value.filter(({ planId }) => planId === model.planId.value).length),
    async drop(blocks) {
      const carry = carrying.letGo()
      if (!carry) return { kind: 'nothing' }
      const { sectionId, nth, home, target, overTray } = carry
      if (overTray && home) return { kind: 'sent', done: await send([{ sectionId, nth, to: null }], true) }
      if (!target || overTray) return { kind: 'nothing' }
      const { place, placement } = target
      if (home && home.spaceId === place.spaceId && home.weekday === place.weekday && home.from === place.from)
        return { kind: 'nothing' }
      switch (placement?.state) {
        case 'here':
          return { kind: 'nothing' }
        case 'taken':
          return { kind: 'asks', carry, others: othersAt(blocks, carry) }
        case 'pinned':
        case 'barred':
          return { kind: 'barred', carry }
        default:
          // known to be free, or not known yet: the server says
          return { kind: 'sent', done: await send([changeOf(carry)], true) }
      }
    },
    displace: async (carry, others) =>
      await send([...others.map(({ sectionId, nth }) => ({ sectionId, nth, to: null })), changeOf(carry)], true),
    change: async (changes) => await send(changes, true),
    async undo() {
      const last = past.peek().findLast(({ planId }) => planId === model.planId.peek())
      if (!last) return null
      const done = await send(last.changes, false)
      if (done.kind === 'done') past.value = past.peek().filter((one) => one !== last)
      return done
    },
    pin: async ({ sectionId, nth, place }) => await put({ kind: 'pin', sectionId, nth, ...place, reason: '' }),
    ban: async ({ sectionId, place }, what) =>
      await put({
        ...{ kind: 'ban', sectionId, nth: null, reason: '' },
        spaceId: what === 'space' ? place.spaceId : null,
        weekday: what === 'space' ? null : place.weekday,
        from: what === 'time' ? place.from : null,
        until: what === 'time' ? place.until : null,
      }),
    async unpin({ id }) {
      const reply = await call(removePin, { params: { id } })
      return reply.kind === 'ok' ? await settle() : reply
    },
  }
}

/** What would take a change back. */
export function backOf({ sectionId, nth }: Change, { allocations }: Pick<SeasonPlanWire, 'allocations'>): Change {
  const was = allocations.find((one) => one.sectionId === sectionId && one.nth === nth)
  if (!was) return { sectionId, nth, to: null }
  const { spaceId, weekday, from } = was.place
  return { sectionId, nth, to: { spaceId, weekday, from } }
}

/** Blocks in the way that can be seen: of the same space at the same time, and never what is carried itself. */
export function othersAt(blocks: readonly Block[], carry: Carry): readonly Block[] {
  const at = carry.target?.place
  if (!at) return []
  return blocks.filter(
    ({ key, place }) =>
      key !== weeklyKey(carry) &&
      place.spaceId === at.spaceId &&
      place.weekday === at.weekday &&
      place.from < at.until &&
      at.from < place.until,
  )
}

function changeOf({ sectionId, nth, target }: Carry): Change {
  if (!target) return { sectionId, nth, to: null }
  const { spaceId, weekday, from } = target.place
  return { sectionId, nth, to: { spaceId, weekday, from } }
}
