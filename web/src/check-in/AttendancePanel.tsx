import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { Field } from '../components/Field.tsx'
import { Notice } from '../components/Notice.tsx'
import { toast } from '../components/Toasts.tsx'
import { t } from '../text/check-in.ts'
import { problemSentence } from '../text/problems.ts'
import { clockOf } from '../text/when.ts'
import { arrivals } from './arrivals.ts'
import { createAttendanceModel, wayOutOf, type AttendanceAct, type AttendanceModel } from './attendance-model.ts'
import './check-in.css'
import { PresentCount } from './PresentCount.tsx'

export interface AttendancePanelProps {
  readonly id: string
  readonly title: string
  /** Counts up with every change of the reservation, from whichever desk. */
  readonly version: number
  /** By the server's clock, in epoch milliseconds. */
  readonly now: () => number
  /** Something was done, in words, and to which version it led: whoever shows the day asks anew, and can take it back. */
  readonly onDone: (what: string, version: number) => void
}

/** Who came to a reservation, and the desk's next steps. */
export function AttendancePanel({ id, title, version, now, onDone }: AttendancePanelProps) {
  const model = useMemo(
    () =>
      createAttendanceModel({
        id,
        title,
        now,
        queue: arrivals,
        onDone: (act, attendance) => onDone(wordsOf(act, attendance), attendance.version),
        onQueued: () => toast(t('queued', { label: title })),
      }),
    [id],
  )
  useEffect(() => void model.load(), [model, version])
  const attendance = model.attendance.value
  if (!attendance) return null
  const waits = arrivals.waiting.value.some(({ of }) => 'id' in of && of.id === id)
  return (
    <section class="stack-s" aria-labelledby="attendance-title">
      <h3 id="attendance-title">{t('attendance')}</h3>
      <Facts attendance={attendance} />
      {waits && (
        <Notice tone="warn" offline>
          <p>{t('waitingHere')}</p>
        </Notice>
      )}
      <Refusal model={model} attendance={attendance} />
      <Steps model={model} attendance={attendance} waits={waits} now={now()} />
    </section>
  )
}

function Facts({ attendance }: { readonly attendance: AttendanceWire }) {
  const { checkedInAt, checkedInBy, checkedOutAt, bookedUntil, present, state, points } = attendance
  const told = [
    checkedInAt && t('inSince', { time: clockOf(checkedInAt), by: checkedInBy ?? '—' }),
    present !== null && t('presentOf', { count: present }),
    checkedOutAt && t('outSince', { time: clockOf(checkedOutAt) }),
    bookedUntil && t('bookedUntil', { time: clockOf(bookedUntil) }),
    state === 'no-show' && (points > 0 ? t('points', { count: points }) : t('pointsLifted')),
  ].filter((one) => typeof one === 'string' && one !== '')
  return told.length > 0 ? <p class="small">{told.join(' · ')}</p> : null
}

function Refusal({ model, attendance }: { readonly model: AttendanceModel; readonly attendance: AttendanceWire }) {
  const failing = model.failing.value
  if (!failing) return null
  if (failing.kind === 'offline') return <Failure failing={failing} />
  const despite = wayOutOf(failing.problem, attendance)
  return (
    <Notice tone="warn" loud title={failing.problem.title}>
      <p>{problemSentence(failing.problem)}</p>
      {despite && (
        <p>
          <Button onClick={() => void model.act({ kind: 'check-in', present: attendance.headcount, despite })}>
            {t(despite === 'early' ? 'letIn' : 'restore')}
          </Button>
        </p>
      )}
    </Notice>
  )
}

interface StepsProps {
  readonly model: AttendanceModel
  readonly attendance: AttendanceWire
  readonly waits: boolean
  readonly now: number
}

function Steps({ model, attendance, waits, now }: StepsProps) {
  const { state, start, end, headcount, present } = attendance
  const count = useSignal(present ?? headcount)
  const busy = model.busy.value
  const begun = Date.parse(start) <= now && now < Date.parse(end)
  const act = (kind: 'check-out' | 'release' | 'no-show') => () => void model.act({ kind })
  if (state === 'no-show')
    return <Appeal model={model} over={now >= Date.parse(end)} lifted={attendance.points === 0} />
  if (state === 'confirmed' && !waits)
    return (
      <>
        <PresentCount count={count.value} onCount={(people) => (count.value = people)} />
        <div class="attendance-acts">
          <Button
            look="primary"
            busy={busy}
            onClick={() => void model.act({ kind: 'check-in', present: count.value, despite: null })}
          >
            {t('checkIn')}
          </Button>
          {begun && <Button onClick={act('release')}>{t('release')}</Button>}
          {begun && (
            <Button look="danger" onClick={act('no-show')}>
              {t('noShow')}
            </Button>
          )}
        </div>
      </>
    )
  if (state !== 'in-use') return null
  return (
    <>
      <PresentCount
        count={present ?? headcount}
        onCount={(people) => void model.act({ kind: 'present', present: people })}
      />
      <div class="attendance-acts">
        <Button look="primary" busy={busy} onClick={act('check-out')}>
          {t('checkOut')}
        </Button>
        {begun && <Button onClick={act('release')}>{t('release')}</Button>}
      </div>
    </>
  )
}

interface AppealProps {
  readonly model: AttendanceModel
  readonly over: boolean
  readonly lifted: boolean
}

/** A no-show that was none. */
function Appeal({ model, over, lifted }: AppealProps) {
  const reason = useSignal('')
  const restore = useSignal(false)
  if (lifted && over) return null
  return (
    <form
      class="stack-s"
      onSubmit={(event) => {
        event.preventDefault()
        void model.act({ kind: 'appeal', reason: reason.value.trim(), restore: restore.value || lifted })
      }}
    >
      <Field label={t('appealReason')}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxLength={500}
            pattern=".*\S.*"
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
        )}
      </Field>
      {!over && !lifted && (
        <label class="tick">
          <input
            type="checkbox"
            checked={restore.value}
            onChange={(event) => (restore.value = event.currentTarget.checked)}
          />
          {t('appealRestore')}
        </label>
      )}
      <div class="attendance-acts">
        <Button type="submit" busy={model.busy.value}>
          {t(lifted ? 'restoreOnly' : 'appealSend')}
        </Button>
      </div>
    </form>
  )
}

function wordsOf(act: AttendanceAct, attendance: AttendanceWire): string {
  const { title, end } = attendance
  const count = attendance.present ?? attendance.headcount
  switch (act.kind) {
    case 'check-in':
      return t('doneOf', { title, count })
    case 'present':
      return t('counted', { title, count })
    case 'check-out':
      return t('checkedOut', { title })
    case 'release':
      return t('released', { title, time: clockOf(end) })
    case 'no-show':
      return t('noted', { title })
    case 'appeal':
      return t('lifted', { title })
  }
}
