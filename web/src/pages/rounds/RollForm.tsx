import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import { instantOf, localOf } from '../../classes/instants.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { t } from '../../text/rounds.ts'
import { yearLater, type RollDraft } from './model.ts'

interface RollFormProps {
  readonly round: RoundWire
  readonly timeZone: string
  readonly onClose: () => void
  readonly onRoll: (draft: RollDraft) => Promise<Failing | null>
}

/** A new season like an earlier one: only the days are asked for, a year later to begin with. */
export function RollForm({ round, timeZone, onClose, onRoll }: RollFormProps) {
  const later = (instant: string): string => `${yearLater(instant)}${localOf(instant).slice(10)}`
  const form = useSignal({
    name: '',
    from: yearLater(round.from),
    until: yearLater(round.until),
    opensAt: later(round.opensAt),
    closesAt: later(round.closesAt),
    withApplications: true,
  })
  const tried = useSignal(false)
  const set = (part: Partial<typeof form.value>): void => void (form.value = { ...form.value, ...part })
  const { name, from, until, opensAt, closesAt, withApplications } = form.value
  const faults = {
    name: name.trim() === '' && t('nameMissing'),
    from: from === '' && t('dateMissing'),
    until: until === '' ? t('dateMissing') : until < from && t('untilWrong'),
    opensAt: opensAt === '' && t('dateMissing'),
    closesAt: closesAt === '' ? t('dateMissing') : closesAt <= opensAt && t('closesWrong'),
  }
  const fault = (key: keyof typeof faults) => tried.value && faults[key]
  return (
    <FormDialog
      title={t('rollForward')}
      save={t('create')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (Object.values(faults).some(Boolean)) return 'stay'
        return await onRoll({
          ...{ name: name.trim(), from, until, withApplications },
          opensAt: instantOf(opensAt, timeZone),
          closesAt: instantOf(closesAt, timeZone),
        })
      }}
    >
      <p class="small faint">{t('rollHint')}</p>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        fault={fault('name')}
        value={name}
        onInput={(text) => set({ name: text })}
      />
      <div class="form-pair">
        <TextField
          label={t('from')}
          type="date"
          fault={fault('from')}
          value={from}
          onInput={(day) => set({ from: day })}
        />
        <TextField
          label={t('until')}
          type="date"
          fault={fault('until')}
          value={until}
          onInput={(day) => set({ until: day })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={t('opensAt')}
          type="datetime-local"
          fault={fault('opensAt')}
          value={opensAt}
          onInput={(text) => set({ opensAt: text })}
        />
        <TextField
          label={t('closesAt')}
          type="datetime-local"
          fault={fault('closesAt')}
          value={closesAt}
          onInput={(text) => set({ closesAt: text })}
        />
      </div>
      <label class="tick">
        <input
          type="checkbox"
          checked={withApplications}
          onChange={(event) => set({ withApplications: event.currentTarget.checked })}
        />
        <span>{t('withApplications')}</span>
      </label>
    </FormDialog>
  )
}
