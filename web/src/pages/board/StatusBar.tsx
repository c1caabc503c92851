import type { Carrying } from '../../board/carry.ts'
import { t as arranging } from '../../text/arranging.ts'
import { t } from '../../text/board.ts'
import { LiveAge } from './LiveAge.tsx'
import type { BoardModel } from './model.ts'

/** What the lines and colours mean, and how old the picture is. */
export function StatusBar({ board, carrying }: { readonly board: BoardModel; readonly carrying: Carrying }) {
  const carry = carrying.carry.value
  const parkable = carry?.by === 'pointer' && carry.grab.kind === 'body'
  return (
    <footer class="board-status screen-only" data-parking={parkable ? '' : undefined}>
      {parkable && (
        <p class={`parking-target${carry.parking ? ' over' : ''}`}>
          {arranging(carry.parking ? 'carry-park' : 'parkedHint')}
        </p>
      )}
      <ul class="board-legend" aria-label={t('legend')}>
        <li>
          <i class="block reservation confirmed">
            <span class="block-core" />
          </i>
          {t('reserved')}
        </li>
        <li>
          <i class="block reservation in-use">
            <span class="block-core" />
          </i>
          {t('inUse')}
        </li>
        <li>
          <i class="block request pending">
            <span class="block-core" />
          </i>
          {t('requested')}
        </li>
        <li>
          <i class="block hold tentative">
            <span class="block-core" />
          </i>
          {t('held')}
        </li>
        <li>
          <i class="block reservation buffered">
            <span class="block-core" />
          </i>
          {t('setUpStrike')}
        </li>
        <li>
          <i class="board-ground">
            <span class="ghost" />
          </i>
          {t('taken')}
        </li>
        <li>
          <i class="board-ground">
            <span class="closed" />
          </i>
          {t('closed')}
        </li>
        <li>
          <i class="board-ground">
            <span class="shut" />
          </i>
          {t('shut')}
        </li>
      </ul>
      <LiveAge board={board} />
    </footer>
  )
}
