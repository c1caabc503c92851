import { useSignal } from '@preact/signals'
import { addDays, instantAt, localDateOf } from '@gongyue/shared/time/wall.ts'
import { clockAt, clockSpanOf } from '../../../board/clock.ts'
import type { Block } from '../../../board/day.ts'
import { holdOf } from '../../../board/drag.ts'
import { Button } from '../../../components/Button.tsx'
import { Field } from '../../../components/Field.tsx'
import { t } from '../../../text/arranging.ts'
import { nameIn } from '../../../text/locale.ts'
import type { BoardModel } from '../model.ts'
import type { Arranging } from './arranging.ts'

export interface ArrangeFormProps {
  readonly block: Block
  readonly board: BoardModel
  readonly arranging: Arranging
  /** On a phone, where nothing can be dragged, it is open from the start. */
  readonly open: boolean
  /** It is on its way; whoever covers the board steps aside. */
  readonly onSent: () => void
}

/** Everything that dragging does, by fields and buttons: another room, another time, longer, shorter, a copy, a change of places, the lane. */
export function ArrangeForm({ block, board, arranging, open, onSent }: ArrangeFormProps) {
  const { zone } = board
  const { during } = block
  const spaceId = useSignal(block.spaceId)
  const date = useSignal<string>(localDateOf(during.start, zone))
  const from = useSignal(clockAt(during.start, zone))
  const until = useSignal(clockAt(during.end, zone))
  const otherId = useSignal('')
  const hold = holdOf(block)
  if (hold === 'fast') return null

  const spaces = board.spaces.value.filter(({ bookable }) => bookable)
  const space = spaces.find(({ id }) => id === spaceId.value)
  const step = (space?.gridMinutes ?? 15) * 60
  const state = board.state.value
  const others = state.kind === 'shown' ? state.day.blocks.filter((one) => one.id !== block.id && swaps(one)) : []
  const wanted = () => {
    const start = hold === 'started' ? during.start : instantAt(date.value, minutesOf(from.value), zone)
    const day = hold === 'started' ? localDateOf(start, zone) : date.value
    const end = instantAt(day, minutesOf(until.value), zone)
    // What ends before it begins goes on into the next day.
    return { start, end: end > start ? end : instantAt(addDays(day, 1), minutesOf(until.value), zone) }
  }
  const put = (kind: 'move' | 'copy'): void => {
    arranging.put({ kind, block, spaceId: spaceId.value, during: wanted() })
    onSent()
  }
  const exchange = (): void => {
    const other = others.find(({ id }) => id === otherId.value)
    if (!other) return
    arranging.put({ kind: 'swap', block, other })
    onSent()
  }
  return (
    <details class="arrange" open={open}>
      <summary>{t('arrange')}</summary>
      <form
        class="stack-s"
        onSubmit={(event) => {
          event.preventDefault()
          put('move')
        }}
      >
        <Field label={t('arrangeSpace')}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={spaceId.value}
              onChange={(event) => (spaceId.value = event.currentTarget.value)}
            >
              {spaces.map(({ id, name }) => (
                <option key={id} value={id}>
                  {nameIn(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {hold === 'free' && (
          <Field label={t('arrangeDate')}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="date"
                required
                value={date.value}
                onInput={(event) => (date.value = event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <div class="arrange-times">
          {hold === 'free' && (
            <Field label={t('arrangeFrom')}>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  type="time"
                  required
                  step={step}
                  value={from.value}
                  onInput={(event) => (from.value = event.currentTarget.value)}
                />
              )}
            </Field>
          )}
          <Field label={t('arrangeUntil')}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="time"
                required
                step={step}
                value={until.value}
                onInput={(event) => (until.value = event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class="attendance-acts">
          <Button type="submit" look="primary">
            {t('arrangeMove')}
          </Button>
          {hold === 'free' && <Button onClick={() => put('copy')}>{t('arrangeCopy')}</Button>}
          <Button
            onClick={() => {
              arranging.command('park', block)
              onSent()
            }}
          >
            {t('arrangePark')}
          </Button>
        </div>
        {hold === 'free' && others.length > 0 && (
          <>
            <Field label={t('arrangeSwap')}>
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={otherId.value}
                  onChange={(event) => (otherId.value = event.currentTarget.value)}
                >
                  <option value="">{t('arrangeSwapNone')}</option>
                  {others.map((one) => (
                    <option key={one.id} value={one.id}>
                      {clockSpanOf(one.during, zone)} {one.title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {otherId.value !== '' && (
              <div class="attendance-acts">
                <Button onClick={exchange}>{t('arrangeSwapNow')}</Button>
              </div>
            )}
          </>
        )}
      </form>
    </details>
  )
}

function swaps(block: Block): boolean {
  return holdOf(block) === 'free'
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}
