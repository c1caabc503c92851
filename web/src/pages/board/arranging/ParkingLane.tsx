import { Button } from '../../../components/Button.tsx'
import { Chip } from '../../../components/Chip.tsx'
import { iconAccepted } from '../../../components/icons.ts'
import { t } from '../../../text/arranging.ts'
import type { BoardModel } from '../model.ts'
import type { Arranging } from './arranging.ts'
import { whereWords } from './words.ts'

/** Bookings that were put down while others make room, and what shall become of all of them together. */
export function ParkingLane({ arranging, board }: { readonly arranging: Arranging; readonly board: BoardModel }) {
  const { staging } = arranging
  if (!staging.active.value) return null
  const parked = staging.parked.value
  const staged = staging.staged.value
  const advice = staging.advice.value
  return (
    <section class="parking screen-only" aria-label={t('parkedTitle')} data-parking>
      <h2 class="parking-title">{t('parkedTitle')}</h2>
      <ul class="parking-chips">
        {parked.length === 0 && <li class="parking-hint">{t('parkedHint')}</li>}
        {parked.map((block) => {
          const where = whereWords(board, block.spaceId, block.during)
          return (
            <li key={block.id}>
              <button
                type="button"
                class="parking-chip"
                data-parked={block.id}
                aria-label={t('parkedChip', { title: block.title, where })}
                title={t('parkedChip', { title: block.title, where })}
                onClick={(event) => {
                  // A press of the pointer carries; a press of a key picks up.
                  if (event.detail === 0) pickUp(arranging, block)
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Delete' || event.key === 'Backspace') staging.unpark(block.id)
                }}
              >
                <strong>{block.title}</strong>
                <span>{where}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <div class="parking-end">
        {staged.length > 0 && <span class="parking-count">{t('stagedCount', { count: staged.length })}</span>}
        {advice && (
          <Chip tone={advice.level === 'fits' ? 'good' : 'warn'}>
            {advice.level === 'fits'
              ? t('stagedFits')
              : t(advice.level === 'staff' ? 'stagedWanting' : 'stagedRefused', { count: hardOf(advice.violations) })}
          </Chip>
        )}
        <Button onClick={arranging.putAllBack}>{t('putAllBack')}</Button>
        {staged.length > 0 && (
          <Button look="primary" icon={iconAccepted} onClick={arranging.saveTogether}>
            {t('saveTogether')}
          </Button>
        )}
      </div>
    </section>
  )
}

function hardOf(violations: readonly { readonly level: string }[]): number {
  return violations.filter(({ level }) => level === 'hard').length
}

/** The keyboard works where the booking stands. */
function pickUp(arranging: Arranging, block: Parameters<Arranging['pickUp']>[0]): void {
  arranging.pickUp(block)
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.board [data-cursor]')?.focus())
}
