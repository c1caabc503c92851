import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import type { Param, PlaceholdersOf } from '../domain/message.ts'
import type { Locale } from '../domain/names.ts'
import type { WaivableBy } from '../domain/role.ts'

/**
 * hard: never committed without a waiver. medium: a wish left unplaced. soft: quality.
 * A policy may change a weight, never the level of a hard rule.
 */
export type Level = 'hard' | 'medium' | 'soft'

/** One breach: `by` is a whole number ≥ 1 in the rule's unit; penalty = by × weight. */
export interface Match<Key extends string = string> {
  readonly by: number
  readonly params: Readonly<Record<Key, Param>>
}

interface Common<Id extends string, Text extends string> {
  /** kebab-case, for ever: stored waivers and clients name it. */
  readonly id: Id
  /** The heading under which people look for it. */
  readonly topic: Topic
  readonly level: Level
  /** Whole number per unit of `by`. */
  readonly weight: number
  /** What one unit of `by` is. */
  readonly unit:
    | 'minutes'
    | 'people'
    | 'features'
    | 'bookings'
    | 'pairs'
    | 'days'
    | 'skills'
    | 'seats'
    | 'steps'
    | 'kits'
    | 'visits'
  readonly waivableBy: WaivableBy
  /** Which runs evaluate it: single bookings, the seasonal optimizer, or both. */
  readonly appliesTo: 'booking' | 'season' | 'both'
  /** For the reader of CONSTRAINTS.md: what it forbids, in one sentence. */
  readonly summary: string
  readonly messages: Readonly<Record<Locale, Text>>
  /** The parameter (an instant) that says when the rule stops standing in the way, where waiting helps. */
  readonly clearsAt?: string
}

export type Topic = 'space' | 'people' | 'service' | 'hours' | 'booking' | 'party' | 'quota' | 'wish'

/** Looks at one claim and the facts. Its `match` says how far the claim is off, or null when it is not. */
export interface PerClaim<Id extends string = string, Text extends string = string> extends Common<Id, Text> {
  readonly shape: 'per-claim'
  match(claim: Claim, facts: Facts): Match<PlaceholdersOf<Text>> | null
}

/** Looks at two claims that share a bucket. `match` is symmetric and true without the buckets: they only save work. */
export interface PerPair<Id extends string = string, Text extends string = string> extends Common<Id, Text> {
  readonly shape: 'per-pair'
  /** What claims that share a bucket have in common, told without the facts: their atoms. It finds the few among thousands. */
  concerns(claim: Claim): readonly string[]
  buckets(claim: Claim, facts: Facts): readonly string[]
  match(a: Claim, b: Claim, facts: Facts): Match<PlaceholdersOf<Text>> | null
}

/** Looks at all claims of a group. A group's key starts with whatever names the limit that binds it. */
export interface PerGroup<Id extends string = string, Text extends string = string> extends Common<Id, Text> {
  readonly shape: 'per-group'
  /** What the members of a group have in common, told without the facts: their person, their party. */
  concerns(claim: Claim): readonly string[]
  groups(claim: Claim, facts: Facts): readonly string[]
  match(members: readonly Claim[], group: string, facts: Facts): Match<PlaceholdersOf<Text>> | null
}

export type Constraint = PerClaim | PerPair | PerGroup

/** A rule about single claims, whose placeholders and parameters are compared by the compiler. */
export function perClaim<const Id extends string, const Text extends string>(
  rule: Omit<PerClaim<Id, Text>, 'shape'>,
): PerClaim<Id, Text> {
  return { shape: 'per-claim', ...rule }
}

/** A rule about pairs of claims, checked likewise. */
export function perPair<const Id extends string, const Text extends string>(
  rule: Omit<PerPair<Id, Text>, 'shape'>,
): PerPair<Id, Text> {
  return { shape: 'per-pair', ...rule }
}

/** A rule about groups of claims, checked likewise. */
export function perGroup<const Id extends string, const Text extends string>(
  rule: Omit<PerGroup<Id, Text>, 'shape'>,
): PerGroup<Id, Text> {
  return { shape: 'per-group', ...rule }
}
