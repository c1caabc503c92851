import { useSignal } from '@preact/signals'
import type { ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'
import { useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { addProgramme } from '../../classes/routes.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/programmes.ts'
import { addDays, todayAt } from '../../text/when.ts'
import { RUN_KINDS } from './run-kinds.ts'

interface NewFormProps {
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** A draft of a programme: kind, name, places and when people may sign up. */
export function NewForm({ onClose, onMade }: NewFormProps) {
  const keyOf = useMemo(idempotencyKeys, [])
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const today = todayAt(timeZone, moment())
  const own = session.value?.parties.find(({ kind }) => kind === 'palace') ?? session.value?.parties[0] ?? null
  const kind = useSignal<ProgrammeKind>('lecture')
  const title = useSignal('')
  const capacity = useSignal('80')
  const opensAt = useSignal(`${today}T08:00`)
  const closesAt = useSignal(`${addDays(today, 30)}T18:00`)
  const summary = useSignal('')
  const tried = useSignal(false)
  const seats = /^\d{1,6}$/.test(capacity.value.trim()) ? Number(capacity.value) : 0
  const isSeats = seats >= 1 && seats <= 100_000
  const isLater = opensAt.value < closesAt.value
  return (
    <FormDialog
      title={t('add')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (title.value.trim() === '' || !isSeats || !isLater || own === null) return 'stay'
        const body = {
          ...{ kind: kind.value, termId: null, title: title.value.trim(), summary: summary.value.trim() },
          ...{ partyId: own.id, personId: null, skills: [], capacity: seats, least: 1, branchSeats: null, quotas: [] },
          ...{ opensAt: instantOf(opensAt.value, timeZone), closesAt: instantOf(closesAt.value, timeZone) },
          ...{ attendancePercent: 0, certificateHours: null },
        }
        const reply = await call(addProgramme, { body, idempotencyKey: keyOf(body) })
        if (reply.kind !== 'ok') return reply
        toast(t('made', { title: reply.body.title }))
        onMade(reply.body.id)
        return null
      }}
    >
      {own === null && <p>{t('noParty')}</p>}
      <SelectField
        label={t('kind')}
        value={kind.value}
        onChoose={(value) => (kind.value = RUN_KINDS.find((one) => one === value) ?? 'lecture')}
        options={RUN_KINDS.map((one) => ({ value: one, label: kinds(one) }))}
      />
      <TextField
        label={t('name')}
        fault={tried.value && title.value.trim() === '' && t('nameMissing')}
        value={title.value}
        onInput={(value) => (title.value = value)}
      />
      <TextField
        label={t('capacity')}
        fault={tried.value && !isSeats && t('numberWrong')}
        numeric
        value={capacity.value}
        onInput={(value) => (capacity.value = value)}
      />
      <div class="form-pair">
        <TextField
          label={t('opensAt')}
          type="datetime-local"
          value={opensAt.value}
          onInput={(value) => (opensAt.value = value)}
        />
        <TextField
          label={t('closesAt')}
          fault={tried.value && !isLater && t('closesWrong')}
          type="datetime-local"
          value={closesAt.value}
          onInput={(value) => (closesAt.value = value)}
        />
      </div>
      <Field label={t('summary')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            maxLength={1000}
            value={summary.value}
            onInput={(event) => (summary.value = event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

function moment(): number {
  return Date.now()
}
