import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { loadSpaceNames } from '../app/spaces.ts'
import { session } from '../app/session.ts'
import { Dialog } from '../components/Dialog.tsx'
import { t } from '../text/check-in.ts'
import { arrivals, useArrivals } from './arrivals.ts'
import './check-in.css'
import { DoorAnswer } from './DoorAnswer.tsx'
import { createDoorModel } from './model.ts'
import { QueueNotice } from './QueueNotice.tsx'
import { createScanner } from './scanner.ts'

export interface BoardDoorProps {
  readonly zone: string
  readonly onChanged: () => void
  /** Somebody was let in: which reservation, in words, and to which version that led. */
  readonly onDone: (reservationId: string, what: string, version: number) => void
}

/**
 * The door beside a board: a hand scanner is heard wherever the focus is and its answer comes up as a sheet; what waits for the network stands
 * above the board until it is sent.
 */
export function BoardDoor({ zone, onChanged, onDone }: BoardDoorProps) {
  const facilityId = session.value?.facility.id ?? ''
  const code = session.value?.facility.code ?? ''
  const scanned = useSignal<string | null>(null)
  const model = useMemo(() => createDoorModel({ facilityId, zone, queue: arrivals }), [facilityId, zone])
  useArrivals()
  useEffect(() => void loadSpaceNames(code), [code])
  useEffect(() => void model.refresh(), [model])
  useEffect(() => {
    const onKeyDown = createScanner((text) => {
      scanned.value = text
      void model.enter(text)
    })
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [model])
  // Another one was sent: the board should know. The first value is no change.
  const waiting = arrivals.waiting.value.length
  useEffect(() => onChanged(), [waiting])
  const door = model.door.value
  useEffect(() => {
    if (door.kind !== 'in') return
    const { id, title, present, headcount, version } = door.attendance
    onDone(id, t('doneOf', { title, count: present ?? headcount }), version)
  }, [door])
  const close = (): void => {
    scanned.value = null
    model.clear()
    onChanged()
  }
  return (
    <>
      <div class="board-door">
        <QueueNotice queue={arrivals} zone={zone} />
      </div>
      {scanned.value !== null && (
        <Dialog title={t('title')} onClose={close}>
          <DoorAnswer model={model} asked={scanned.value} />
        </Dialog>
      )}
    </>
  )
}
