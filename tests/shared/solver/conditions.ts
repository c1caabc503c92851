import { DEGREES, type Degree, type DegreeFor, type Link } from '@gongyue/shared/solver/conditions.ts'
import { type Dice, diceOf } from '@gongyue/shared/solver/dice.ts'
import type { Option, ProblemSpec, Wish } from '@gongyue/shared/solver/problem.ts'

/** How large a made season is. */
export interface Size {
  readonly wishes?: number
  readonly spaces?: number
  readonly days?: readonly number[]
  readonly parts?: number
  readonly links?: number
  /** Degrees that links may have. */
  readonly degrees?: readonly Degree[]
  readonly mostCount?: number
}

/** A season that asks for every condition there is, at chance. */
export function makeConditions(
  seed: number,
  { wishes = 24, spaces = 5, days = [7, 7, 5, 6], parts = 3, links = 14, degrees = DEGREES, mostCount = 3 }: Size = {},
): ProblemSpec {
  const dice = diceOf(seed)
  const groups = 5
  const soft = degrees.filter((degree): degree is DegreeFor => DEGREES.indexOf(degree) < 4)
  const level = (): DegreeFor => pick(soft, dice)
  const list = Array.from({ length: wishes }, (_, w): Wish => {
    const duration = 1 + dice.below(3)
    const options = optionsOf(days, spaces, duration, dice)
    const parted = dice.below(3) === 0
    return {
      ...{ id: `wish ${w}`, count: 1 + dice.below(mostCount), duration, options },
      groups: dice.below(4) === 0 ? [] : [...new Set([dice.below(groups), dice.below(groups)])],
      ...{
        unplaced: 300 + 20 * dice.below(20),
        party: dice.below(5) - 1,
        minDays: dice.below(3),
        sameSpace: dice.below(2) === 0,
      },
      ...(dice.below(3) === 0 ? { weight: 0.5 + dice.below(4) * 0.5 } : {}),
      ...(parted ? { parts: [dice.below(parts)] } : {}),
      ...(dice.below(4) === 0 ? { had: { places: options.slice(0, 2), change: 15 } } : {}),
    }
  })
  const some = (): readonly number[] =>
    [...new Set(Array.from({ length: 2 + dice.below(3) }, () => dice.below(wishes)))].toSorted((a, b) => a - b)
  return {
    ...{ days, spaces: Array.from({ length: spaces }, (_, s) => `room ${s}`), wishes: list, grain: 20, pins: [] },
    groups: Array.from({ length: groups }, (_, g) => ({
      ...{ id: `group ${g}`, compact: g % 2 === 0 },
      limits: {
        slotsADay: { most: 2 + dice.below(3), level: level() },
        days: { most: 1 + dice.below(3), level: level() },
        gap: { least: 1 + dice.below(2), level: level() },
        way: { level: level() },
      },
    })),
    weights: { compactness: 3, workingDays: 7, sameSpace: 5, fairness: 400, shares: 300 },
    parts,
    links: Array.from({ length: links }, () => linkOf(some, level, pick(degrees, dice), dice)),
    bans: Array.from({ length: 3 }, () => ({ wish: dice.below(wishes), space: dice.below(spaces) })),
    parties: [
      { had: 3, asked: 6 },
      { had: 0, asked: 2 },
    ],
    ways: Array.from({ length: spaces }, (_, a) => Array.from({ length: spaces }, (_v, b) => Math.abs(a - b) % 3)),
    gaps: { shorter: 2, level: 'preferred' },
    lot: seed,
  }
}

function linkOf(some: () => readonly number[], level: () => DegreeFor, degree: Degree, dice: Dice): Link {
  const wishes = some()
  const kind = dice.below(8)
  if (kind === 0) return { kind: 'may-share', wishes }
  if (kind === 1) return { kind: 'days-apart', level: level(), wishes, round: dice.below(2) === 0 }
  if (kind === 2) return { kind: 'gap', level: level(), wishes, least: dice.below(3) }
  if (kind === 3) {
    const later = some().filter((w) => !wishes.includes(w))
    return { kind: 'before', level: level(), wishes, later }
  }
  const alike = (['same-space', 'same-start', 'same-time', 'same-day'] as const)[kind - 4] ?? 'same-day'
  return { kind: alike, level: degree, wishes, ...(dice.below(3) === 0 ? { most: 2 } : {}) }
}

function optionsOf(days: readonly number[], spaces: number, duration: number, dice: Dice): readonly Option[] {
  let first = 0
  return days.flatMap((length) => {
    const begin = first
    first += length
    return Array.from({ length: length - duration + 1 }, (_, k) => begin + k).flatMap((start) =>
      Array.from({ length: spaces }, (_v, space) => ({ space, start, cost: dice.below(6) * 10 })).filter(
        () => dice.below(2) === 0,
      ),
    )
  })
}

function pick<T>(list: readonly T[], dice: Dice): T {
  const chosen = list[dice.below(list.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}
