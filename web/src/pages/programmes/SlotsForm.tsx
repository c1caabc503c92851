import { useSignal } from '@preact/signals'
import type { SlotPlanWire, StageSlotsWire } from '@gongyue/shared/api/competitions.ts'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { spaceName, spacesNow } from '../../app/spaces.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/programmes.ts'
import type { RunModel } from './model.ts'
import { minuteOf } from './read-lines.ts'

interface SlotsFormProps {
  readonly model: RunModel
  readonly stage: ProgrammeWire['stages'][number]
  readonly people: readonly PersonWire[]
  readonly onClose: () => void
}

/** Rooms, juries and days for a stage: tried first, then booked. */
export function SlotsForm({ model, stage, people, onClose }: SlotsFormProps) {
  const rooms = useSignal<readonly { readonly spaceId: string; readonly juror: string }[]>([])
  const days = useSignal('')
  const clock = useSignal({ from: '09:00', until: '17:00', breakFrom: '12:00', breakUntil: '13:30' })
  const tried = useSignal(false)
  const found = useSignal<StageSlotsWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const { from, until, breakFrom, breakUntil } = clock.value
  const dates = days.value.split(/[\s,，、]+/).filter((one) => one !== '')
  const isWhole =
    rooms.value.length > 0 && dates.length > 0 && dates.every((one) => /^\d{4}-\d{2}-\d{2}$/.test(one)) && from < until
  const planOf = (): SlotPlanWire => ({
    rooms: rooms.value.map(({ spaceId, juror }) => ({ spaceId, jury: juror === '' ? [] : [juror] })),
    days: dates.map((date) => ({ date, from: minuteOf(from), until: minuteOf(until) })),
    breaks: breakFrom < breakUntil ? [{ from: minuteOf(breakFrom), until: minuteOf(breakUntil) }] : [],
  })
  const send = async (dryRun: boolean): Promise<void> => {
    tried.value = true
    if (!isWhole || busy.value) return
    busy.value = true
    const reply = await model.slots(stage.id, planOf(), dryRun)
    busy.value = false
    failing.value = 'verdict' in reply ? null : reply
    found.value = 'verdict' in reply ? reply : null
    if (!('verdict' in reply) || reply.verdict !== 'placed') return
    toast(t('gave', { given: reply.given }))
    onClose()
  }
  const clockField = (key: keyof typeof clock.value, label: string) => (
    <TextField
      label={label}
      type="time"
      value={clock.value[key]}
      onInput={(value) => (clock.value = { ...clock.value, [key]: value })}
    />
  )
  return (
    <Dialog
      title={t('slots')}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy.value} onClick={() => void send(true)}>
            {t('tryOut')}
          </Button>
          <Button look="primary" busy={busy.value} onClick={() => void send(false)}>
            {t('give')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        <SelectField
          label={t('room')}
          value=""
          onChoose={(spaceId) => {
            if (spaceId !== '' && rooms.value.every((one) => one.spaceId !== spaceId))
              rooms.value = [...rooms.value, { spaceId, juror: '' }]
          }}
          options={[
            { value: '', label: '—' },
            ...spacesNow()
              .filter(({ bookable }) => bookable)
              .map(({ id, name }) => ({ value: id, label: nameIn(name) })),
          ]}
        />
        {rooms.value.map((room) => (
          <SelectField
            key={room.spaceId}
            label={t('jury', { room: spaceName(room.spaceId) })}
            value={room.juror}
            onChoose={(juror) =>
              (rooms.value = rooms.value.map((one) => (one.spaceId === room.spaceId ? { ...one, juror } : one)))
            }
            options={[
              { value: '', label: '—' },
              ...people.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ))}
        <Field label={t('days')} fault={tried.value && !isWhole && t('daysWrong')}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={3}
              maxLength={400}
              value={days.value}
              onInput={(event) => (days.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="form-pair">
          {clockField('from', t('startAt'))}
          {clockField('until', t('endAt'))}
          {clockField('breakFrom', t('breakFrom'))}
          {clockField('breakUntil', t('breakUntil'))}
        </div>
        {found.value && <Found found={found.value} />}
      </div>
    </Dialog>
  )
}

/** What would become of it; who gets no slot, with what to do about it. */
function Found({ found }: { readonly found: StageSlotsWire }) {
  if (found.verdict === 'refused')
    return (
      <div role="status">
        <p>{t('refused')}</p>
        <ViolationList violations={found.violations} />
      </div>
    )
  const reasons = Map.groupBy(found.missing, ({ reason }) => reason)
  return (
    <div role="status" class="stack-s">
      <p>{t('fits', { given: found.given, rooms: found.rooms.length })}</p>
      {[...reasons].map(([reason, all]) => (
        <p key={reason}>
          {t('missing', { count: all.length })}：{t(`missing-${reason}`)}
        </p>
      ))}
    </div>
  )
}
