import { Dialog } from '../../components/Dialog.tsx'
import { t } from '../../text/board.ts'

/** Every key of the board. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const rows = [
    [['←', '→', '↑', '↓'], t('keyArrows')],
    [['Home', 'End'], t('keyHome')],
    [['Ctrl+Home', 'Ctrl+End'], t('keyCtrlHome')],
    [['PgUp', 'PgDn'], t('keyPage')],
    [['Enter'], t('keyEnter')],
    [['Esc'], t('keyEscape')],
    [['n'], t('keyNew')],
    [['f'], t('keyFreeNow')],
    [['s'], t('keyFindTime')],
    [['/'], t('keySearch')],
    [['Alt+←→', 'Alt+↑↓'], t('keyCarry')],
    [['Shift+Alt+←→'], t('keyStretch')],
    [['p'], t('keyPark')],
    [['x'], t('keySwap')],
    [['Ctrl+Z', 'Ctrl+Y'], t('keyUndo')],
    [[t('keyDragMark')], t('keyDrag')],
    [['1', '3', '7'], t('keyRange')],
    [['t'], t('keyToday')],
    [['[', ']'], t('keyDays')],
    [['?'], t('keyHelp')],
  ] as const
  return (
    <Dialog title={t('keysTitle')} onClose={onClose}>
      <dl class="board-keys">
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
