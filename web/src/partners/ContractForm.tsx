import { useSignal } from '@preact/signals'
import type { ContractDraftWire, ContractSummaryWire } from '@gongyue/shared/api/contracts.ts'
import { PURPOSES } from '@gongyue/shared/domain/contract.ts'
import { FormDialog } from '../classes/FormDialog.tsx'
import { PartyPick, type PickedParty } from '../classes/PartyPick.tsx'
import { SelectField, TextField } from '../classes/TextField.tsx'
import type { Failing } from '../components/Failure.tsx'
import { t } from '../text/partners.ts'

interface ContractFormProps {
  readonly title: string
  readonly first: ContractSummaryWire | null
  readonly onSave: (draft: ContractDraftWire) => Promise<Failing | null>
  readonly onClose: () => void
}

/** A contract as it is on paper. */
export function ContractForm({ title, first, onSave, onClose }: ContractFormProps) {
  const party = useSignal<PickedParty | null>(first ? { id: first.partyId, name: first.partyName } : null)
  const draft = useSignal({
    ...{ number: first?.number ?? '', title: first?.title ?? '', note: first?.note ?? '' },
    ...{ startsOn: first?.startsOn ?? '', endsOn: first?.endsOn ?? '' },
    least: String(first?.leastPublicPercent ?? 30),
    otherUses: first?.otherUses ?? ('commercial' as const),
  })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const faults = {
    party: party.value === null && t('partyMissing'),
    title: shown.title.trim() === '' && t('nameMissing'),
    startsOn: shown.startsOn === '' && t('dateMissing'),
    endsOn: shown.endsOn === '' ? t('dateMissing') : shown.endsOn < shown.startsOn && t('endsWrong'),
    least: !/^(\d{1,2}|100)$/.test(shown.least.trim()) && t('percentWrong'),
  }
  const told = (fault: string | false): string | false => tried.value && fault
  const save = async () => {
    tried.value = true
    if (party.value === null || Object.values(faults).some(Boolean)) return 'stay' as const
    const { number, title: name, note, startsOn, endsOn, otherUses, least } = shown
    return await onSave({
      ...{ partyId: party.value.id, number: number.trim(), title: name.trim(), note: note.trim() },
      ...{ startsOn, endsOn, otherUses, leastPublicPercent: Number(least) },
    })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSave={save}>
      {first === null && (
        <PartyPick
          label={t('party')}
          fault={told(faults.party)}
          value={party.value}
          onPick={(picked) => (party.value = picked)}
        />
      )}
      <div class="form-pair">
        <TextField
          label={t('name')}
          fault={told(faults.title)}
          value={shown.title}
          onInput={(name) => set({ title: name })}
        />
        <TextField label={t('number')} maxLength={60} value={shown.number} onInput={(number) => set({ number })} />
      </div>
      <div class="form-pair">
        <TextField
          label={t('startsOn')}
          type="date"
          fault={told(faults.startsOn)}
          value={shown.startsOn}
          onInput={(startsOn) => set({ startsOn })}
        />
        <TextField
          label={t('endsOn')}
          type="date"
          hint={first ? t('shortenHint') : undefined}
          fault={told(faults.endsOn)}
          value={shown.endsOn}
          onInput={(endsOn) => set({ endsOn })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={t('least')}
          numeric
          fault={told(faults.least)}
          value={shown.least}
          onInput={(least) => set({ least })}
        />
        <SelectField
          label={t('otherUses')}
          value={shown.otherUses}
          onChoose={(value) => set({ otherUses: PURPOSES.find((one) => one === value) ?? 'commercial' })}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose-${value}`) }))}
        />
      </div>
      <TextField
        label={t('note')}
        hint={t('noteHint')}
        maxLength={1000}
        value={shown.note}
        onInput={(note) => set({ note })}
      />
    </FormDialog>
  )
}
