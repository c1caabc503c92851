import { useSignal } from '@preact/signals'
import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Board } from '../../board/Board.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconBoard } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/board.ts'
import { DayList } from './DayList.tsx'
import { createDesk, type Desk } from './desk.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { useNarrow } from './narrow.ts'
import './page.css'
import { Panel } from './Panel.tsx'
import { usePrintedSheet } from './printed-sheet.tsx'
import { shortcutOf } from './shortcuts.ts'
import { StatusBar } from './StatusBar.tsx'
import { Toolbar } from './Toolbar.tsx'

/** All rooms of the palace on one day, for the desk. */
export function BoardPage() {
  usePageTitle(t('title'))
  const zone = session.value?.facility.timeZone
  const desk = useMemo(() => (zone === undefined ? null : createDesk({ zone, ...askedFor(location.search) })), [zone])
  return desk ? <Desktop desk={desk} /> : <Spinner />
}

function Desktop({ desk }: { readonly desk: Desk }) {
  const { board, panel } = desk
  const keysShown = useSignal(false)
  const narrow = useNarrow()
  usePrintedSheet(board)

  useEffect(() => desk.start(), [desk])

  // The address keeps the day, so that a reload and a shared link come back to it.
  useEffect(
    () => board.date.subscribe((date) => history.replaceState(history.state, '', `/board?date=${date}`)),
    [board],
  )

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = shortcutOf(event)
      if (!act) return
      if (act === 'close' && panel.panel.value.kind === 'closed') return
      event.preventDefault()
      if (act === 'close') desk.closePanel()
      else if (act === 'today') board.goToDay(board.today.value)
      else if (act === 'keys') keysShown.value = true
      else board.step(act === 'next' ? 1 : -1)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [desk])

  const state = board.state.value
  const open = panel.panel.value.kind !== 'closed'
  return (
    <div class={`board-page${open ? ' with-panel' : ''}`}>
      <Toolbar board={board} onKeys={() => (keysShown.value = true)} />
      <div class="board-place">
        {state.kind === 'loading' && (
          <div class="whole-page">
            <Spinner>{t('loading')}</Spinner>
          </div>
        )}
        {state.kind === 'failing' && (
          <div class="board-failing">
            <Failure failing={state.failing} onRetry={() => void board.refresh()} />
          </div>
        )}
        {state.kind === 'shown' &&
          (board.spaces.value.length === 0 ? (
            <Empty icon={iconBoard} title={t('noSpaces')} />
          ) : narrow ? (
            <DayList desk={desk} />
          ) : (
            <Board view={desk.view} wide={board.zoom.value === 'wide'} />
          ))}
      </div>
      <StatusBar board={board} />
      <Panel desk={desk} narrow={narrow} />
      {keysShown.value && <KeysDialog onClose={() => (keysShown.value = false)} />}
    </div>
  )
}

/** `?date=2026-12-04&block=…`: where a link leads. Anything else in the address is not for the board. */
function askedFor(search: string) {
  const query = new URLSearchParams(search)
  const date = query.get('date')
  const blockId = query.get('block')
  return { date: date !== null && isLocalDate(date) ? date : null, wanted: blockId === null ? null : { blockId } }
}
