import { useSignal } from '@preact/signals'
import type { PersonDraftWire, PersonWire } from '@gongyue/shared/api/people.ts'
import { PERSON_KINDS } from '@gongyue/shared/domain/person.ts'
import { skillsOf } from '../../classes/class-draft.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { PartyPick, type PickedParty } from '../../classes/PartyPick.tsx'
import { isPhone } from '../../classes/phone.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { WEEKDAYS, weekdayWord } from '../../rules/weekdays.ts'
import { t } from '../../text/people.ts'
import { BANDS, cellsOf, hoursOf, isGrid } from './hours.ts'

interface PersonFormProps {
  readonly title: string
  readonly first: PersonWire | null
  readonly onSave: (draft: PersonDraftWire, active: boolean) => Promise<Failing | null>
  readonly onClose: () => void
}

/** Somebody as they are: skills, hours on a grid of the week, limits. */
export function PersonForm({ title, first, onSave, onClose }: PersonFormProps) {
  const draft = useSignal({
    name: first?.name ?? '',
    kind: first?.kind ?? ('instructor' as const),
    skills: first?.skills.join('，') ?? '',
    phone: '',
    minutesADay: textOf(first?.minutesADay),
    restMinutes: textOf(first?.restMinutes),
    daysAWeek: textOf(first?.daysAWeek),
    active: first?.active ?? true,
  })
  const party = useSignal<PickedParty | null>(
    first?.partyId ? { id: first.partyId, name: first.partyName ?? '' } : null,
  )
  const cells = useSignal(cellsOf(first?.hours ?? []))
  const tried = useSignal(false)
  const touched = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const limit = (text: string, low: number, high: number): string | false =>
    text.trim() !== '' &&
    (!/^\d{1,4}$/.test(text.trim()) || Number(text) < low || Number(text) > high) &&
    t('numberWrong', { low, high })
  const faults = {
    name: shown.name.trim() === '' && tried.value && t('nameMissing'),
    phone: shown.phone.trim() !== '' && !isPhone(shown.phone) && t('phoneWrong'),
    minutesADay: limit(shown.minutesADay, 15, 1440),
    restMinutes: limit(shown.restMinutes, 0, 2880),
    daysAWeek: limit(shown.daysAWeek, 1, 7),
  }
  const save = async () => {
    tried.value = true
    const isWanting = shown.name.trim() === '' || Object.values(faults).some(Boolean)
    if (isWanting) return 'stay' as const
    const failing = await onSave(
      {
        ...{ name: shown.name.trim(), kind: shown.kind, skills: [...skillsOf(shown.skills)] },
        ...{ partyId: party.value?.id ?? null, phone: shown.phone.trim() === '' ? null : shown.phone.trim() },
        minutesADay: numberOf(shown.minutesADay),
        restMinutes: numberOf(shown.restMinutes),
        daysAWeek: numberOf(shown.daysAWeek),
        // hours that the grid can not show stay until somebody touches it
        hours: first && !touched.value ? first.hours : hoursOf(cells.value),
      },
      shown.active,
    )
    if (failing === null) toast(t('saved'))
    return failing
  }
  const toggle = (cell: string): void => {
    touched.value = true
    const next = new Set(cells.value)
    if (!next.delete(cell)) next.add(cell)
    cells.value = next
  }
  return (
    <FormDialog title={title} onClose={onClose} onSave={save}>
      <div class="form-pair">
        <TextField
          label={t('name')}
          fault={faults.name}
          maxLength={60}
          value={shown.name}
          onInput={(name) => set({ name })}
        />
        <SelectField
          label={t('kind')}
          value={shown.kind}
          onChoose={(value) => set({ kind: PERSON_KINDS.find((one) => one === value) ?? 'instructor' })}
          options={PERSON_KINDS.map((value) => ({ value, label: t(`kind-${value}`) }))}
        />
      </div>
      <TextField
        label={t('skills')}
        hint={t('skillsHint')}
        value={shown.skills}
        onInput={(skills) => set({ skills })}
      />
      <div class="form-pair">
        <PartyPick
          label={t('party')}
          hint={t('partyHint')}
          value={party.value}
          onPick={(picked) => (party.value = picked)}
        />
        <TextField
          label={t('phone')}
          hint={first?.phone ? t('phoneKept', { phone: first.phone }) : undefined}
          fault={faults.phone}
          type="tel"
          maxLength={20}
          value={shown.phone}
          onInput={(phone) => set({ phone })}
        />
      </div>
      <fieldset class="field">
        <legend>{t('hours')}</legend>
        <span class="hint">{t('hoursHint')}</span>
        {first && !isGrid(first.hours) && <span class="hint">{t('otherHours')}</span>}
        <div class="hours-grid">
          {WEEKDAYS.map((weekday) => (
            <div class="hours-day" key={weekday}>
              <span class="small" aria-hidden="true">
                {weekdayWord(weekday)}
              </span>
              {BANDS.map(({ name }) => {
                const cell = `${weekday} ${name}`
                return (
                  <button
                    key={name}
                    type="button"
                    class="hours-cell"
                    aria-pressed={cells.value.has(cell)}
                    aria-label={t('band', { weekday: weekdayWord(weekday), band: t(`band-${name}`) })}
                    onClick={() => toggle(cell)}
                  >
                    {t(`band-${name}`)}
                  </button>
                )
              })}
            </div>
          ))}
        </div>
      </fieldset>
      <div class="form-pair">
        {(['minutesADay', 'restMinutes', 'daysAWeek'] as const).map((field) => (
          <TextField
            key={field}
            label={t(field)}
            hint={t('limitHint')}
            fault={faults[field]}
            numeric
            value={shown[field]}
            onInput={(value) => set({ [field]: value })}
          />
        ))}
      </div>
      {first && (
        <label class="tick">
          <input
            type="checkbox"
            checked={shown.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
          <span>{t('active')}</span>
        </label>
      )}
    </FormDialog>
  )
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
