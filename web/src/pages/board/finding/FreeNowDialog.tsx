import { useEffect, useMemo, useRef } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import { clockSpanOf } from '../../../board/clock.ts'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { t as board } from '../../../text/board.ts'
import { t } from '../../../text/desk-finding.ts'
import { nameIn } from '../../../text/locale.ts'
import { durationLabel } from '../../../text/when.ts'
import type { Desk } from '../desk.ts'
import './finding.css'
import { createFreeNow, FREE_NOW_LENGTHS, minutesUntil, type FreeSpace } from './free-now.ts'

/** What is free now, or next, by kind. Its number books it for a walk-in. */
export function FreeNowDialog({ desk, onClose }: { readonly desk: Desk; readonly onClose: () => void }) {
  const model = useMemo(() => {
    const { spaces, zone, now } = desk.board
    return createFreeNow({ spaces: spaces.value, zone, now: () => now.value, send: call })
  }, [])
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void model.ask()
    const timer = setInterval(() => void model.ask(), AGAIN_MS)
    place.current?.querySelector<HTMLElement>('input:checked')?.focus()
    return () => clearInterval(timer)
  }, [])
  const state = model.state.value
  const free = state.kind === 'there' ? state.free : []
  const now = desk.board.now.value

  const book = (one: FreeSpace | undefined): void => {
    if (!one) return
    onClose()
    void desk.bookNow(one.space, one.during)
  }
  // The keys of the dialog: its own, wherever the focus is in it.
  useEffect(() => {
    const dialog = place.current?.closest('dialog')
    const onKeyDown = (event: KeyboardEvent): void => {
      const index = Number(event.key) - 1
      if (event.ctrlKey || event.metaKey || event.altKey || !(index >= 0 && index < free.length)) return
      event.preventDefault()
      book(free[index])
    }
    dialog?.addEventListener('keydown', onKeyDown)
    return () => dialog?.removeEventListener('keydown', onKeyDown)
  }, [free])

  return (
    <Dialog title={t('freeNow')} onClose={onClose}>
      <div class="free-now" ref={place}>
        <Choice
          legend={t('kind')}
          quiet
          options={model.kinds.map((kind) => ({ value: kind, label: board(`kind-${kind}`) }))}
          value={model.kind.value}
          onChoose={(kind) => model.choose({ kind })}
        />
        <Choice
          legend={t('length')}
          quiet
          options={FREE_NOW_LENGTHS.map((length) => ({ value: String(length), label: durationLabel(length) }))}
          value={String(model.minutes.value)}
          onChoose={(length) => model.choose({ minutes: Number(length) })}
        />
        <div role="status">
          {state.kind === 'asking' && <Spinner />}
          {state.kind === 'there' && (
            <p class={free.length > 0 ? 'small faint' : undefined}>
              {free.length > 0 ? t('freeKeys', { count: free.length }) : t('freeNone')}
            </p>
          )}
        </div>
        {state.kind === 'failing' && <Failure failing={state.failing} onRetry={() => void model.ask()} />}
        <ol class="free-list">
          {free.map((one, index) => {
            const wait = minutesUntil(one, now)
            return (
              <li key={`${one.space.id} ${one.during.start}`} class={wait === 0 ? 'now' : undefined}>
                <kbd aria-hidden="true">{index + 1}</kbd>
                <div>
                  <strong>{nameIn(one.space.name)}</strong>
                  <span>{clockSpanOf(one.during, desk.board.zone)}</span>
                </div>
                <span class="free-wait">{wait === 0 ? t('free') : t('wait', { time: durationLabel(wait) })}</span>
                <Button
                  look={index === 0 ? 'primary' : 'normal'}
                  aria-keyshortcuts={String(index + 1)}
                  aria-label={`${t('bookIt')} ${nameIn(one.space.name)} ${clockSpanOf(one.during, desk.board.zone)}`}
                  onClick={() => book(one)}
                >
                  {t('bookIt')}
                </Button>
                <Button
                  look="plain"
                  aria-label={`${t('fill')} ${nameIn(one.space.name)}`}
                  onClick={() => {
                    onClose()
                    desk.bookHere(one.space, one.during)
                  }}
                >
                  {t('fill')}
                </Button>
              </li>
            )
          })}
        </ol>
      </div>
    </Dialog>
  )
}

const AGAIN_MS = 30_000
