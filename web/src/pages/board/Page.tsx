import { useSignal, useSignalEffect } from '@preact/signals'
import { useCallback, useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Board } from '../../board/Board.tsx'
import { arrivals } from '../../check-in/arrivals.ts'
import { BoardDoor } from '../../check-in/BoardDoor.tsx'
import { showWaiting } from '../../check-in/show-waiting.ts'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconBoard } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as arrangingWords } from '../../text/arranging.ts'
import { t } from '../../text/board.ts'
import { addressOf, readAddress } from './address.ts'
import { ActBar } from './arranging/ActBar.tsx'
import './arranging/arranging.css'
import { ParkingLane } from './arranging/ParkingLane.tsx'
import { BookingPanel } from './booking/BookingPanel.tsx'
import { DayList } from './DayList.tsx'
import { createDesk, type Desk } from './desk.ts'
import { FindTimePanel } from './finding/FindTimePanel.tsx'
import { FreeNowDialog } from './finding/FreeNowDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { useNarrow } from './narrow.ts'
import './page.css'
import { Panel } from './Panel.tsx'
import { usePrintedSheet } from './printed-sheet.tsx'
import { SearchDialog } from './search/SearchDialog.tsx'
import { shortcutOf, type Shortcut } from './shortcuts.ts'
import { StatusBar } from './StatusBar.tsx'
import { Toolbar } from './Toolbar.tsx'

/** All rooms of the palace on one day, for the desk. */
export function BoardPage() {
  usePageTitle(t('title'))
  const zone = session.value?.facility.timeZone
  const userId = session.value?.user.id
  const desk = useMemo(
    () =>
      zone === undefined || userId === undefined
        ? null
        : createDesk({ zone, userId, roles: () => session.value?.roles ?? [], ...readAddress(location.search) }),
    [zone, userId],
  )
  return desk ? <Desktop desk={desk} /> : <Spinner />
}

function Desktop({ desk }: { readonly desk: Desk }) {
  const { board, arranging } = desk
  const { outbox } = arranging
  const keysShown = useSignal(false)
  const searching = useSignal(false)
  const freeNow = useSignal(false)
  const narrow = useNarrow()
  const parked = useCallback(() => arranging.staging.parked.value, [arranging])
  usePrintedSheet(board)
  // Who was checked in without a network is in, on this board, before the server knows.
  useSignalEffect(() => showWaiting(arrivals.waiting.value, board))

  useEffect(() => desk.start(), [desk])

  // The address keeps what is shown, so that a reload and a shared link come back to it.
  useSignalEffect(() => {
    const address = addressOf(board)
    if (board.spaces.value.length > 0) history.replaceState(history.state, '', address)
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = shortcutOf(event)
      if (!act) return
      if (act === 'close' && !isOpen(desk)) {
        if (arranging.stop()) event.preventDefault()
        return
      }
      event.preventDefault()
      perform(act)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [desk])

  const perform = (act: Shortcut): void => {
    switch (act) {
      case 'close':
        return desk.closePanel()
      case 'today':
        return board.goToDay(board.today.value)
      case 'keys':
        return void (keysShown.value = true)
      case 'search':
        return void (searching.value = true)
      case 'free-now':
        return void (freeNow.value = true)
      case 'find-time':
        return desk.findTime()
      case 'new':
        return desk.create()
      case 'undo':
        return outbox.jobs.value.length > 0 ? toast(arrangingWords('undoWait')) : void arranging.history.undo()
      case 'redo':
        return void arranging.history.redo()
      case 'previous':
        return board.step(-1)
      case 'next':
        return board.step(1)
      case 'range-day':
        return board.choose({ range: 'day' })
      case 'range-three':
        return board.choose({ range: 'three' })
      case 'range-week':
        return showWeek(desk)
    }
  }

  const state = board.state.value
  const open = isOpen(desk)
  const lane = arranging.staging.active.value
  return (
    <div class={`board-page${open ? ' with-panel' : ''}${lane ? ' with-lane' : ''}`}>
      <Toolbar
        board={board}
        onKeys={() => (keysShown.value = true)}
        onSearch={() => (searching.value = true)}
        onFreeNow={() => (freeNow.value = true)}
        onFindTime={desk.findTime}
        onWeek={() => showWeek(desk)}
      />
      <div class="board-place">
        <BoardDoor
          zone={board.zone}
          onChanged={() => void board.refresh()}
          onDone={(reservationId, what, version) =>
            arranging.history.note({ kind: 'door', reservationId, version, what })
          }
        />
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
            <Board view={desk.view} wide={board.zoom.value === 'wide'} parked={parked} />
          ))}
      </div>
      <div class="board-lane">
        <ParkingLane arranging={arranging} board={board} />
      </div>
      <StatusBar board={board} carrying={arranging.carrying} />
      <Panel desk={desk} narrow={narrow} />
      <BookingPanel desk={desk} narrow={narrow} />
      {!isCovered(desk) && <FindTimePanel desk={desk} narrow={narrow} />}
      <ActBar arranging={arranging} onDiscard={() => discard(desk)} />
      {freeNow.value && <FreeNowDialog desk={desk} onClose={() => (freeNow.value = false)} />}
      {searching.value && <SearchDialog desk={desk} onClose={() => (searching.value = false)} />}
      {keysShown.value && <KeysDialog onClose={() => (keysShown.value = false)} />}
    </div>
  )
}

/** Whether something stands beside the board. */
function isOpen(desk: Desk): boolean {
  return isCovered(desk) || desk.finding.shown.value
}

/** Whether it is more than the list of times that were found. */
function isCovered({ panel, arranging, booking }: Desk): boolean {
  const looking = panel.panel.value.kind !== 'closed' || arranging.questions.question.value !== null
  return looking || booking.form.value !== null || booking.booked.value !== null
}

/** The week of the room under the cursor. */
function showWeek({ board }: Desk): void {
  const row = board.layout.value?.rows.find(({ id }) => id === board.cursor.value?.rowId)
  board.choose({ range: 'week', ...(row?.space.bookable && { roomId: row.space.id }) })
}

function discard({ arranging, board }: Desk): void {
  arranging.outbox.discard()
  toast(arrangingWords('discarded'))
  void board.refresh()
}
