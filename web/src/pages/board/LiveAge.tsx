import { live } from '../../api/live.ts'
import { clockWithSeconds } from '../../board/clock.ts'
import { Icon } from '../../components/Icon.tsx'
import { iconOffline } from '../../components/icons.ts'
import { t } from '../../text/board.ts'
import type { BoardModel } from './model.ts'

/** Whether the board is live, and how old it is when it is not. Told in words, and said to those who do not see it. */
export function LiveAge({ board }: { readonly board: BoardModel }) {
  const state = board.state.value
  if (state.kind !== 'shown') return null
  const connection = live.state.value
  const time = clockWithSeconds(Math.max(state.day.at, 'since' in connection ? connection.since : 0), board.zone)
  if (connection.kind === 'live' && !state.stale)
    return (
      <p class="board-age live" role="status">
        <i class="board-live-dot" aria-hidden="true" />
        <span>{t('live')}</span>
      </p>
    )
  if (connection.kind === 'connecting' && !state.stale) return <p class="board-age">{t('asOf', { time })}</p>
  return (
    <p class="board-age stale" role="status">
      <Icon of={iconOffline} />
      <span>{t(connection.kind === 'offline' ? 'offlineSince' : 'reconnecting', { time })}</span>
    </p>
  )
}
