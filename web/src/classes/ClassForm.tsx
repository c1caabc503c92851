import { useSignal } from '@preact/signals'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ProgrammeDraftWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import { PROGRAMME_STATES, type ProgrammeState } from '@gongyue/shared/domain/enrolment.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import type { Failing } from '../components/Failure.tsx'
import { Field } from '../components/Field.tsx'
import { t } from '../text/classes.ts'
import { readClassDraft, type ClassDraft, type ClassFaults } from './class-draft.ts'
import { FormDialog } from './FormDialog.tsx'
import { localOf } from './instants.ts'
import { PartyPick } from './PartyPick.tsx'
import { SelectField, TextField } from './TextField.tsx'

interface ClassFormProps {
  readonly title: string
  readonly first: ClassDraft
  /** Null for a new class, which is a draft. */
  readonly state: ProgrammeState | null
  readonly terms: readonly TermWire[]
  readonly people: readonly PersonWire[]
  readonly timeZone: string
  readonly onSave: (draft: ProgrammeDraftWire, state: ProgrammeState) => Promise<Failing | null>
  readonly onClose: () => void
}

/** A class as it shall be; says at each field what is wrong as soon as somebody tried, and then while they type. */
export function ClassForm({ title, first, state, terms, people, timeZone, onSave, onClose }: ClassFormProps) {
  const draft = useSignal(first)
  const wished = useSignal<ProgrammeState>(state ?? 'draft')
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<ClassDraft>): void => void (draft.value = { ...draft.value, ...part })
  const read = readClassDraft(shown, timeZone)
  const faults: ClassFaults = read.kind === 'wanting' ? read.faults : {}
  // before somebody tried, only what typing on can not make right
  const fault = (field: keyof ClassDraft): string | false =>
    (tried.value || (shown[field] !== first[field] && shown[field] !== '') ? faults[field] : undefined) ?? false
  const save = async () => {
    tried.value = true
    return read.kind === 'wanting' ? ('stay' as const) : await onSave(read.draft, wished.value)
  }
  const chooseTerm = (termId: string): void => {
    const term = terms.find(({ id }) => id === termId)
    set(term ? { termId, opensAt: localOf(term.opensAt), closesAt: localOf(term.closesAt) } : { termId })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSave={save}>
      <TextField
        label={t('name')}
        fault={fault('title')}
        value={shown.title}
        onInput={(value) => set({ title: value })}
      />
      {state !== null && (
        <Choice
          legend={t('state')}
          value={wished.value}
          onChoose={(chosen) => (wished.value = chosen)}
          options={PROGRAMME_STATES.map((value) => ({ value, label: t(`state-${value}`) }))}
        />
      )}
      <div class="form-pair">
        <SelectField
          label={t('term')}
          value={shown.termId}
          onChoose={chooseTerm}
          options={[{ value: '', label: '—' }, ...terms.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <SelectField
          label={t('instructor')}
          value={shown.personId}
          onChoose={(personId) => set({ personId })}
          options={[
            { value: '', label: t('noInstructor') },
            ...people
              .filter(({ active }) => active)
              .map(({ id, name, skills }) => ({ value: id, label: `${name}（${skills.slice(0, 3).join('、')}）` })),
          ]}
        />
      </div>
      <PartyPick
        label={t('party')}
        fault={fault('party')}
        value={shown.party}
        onPick={(party) => party?.id !== shown.party?.id && set({ party })}
      />
      <div class="form-pair">
        <TextField
          label={t('capacity')}
          fault={fault('capacity')}
          numeric
          value={shown.capacity}
          onInput={(capacity) => set({ capacity })}
        />
        <TextField
          label={t('least')}
          fault={fault('least')}
          numeric
          value={shown.least}
          onInput={(least) => set({ least })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={t('opensAt')}
          fault={fault('opensAt')}
          type="datetime-local"
          value={shown.opensAt}
          onInput={(opensAt) => set({ opensAt })}
        />
        <TextField
          label={t('closesAt')}
          fault={fault('closesAt')}
          type="datetime-local"
          value={shown.closesAt}
          onInput={(closesAt) => set({ closesAt })}
        />
      </div>
      <TextField
        label={t('skills')}
        hint={t('skillsHint')}
        value={shown.skills}
        onInput={(skills) => set({ skills })}
      />
      <div class="form-pair">
        <TextField
          label={t('attendance')}
          fault={fault('attendancePercent')}
          numeric
          value={shown.attendancePercent}
          onInput={(attendancePercent) => set({ attendancePercent })}
        />
        <TextField
          label={t('certificate')}
          hint={t('certificateHint')}
          fault={fault('certificateHours')}
          numeric
          value={shown.certificateHours}
          onInput={(certificateHours) => set({ certificateHours })}
        />
      </div>
      <TextField
        label={t('branchSeats')}
        hint={t('branchSeatsHint')}
        fault={fault('branchSeats')}
        numeric
        value={shown.branchSeats}
        onInput={(branchSeats) => set({ branchSeats })}
      />
      <QuotaFields draft={shown} onChange={set} fault={fault('quotas')} />
      <Field label={t('summary')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            maxLength={1000}
            value={shown.summary}
            onInput={(event) => set({ summary: event.currentTarget.value })}
          />
        )}
      </Field>
    </FormDialog>
  )
}

/** Branches with a number of their own, beside the one that holds for all. */
function QuotaFields({ draft, onChange, fault }: QuotaFieldsProps) {
  const { quotas } = draft
  return (
    <fieldset class="stack-s">
      <legend class="small">{t('quotas')}</legend>
      {quotas.map(({ party, seats }) => (
        <div class="row" key={party.id}>
          <TextField
            label={t('quotaSeats', { party: party.name })}
            fault={fault}
            numeric
            value={seats}
            onInput={(value) =>
              onChange({ quotas: quotas.map((one) => (one.party.id === party.id ? { party, seats: value } : one)) })
            }
          />
          <Button
            aria-label={t('quotaRemove', { party: party.name })}
            onClick={() => onChange({ quotas: quotas.filter((one) => one.party.id !== party.id) })}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <PartyPick
        key={quotas.length}
        label={t('quotaAdd')}
        value={null}
        onPick={(party) => {
          if (party && quotas.every((one) => one.party.id !== party.id))
            onChange({ quotas: [...quotas, { party, seats: draft.branchSeats || '2' }] })
        }}
      />
    </fieldset>
  )
}

interface QuotaFieldsProps {
  readonly draft: ClassDraft
  readonly onChange: (part: Partial<ClassDraft>) => void
  readonly fault: string | false
}
