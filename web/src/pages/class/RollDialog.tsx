import { useSignal } from '@preact/signals'
import type { ProgrammeSessionWire } from '@gongyue/shared/api/programmes.ts'
import { MARKS, type Mark } from '@gongyue/shared/domain/enrolment.ts'
import { useRef } from 'preact/hooks'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { Button } from '../../components/Button.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/class.ts'
import { spanLabel } from '../../text/when.ts'
import { marksOf, withPlace, type ClassModel, type ClassPage } from './model.ts'

interface RollDialogProps {
  readonly model: ClassModel
  readonly page: ClassPage
  readonly session: ProgrammeSessionWire
  readonly onClose: () => void
}

/** Who is there: one tap or one key for each; said again, it is corrected. */
export function RollDialog({ model, page, session, onClose }: RollDialogProps) {
  const members = withPlace(page.enrolments)
  const marks = useSignal<ReadonlyMap<string, Mark>>(marksOf(page.roll, session.reservationId))
  const list = useRef<HTMLOListElement>(null)
  const set = (id: string, mark: Mark): void => void (marks.value = new Map([...marks.value, [id, mark]]))
  const unmarked = members.filter(({ id }) => !marks.value.has(id)).length
  const onKeyDown = (event: KeyboardEvent, at: number, id: string): void => {
    const mark = MARKS[Number(event.key) - 1]
    if (!mark) return
    event.preventDefault()
    set(id, mark)
    const next = list.current?.children[at + 1]
    next?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <FormDialog
      title={t('callOf', { number: session.number })}
      save={t('saveRoll')}
      onClose={onClose}
      onSave={async () => {
        if (marks.value.size === 0) return 'stay'
        const failing = await model.callRoll(session.reservationId, marks.value)
        if (failing === null) toast(t('rollSaved', { count: marks.value.size }))
        return failing
      }}
    >
      <p class="small faint">{spanLabel(session.start, session.end)}</p>
      <div class="classes-head">
        <Button onClick={() => (marks.value = new Map(members.map(({ id }) => [id, 'present' as const])))}>
          {t('allPresent')}
        </Button>
        <span class="small" role="status">
          {unmarked > 0 && t('unmarked', { count: unmarked })}
        </span>
      </div>
      <p class="small faint roll-keys">{t('rollHint')}</p>
      <ol class="roll" ref={list}>
        {members.map(({ id, name, partyName }, at) => (
          <li key={id}>
            <span class="roll-name">
              {name} <span class="small faint">{partyName}</span>
            </span>
            <div class="roll-marks" role="group" aria-label={name}>
              {MARKS.map((mark) => (
                <button
                  key={mark}
                  type="button"
                  class={`roll-mark ${mark}`}
                  aria-pressed={marks.value.get(id) === mark}
                  onClick={() => set(id, mark)}
                  onKeyDown={(event) => onKeyDown(event, at, id)}
                >
                  {t(`mark-${mark}`)}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </FormDialog>
  )
}
