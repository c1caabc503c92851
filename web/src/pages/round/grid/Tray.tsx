import { Chip } from '../../../components/Chip.tsx'
import { t } from '../../../text/round-grid.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import type { Waiting } from './blocks.ts'

interface TrayProps {
  readonly waiting: readonly Waiting[]
  readonly placed: number
  readonly selected: string | null
  /** Something from the grid hangs over the page: it may be dropped here. */
  readonly carrying: boolean
  readonly onSelect: (key: string) => void
}

/** Weekly times without a place, must-haves first, each with the first reason. */
export function Tray({ waiting, placed, selected, carrying, onSelect }: TrayProps) {
  return (
    <aside class={`alloc-tray${carrying ? ' ready' : ''}`} data-tray aria-label={t('tray')}>
      <h3>
        {t('trayCount', { count: waiting.length })}{' '}
        <span class="faint small">{t('placedCount', { count: placed })}</span>
      </h3>
      {carrying && <p class="alloc-tray-drop">{t('trayDrop')}</p>}
      {waiting.length === 0 && !carrying && <p class="small faint">{t('trayEmpty')}</p>}
      <ul>
        {waiting.map(({ key, title, partyName, nth, must, weight, unmet }) => {
          const [why] = unmet?.reasons ?? []
          return (
            <li key={key}>
              <button
                type="button"
                class={`alloc-waiting${key === selected ? ' selected' : ''}`}
                data-weekly={key}
                aria-pressed={key === selected}
                onClick={() => onSelect(key)}
              >
                <b>{title}</b>
                <span>
                  {partyName} · {t('nth', { nth: nth + 1 })} · {t('weight', { weight })}
                </span>
                {must && <Chip tone="warn">{t('must')}</Chip>}
                {why && <span class="faint">{seasonReason(why)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </aside>
  )
}
