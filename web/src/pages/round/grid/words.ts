import { t } from '../../../text/round-grid.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import { othersAt } from './arranging.ts'
import type { Block } from './blocks.ts'
import type { Carry } from './carry.ts'

/** How a place would take what is carried. */
export type GhostState = 'here' | 'open' | 'dearer' | 'taken' | 'pinned' | 'barred' | 'waiting' | 'tray'

/** How the ghost looks; null when it is nowhere. */
export function ghostState({ overTray, target, placements }: Carry): GhostState | null {
  if (overTray) return 'tray'
  if (!target) return null
  if (target.placement) return target.placement.state
  return placements === null ? 'waiting' : 'barred'
}

/** What letting go here would mean: the state in words, then every reason. */
export function ghostWords(carry: Carry, blocks: readonly Block[]): readonly [string, ...string[]] {
  const state = ghostState(carry)
  if (state === null) return [t('state-nowhere')]
  if (state === 'barred' && !carry.target?.placement) return [t('state-unknown')]
  const { placement } = carry.target ?? {}
  const reasons = state === 'tray' ? [] : (placement?.reasons ?? []).map(seasonReason)
  const cost = placement?.costChange ?? 0
  const who = othersAt(blocks, carry)
    .map(({ title, partyName }) => `${partyName}《${title}》`)
    .join('；')
  switch (state) {
    case 'open':
      return [cost < 0 ? t('state-cheaper', { cost }) : t('state-open'), ...reasons]
    case 'dearer':
      return [t('state-dearer', { cost }), ...reasons]
    case 'taken':
      return [who ? t('state-takenBy', { who }) : t('state-taken'), ...reasons]
    case 'pinned':
      return [who ? t('state-pinnedBy', { who }) : t('state-pinned'), ...reasons]
    default:
      return [t(`state-${state}`), ...reasons]
  }
}

/** A signed number, so that a saving is told from a cost. */
export function signed(cost: number): string {
  return cost > 0 ? `+${cost}` : String(cost)
}

/** What a section is called aloud. */
export function weeklyTitle(title: string, nth: number, timesAWeek: number): string {
  return timesAWeek > 1 ? `${title} ${t('nth', { nth: nth + 1 })}` : title
}
