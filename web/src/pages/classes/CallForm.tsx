import { useSignal } from '@preact/signals'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { session } from '../../app/session.ts'
import { skillsOf } from '../../classes/class-draft.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { slotWords } from '../../classes/slots.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { iconClose } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { WEEKDAYS, weekdayWord } from '../../rules/weekdays.ts'
import { t } from '../../text/calls.ts'
import type { CallDraftWire } from './calls-model.ts'

interface CallFormProps {
  readonly skills: readonly string[]
  readonly onSave: (draft: CallDraftWire) => Promise<Failing | null>
  readonly onClose: () => void
}

interface Slot {
  readonly weekday: Weekday
  readonly from: number
}

/** A course that is put up for demand, with the times to choose from. */
export function CallForm({ onSave, onClose }: CallFormProps) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const draft = useSignal({
    ...{ title: '', summary: '', skills: '', least: '12', capacity: '24', sessions: '4', minutes: '90' },
    ...{ fromDate: '', closesAt: '', slots: [] as readonly Slot[] },
  })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const number = (text: string, low: number, high: number) =>
    (!/^\d{1,5}$/.test(text) || Number(text) < low || Number(text) > high) && t('numberWrong', { low, high })
  const faults = {
    title: shown.title.trim() === '' && t('nameMissing'),
    least: number(shown.least, 1, 2000) || (Number(shown.least) > Number(shown.capacity) && t('leastWrong')),
    capacity: number(shown.capacity, 1, 2000),
    sessions: number(shown.sessions, 1, 200),
    minutes: number(shown.minutes, 15, 720),
    fromDate: shown.fromDate === '' && t('dateMissing'),
    closesAt: shown.closesAt === '' && t('dateMissing'),
    slots: shown.slots.length === 0 && t('slotMissing'),
  }
  const fault = (field: keyof typeof faults) => (tried.value || shown[field].length > 0) && faults[field]
  const save = async () => {
    tried.value = true
    if (Object.values(faults).some(Boolean)) return 'stay' as const
    const failing = await onSave({
      ...{ title: shown.title.trim(), summary: shown.summary.trim(), skills: [...skillsOf(shown.skills)] },
      ...{ least: Number(shown.least), capacity: Number(shown.capacity), sessions: Number(shown.sessions) },
      ...{ minutes: Number(shown.minutes), slots: [...shown.slots], fromDate: shown.fromDate },
      closesAt: instantOf(shown.closesAt, timeZone),
    })
    if (failing === null) toast(t('made', { title: shown.title.trim() }))
    return failing
  }
  return (
    <FormDialog title={t('add')} onClose={onClose} onSave={save}>
      <TextField label={t('name')} fault={fault('title')} value={shown.title} onInput={(title) => set({ title })} />
      <TextField label={t('summary')} value={shown.summary} onInput={(summary) => set({ summary })} maxLength={1000} />
      <TextField
        label={t('skills')}
        hint={t('skillsHint')}
        value={shown.skills}
        onInput={(skills) => set({ skills })}
      />
      <div class="form-pair">
        {(
          [
            ['least', 'least'],
            ['capacity', 'capacity'],
            ['sessions', 'sessionCount'],
            ['minutes', 'minutes'],
          ] as const
        ).map(([field, word]) => (
          <TextField
            key={field}
            label={t(word)}
            fault={fault(field)}
            numeric
            value={shown[field]}
            onInput={(value) => set({ [field]: value })}
          />
        ))}
      </div>
      <div class="form-pair">
        <TextField
          label={t('fromDate')}
          fault={fault('fromDate')}
          type="date"
          value={shown.fromDate}
          onInput={(fromDate) => set({ fromDate })}
        />
        <TextField
          label={t('closesAt')}
          fault={fault('closesAt')}
          type="datetime-local"
          value={shown.closesAt}
          onInput={(closesAt) => set({ closesAt })}
        />
      </div>
      <SlotFields
        slots={shown.slots}
        minutes={Number(shown.minutes) || 90}
        fault={tried.value && faults.slots}
        onChange={(slots) => set({ slots })}
      />
    </FormDialog>
  )
}

interface SlotFieldsProps {
  readonly slots: readonly Slot[]
  readonly minutes: number
  readonly fault: string | false
  readonly onChange: (slots: readonly Slot[]) => void
}

function SlotFields({ slots, minutes, fault, onChange }: SlotFieldsProps) {
  const weekday = useSignal<Weekday>(1)
  const time = useSignal('19:00')
  const add = (): void => {
    const from = Number(time.value.slice(0, 2)) * 60 + Number(time.value.slice(3, 5))
    if (Number.isNaN(from) || slots.some((one) => one.weekday === weekday.value && one.from === from)) return
    onChange([...slots, { weekday: weekday.value, from }])
  }
  return (
    <fieldset class="stack-s">
      <legend>{t('slots')}</legend>
      <ul class="row">
        {slots.map((slot) => {
          const words = slotWords(slot, minutes)
          return (
            <li key={words}>
              <Button
                icon={iconClose}
                aria-label={t('removeSlot', { slot: words })}
                onClick={() => onChange(slots.filter((one) => one !== slot))}
              >
                {words}
              </Button>
            </li>
          )
        })}
      </ul>
      <div class="form-pair">
        <SelectField
          label={t('weekday')}
          fault={fault}
          value={String(weekday.value)}
          onChoose={(value) => (weekday.value = WEEKDAYS.find((one) => String(one) === value) ?? 1)}
          options={WEEKDAYS.map((one) => ({ value: String(one), label: weekdayWord(one) }))}
        />
        <TextField label={t('time')} type="time" value={time.value} onInput={(value) => (time.value = value)} />
      </div>
      <div>
        <Button onClick={add}>{t('addSlot')}</Button>
      </div>
    </fieldset>
  )
}
