import { type Ban, type Link, isHard } from './conditions.ts'
import type { Group, ProblemSpec } from './problem.ts'

/** What binds the wishes of a spec, in other numbers. */
export interface Bindings {
  readonly links: readonly Link[]
  readonly bans: readonly Ban[]
}

/**
 * Links and bans for wishes that are numbered anew: `now` gives the new numbers of a wish, none when it is left out, several
 * when its activities have become wishes of their own.
 */
export function renumbered({ links = [], bans = [] }: ProblemSpec, now: (wish: number) => readonly number[]): Bindings {
  return {
    bans: bans.flatMap((ban) => now(ban.wish).map((wish) => ({ ...ban, wish }))),
    links: links.flatMap((link): readonly Link[] => {
      const wishes = link.wishes.flatMap(now)
      if (link.kind === 'before') return [{ ...link, wishes, later: link.later.flatMap(now) }]
      if (link.kind !== 'may-share') return [{ ...link, wishes }]
      // pairs of two wishes, so that the activities of one do not come to share with each other
      return link.wishes.flatMap((a, k) =>
        link.wishes
          .slice(k + 1)
          .filter((b) => b !== a)
          .flatMap((b) => now(a).flatMap((x) => now(b).map((y): Link => ({ kind: 'may-share', wishes: [x, y] })))),
      )
    }),
  }
}

/** A link that leaves no choice, or gives one: what counts where only possibility does. */
export function isBinding(link: Link): boolean {
  return link.kind === 'may-share' || isHard(link.level)
}

/** A group with its hard limits only. */
export function bindingGroup({ id, limits }: Group): Group {
  const kept = Object.entries(limits ?? {}).filter(([, limit]) => isHard(limit.level))
  return { id, compact: false, limits: Object.fromEntries(kept) }
}
