import { useSignal } from '@preact/signals'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { isPhone } from '../../classes/phone.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { t as joining } from '../../text/joining.ts'
import { t } from '../../text/learn.ts'
import type { Joining } from './model.ts'

interface JoinFormProps {
  readonly title: string
  /** For a member of the reader's branch; else for the reader, whose account has no telephone. */
  readonly isMember: boolean
  /** The account has no telephone, or it is somebody else's. */
  readonly needsPhone: boolean
  /** Of which one is chosen; none where there are no groups. */
  readonly groups: readonly { readonly name: string }[]
  readonly onSave: (who: Joining) => Promise<Failing | null>
  readonly onClose: () => void
}

/** Who is signed up: a member by name and telephone, or oneself by telephone. */
export function JoinForm({ title, isMember, needsPhone, groups, onSave, onClose }: JoinFormProps) {
  const parties = session.value?.parties ?? []
  const name = useSignal('')
  const phone = useSignal('')
  const partyId = useSignal(parties[0]?.id ?? '')
  const tried = useSignal(false)
  const group = useSignal(groups[0]?.name ?? '')
  const isNamed = !isMember || name.value.trim() !== ''
  return (
    <FormDialog
      title={title}
      save={t('joinNow')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (!isNamed || (needsPhone && !isPhone(phone.value))) return 'stay'
        const who = isMember ? { name: name.value.trim(), partyId: partyId.value || null } : {}
        const ofGroup = groups.length > 0 ? { group: group.value } : {}
        return await onSave({ ...who, ...ofGroup, ...(needsPhone && { phone: phone.value.trim() }) })
      }}
    >
      {isMember && (
        <TextField
          label={t('name')}
          fault={tried.value && !isNamed && t('nameMissing')}
          maxLength={60}
          value={name.value}
          onInput={(value) => (name.value = value)}
        />
      )}
      {groups.length > 0 && (
        <SelectField
          label={joining('group')}
          value={group.value}
          onChoose={(chosen) => (group.value = chosen)}
          options={groups.map((one) => ({ value: one.name, label: one.name }))}
        />
      )}
      {needsPhone && (
        <TextField
          label={t(isMember ? 'phone' : 'ownPhone')}
          hint={isMember ? undefined : t('ownPhoneHint')}
          fault={tried.value && !isPhone(phone.value) && t('phoneMissing')}
          type="tel"
          maxLength={20}
          value={phone.value}
          onInput={(value) => (phone.value = value)}
        />
      )}
      {isMember && parties.length > 1 && (
        <SelectField
          label={t('party')}
          value={partyId.value}
          onChoose={(id) => (partyId.value = id)}
          options={parties.map((party) => ({ value: party.id, label: party.name }))}
        />
      )}
    </FormDialog>
  )
}
