/**
 * What things are worth in a season, in whole units. A weekly time of middling weight that is left out costs `unplaced`; nothing that makes a place
 * less good costs as much, so that a poor place is always better than none.
 */
export const COSTS = {
  unplaced: 20_000,
  /** A must is worth so many wishes. */
  must: 20,
  /** Weight at which costs count once. */
  middling: 5,
  /** Each step down the list of spaces, and how many steps count. */
  spaceRank: 400,
  mostRanks: 5,
  secondary: 2_500,
  hourLater: 40,
  /** All seats empty; half of them, half of it. */
  emptySeats: 1_500,
  /** All dates lost; beyond half of them a place is not offered. */
  lostDates: 8_000,
  /** The whole length given up. */
  shorter: 6_000,
  /** A place that staff chose though the wish did not name it. */
  outsideWish: 6_000,
  /** For each other space than one, of sections that want one. */
  sameSpace: 1_500,
  /** The share of the party served worst, from nothing to all. */
  fairness: 40_000,
  /** Each party's share, from nothing to all; the square of what is missing counts. */
  shares: 10_000,
  /** The smallest thing that matters. */
  grain: 1_000,
} as const
