import { useSignal } from '@preact/signals'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { PartyPick, type PickedParty } from '../../classes/PartyPick.tsx'
import { isPhone } from '../../classes/phone.ts'
import { TextField } from '../../classes/TextField.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/class.ts'
import type { ClassModel } from './model.ts'

/** The desk enrols somebody who stands there or rings up. */
export function EnrolForm({ model, onClose }: { readonly model: ClassModel; readonly onClose: () => void }) {
  const name = useSignal('')
  const phone = useSignal('')
  const party = useSignal<PickedParty | null>(null)
  const tried = useSignal(false)
  const isNamed = name.value.trim() !== ''
  return (
    <FormDialog
      title={t('enrol')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (!isNamed || !isPhone(phone.value)) return 'stay'
        const partyId = party.value?.id ?? null
        const reply = await model.enrol({ name: name.value.trim(), phone: phone.value.trim(), partyId })
        if (!('id' in reply)) return reply
        if (reply.state === 'waiting') toast(t('queued', { name: reply.name, ahead: reply.ahead }))
        else toast(t('enrolled', { name: reply.name }))
        return null
      }}
    >
      <TextField
        label={t('name')}
        fault={tried.value && !isNamed && t('nameMissing')}
        maxLength={60}
        value={name.value}
        onInput={(value) => (name.value = value)}
      />
      <TextField
        label={t('phone')}
        fault={tried.value && !isPhone(phone.value) && t('phoneMissing')}
        type="tel"
        maxLength={20}
        value={phone.value}
        onInput={(value) => (phone.value = value)}
      />
      <PartyPick
        label={t('ofParty')}
        hint={t('partyHint')}
        value={party.value}
        onPick={(picked) => (party.value = picked)}
      />
    </FormDialog>
  )
}
