import type { PlannedChangeWire, PlanWire, RepairWire } from '@gongyue/shared/api/repairs.ts'

/** What people compare plans by. */
export interface PlanFacts {
  /** People who must learn of a change; whoever takes part in two sessions of one booking counts once. */
  readonly people: number
  readonly parties: number
  /** Parties that must agree first. */
  readonly consents: number
}

export function factsOf({ changes }: Pick<PlanWire, 'changes'>): PlanFacts {
  const told = changes.filter(({ reservationId }) => reservationId !== null)
  const byId = new Map(told.map((change) => [change.reservationId, change.people]))
  return {
    people: [...byId.values()].reduce((sum, people) => sum + people, 0),
    parties: new Set(told.map(({ partyId }) => partyId)).size,
    consents: new Set(changes.filter(({ consent }) => consent).map(({ partyId }) => partyId)).size,
  }
}

/** Tells the plans of one repair apart. */
export function planKey({ strategy, changes }: Pick<PlanWire, 'strategy' | 'changes'>): string {
  return `${strategy} ${changes.map(({ to }) => (to ? placeKey(to) : '-')).join()}`
}

/** A part of a plan's cost and how much of the whole it is, between 0 and 1. */
export interface PartShare {
  readonly key: string
  readonly count: number
  readonly share: number
}

/** The parts of a plan's cost, dearest first, as shares of that plan. */
export function sharesOf({ cost, parts }: Pick<PlanWire, 'cost' | 'parts'>): readonly PartShare[] {
  return cost > 0 ? parts.map(({ key, count, cost: own }) => ({ key, count, share: own / cost })) : []
}

/** What is different between the plans that were looked at and those made since. */
export interface WhatChanged {
  /** Titles of bookings that no plan touched before. */
  readonly more: readonly string[]
  /** Titles of bookings that no plan touches any more. */
  readonly less: readonly string[]
  /** Places that the chosen plan wanted and that nobody gets in the new ones. */
  readonly taken: readonly { readonly title: string; readonly to: NonNullable<PlannedChangeWire['to']> }[]
}

/** Compares what a reader looked at with what there is now; `plan` is the one that could not be applied. */
export function whatChanged(before: RepairWire, after: RepairWire, plan: number): WhatChanged {
  const [old, now] = [touched(before), touched(after)]
  const wanted = new Set(after.plans.flatMap(({ changes }) => changes.flatMap(({ to }) => (to ? [placeKey(to)] : []))))
  const taken = (before.plans[plan]?.changes ?? []).flatMap(({ title, to }) =>
    to !== null && !wanted.has(placeKey(to)) ? [{ title, to }] : [],
  )
  return { more: missing(now, old), less: missing(old, now), taken }
}

function touched({ plans }: RepairWire): ReadonlyMap<string, string> {
  return new Map(
    plans.flatMap(({ changes }) =>
      changes.flatMap(({ reservationId, title }) => (reservationId === null ? [] : [[reservationId, title] as const])),
    ),
  )
}

function missing(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...some].filter(([id]) => !others.has(id)).map(([, title]) => title))]
}

function placeKey({ spaceId, start, end }: NonNullable<PlannedChangeWire['to']>): string {
  return `${spaceId} ${start} ${end}`
}
