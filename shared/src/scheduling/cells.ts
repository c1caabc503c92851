import type { PerGroup, PerPair } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'

/** The claims of one rule by bucket or group. */
export interface Cells {
  /** The cells in which a claim lies, whether it was added or not. */
  keys(claim: Claim): readonly string[]
  /** What lies in a cell; whole only after {@link Cells.keys} was asked of a claim that lies there. */
  at(key: string): readonly Claim[]
  add(claim: Claim): void
  drop(claim: Claim): void
}

/**
 * The background is put into cells only as far as somebody asks: of ten thousand claims a fortnight holds, one order meets those of a few
 * atoms, one person and one party.
 */
export function createCells(
  rule: PerPair | PerGroup,
  keysOf: (claim: Claim) => readonly string[],
  background: readonly Claim[],
): Cells {
  const cells = new Map<string, Claim[]>()
  const met = new Set<string>()
  const filed = new Set<Claim>()
  const add = (claim: Claim) => {
    for (const key of keysOf(claim)) {
      const cell = cells.get(key)
      if (cell) cell.push(claim)
      else cells.set(key, [claim])
    }
  }
  const meet = (claim: Claim) => {
    for (const concern of rule.concerns(claim)) {
      if (met.has(concern)) continue
      met.add(concern)
      for (const other of byConcern(rule, background).get(concern) ?? []) {
        if (filed.has(other)) continue
        filed.add(other)
        add(other)
      }
    }
  }
  return {
    keys(claim) {
      meet(claim)
      return keysOf(claim)
    },
    at: (key) => cells.get(key) ?? [],
    add,
    drop(claim) {
      for (const key of keysOf(claim)) {
        const cell = cells.get(key)
        cell?.splice(cell.indexOf(claim), 1)
      }
    },
  }
}

type Found = ReadonlyMap<string, readonly Claim[]>

/** Claims never change, so what was found in a background holds as long as anybody keeps it. */
const known = new WeakMap<readonly Claim[], Map<PerPair | PerGroup, Found>>()

function byConcern(rule: PerPair | PerGroup, background: readonly Claim[]): Found {
  const byRule = known.get(background) ?? new Map<PerPair | PerGroup, Found>()
  known.set(background, byRule)
  const before = byRule.get(rule)
  if (before) return before
  const found = new Map<string, Claim[]>()
  for (const claim of background)
    for (const concern of rule.concerns(claim)) {
      const claims = found.get(concern)
      if (claims) claims.push(claim)
      else found.set(concern, [claim])
    }
  byRule.set(rule, found)
  return found
}
