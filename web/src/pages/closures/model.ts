import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { ImpactWire } from '@gongyue/shared/api/impact.ts'
import { call } from '../../api/call.ts'
import { randomKey } from '../../api/idempotency.ts'
import { listSpaces } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'
import { createGroupsModel, groupsOf, type GroupsModel } from '../../repairs/groups.ts'
import { createRepairModel, type RepairModel } from '../../repairs/model.ts'
import { declareClosure, liftClosure, listClosures, readImpact } from '../../repairs/routes.ts'
import { addDays } from '../../text/when.ts'
import { causeOf, spanOf, wantingIn, type ClosureForm, type FormField } from './form.ts'

/** A closure that runs or comes, with whom it still hits. */
export interface ListedClosure {
  readonly id: string
  readonly spaceId: string | null
  readonly start: string
  readonly end: string
  readonly reason: string
  /** Null as long as it is not known. */
  readonly hit: number | null
}

export type ClosuresState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly closures: readonly ListedClosure[]
      readonly spaces: readonly SpaceWire[]
      /** When it was asked. */ readonly now: number
    }

export type ImpactState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'shown'; readonly impact: ImpactWire }

/** What is being done with the form: filled in, its plans looked at, or its groups settled one by one. */
export type Step =
  | { readonly kind: 'form' }
  | { readonly kind: 'plans'; readonly repair: RepairModel }
  | { readonly kind: 'groups'; readonly groups: GroupsModel }

export interface ClosuresModel {
  readonly state: ReadonlySignal<ClosuresState>
  readonly form: ReadonlySignal<ClosureForm>
  readonly impact: ReadonlySignal<ImpactState>
  readonly step: ReadonlySignal<Step>
  /** Shown once somebody has tried to go on. */
  readonly wanting: ReadonlySignal<readonly FormField[]>
  readonly failing: ReadonlySignal<Failing | null>
  readonly busy: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  readonly type: (change: Partial<ClosureForm>) => void
  readonly findPlans: () => void
  /** Shuts at once. @returns true when it is shut */
  readonly declare: () => Promise<boolean>
  readonly lift: (id: string) => Promise<Failing | null>
  readonly backToForm: () => void
}

export interface ClosuresOptions {
  readonly facility: string
  readonly zone: string
  readonly today: string
  readonly send?: typeof call
  readonly clock?: () => number
  /** Typing rests so long before the server is asked, in milliseconds. */
  readonly rest?: number
}

/** Closures that run and come, and the one that is being planned. */
export function createClosuresModel({
  facility,
  zone,
  today,
  send = call,
  clock = Date.now,
  rest = 350,
}: ClosuresOptions): ClosuresModel {
  const state = signal<ClosuresState>({ kind: 'loading' })
  const form = signal<ClosureForm>(emptyForm(addDays(today, 1)))
  const impact = signal<ImpactState>({ kind: 'none' })
  const step = signal<Step>({ kind: 'form' })
  const tried = signal(false)
  const failing = signal<Failing | null>(null)
  const busy = signal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = 0

  const load = async (): Promise<void> => {
    const [closures, spaces] = await Promise.all([send(listClosures), send(listSpaces, { query: { facility } })])
    const failed = [closures, spaces].find(({ kind }) => kind !== 'ok')
    if (closures.kind === 'ok' && spaces.kind === 'ok') {
      const hits = await Promise.all(closures.body.items.map(({ id }) => send(readImpact, { params: { id } })))
      state.value = {
        kind: 'ready',
        now: clock(),
        spaces: spaces.body.items,
        closures: closures.body.items.map((one, index) => {
          const hit = hits[index]
          return { ...one, hit: hit?.kind === 'ok' ? hit.body.ahead.length : null }
        }),
      }
    } else if (failed && failed.kind !== 'ok' && state.value.kind !== 'ready')
      state.value = { kind: 'failed', failing: failed }
  }

  const look = async (): Promise<void> => {
    const mine = (question += 1)
    const span = spanOf(form.value, zone)
    const { spaceId } = form.value
    if (span === null || spaceId === '' || (form.value.kind === 'priority' && spaceId === null)) {
      impact.value = { kind: 'none' }
      return
    }
    impact.value = impact.value.kind === 'shown' ? impact.value : { kind: 'asking' }
    // whom it hits does not depend on why
    const body = { spaceId, ...span, reason: form.value.reason.trim() || '—' }
    const reply = await send(declareClosure, { query: { dryRun: true }, body, idempotencyKey: randomKey() })
    if (mine !== question) return
    if (reply.kind !== 'ok') impact.value = { kind: 'failed', failing: reply }
    else if (reply.status === 200) impact.value = { kind: 'shown', impact: reply.body }
  }

  const leave = (): void => {
    const now = step.value
    if (now.kind === 'plans') now.repair.stop()
    if (now.kind === 'groups') now.groups.stop()
    step.value = { kind: 'form' }
  }

  return {
    state,
    form,
    impact,
    step,
    wanting: computed(() => (tried.value ? wantingIn(form.value, zone) : [])),
    failing,
    busy,
    load,
    type: (change) => {
      batch(() => {
        leave()
        form.value = withEnd({ ...form.value, ...change }, change)
        failing.value = null
      })
      clearTimeout(timer)
      timer = setTimeout(() => void look(), rest)
    },
    findPlans: () => {
      tried.value = true
      const cause = causeOf(form.value, zone)
      if (cause === null) return
      leave()
      const repair = createRepairModel({ onSettled: () => void load(), send })
      step.value = { kind: 'plans', repair }
      void repair.workOut(cause)
    },
    declare: async () => {
      tried.value = true
      const span = spanOf(form.value, zone)
      if (span === null || busy.value || wantingIn(form.value, zone).length > 0) return false
      busy.value = true
      const { spaceId, reason } = form.value
      const body = { spaceId, ...span, reason: reason.trim() }
      const known = impact.value.kind === 'shown' ? impact.value.impact : null
      const reply = await send(declareClosure, { body, idempotencyKey: randomKey() })
      busy.value = false
      if (reply.kind !== 'ok') {
        failing.value = reply
        return false
      }
      await load()
      batch(() => {
        tried.value = false
        failing.value = null
        if (!known || known.ahead.length === 0) {
          form.value = emptyForm(addDays(today, 1))
          impact.value = { kind: 'none' }
          return
        }
        const groups = createGroupsModel(groupsOf(known.ahead), { onSettled: () => void load(), send })
        step.value = { kind: 'groups', groups }
        void groups.workOut()
      })
      return true
    },
    lift: async (id) => {
      const reply = await send(liftClosure, { params: { id } })
      await load()
      return reply.kind === 'ok' ? null : reply
    },
    backToForm: leave,
  }
}

function emptyForm(date: string): ClosureForm {
  return {
    kind: 'closure',
    spaceId: '',
    fromDate: date,
    fromTime: '08:00',
    untilDate: date,
    untilTime: '22:00',
    endless: false,
    reason: '',
    title: '',
    headcount: '',
    party: null,
  }
}

/** A beginning after the end takes the end along. */
function withEnd(form: ClosureForm, change: Partial<ClosureForm>): ClosureForm {
  return change.fromDate !== undefined && form.untilDate < form.fromDate ? { ...form, untilDate: form.fromDate } : form
}
