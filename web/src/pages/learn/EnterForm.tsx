import { useSignal } from '@preact/signals'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/joining.ts'
import type { LearnModel } from './model.ts'

interface EnterFormProps {
  readonly model: LearnModel
  readonly course: ProgrammeCardWire
  readonly onClose: () => void
}

/** An entry of one's own in a competition, alone or as a group. */
export function EnterForm({ model, course, onClose }: EnterFormProps) {
  const { id, title, groups } = course
  const piece = useSignal('')
  const members = useSignal('')
  const group = useSignal(groups[0]?.name ?? '')
  const phone = useSignal('')
  return (
    <FormDialog
      title={t('enterOf', { title })}
      save={t('enter')}
      onClose={onClose}
      onSave={async () => {
        const names = members.value.split(/[、,，;；]/).map((one) => one.trim())
        const reply = await model.enter(id, {
          title: piece.value.trim(),
          ...(groups.length > 0 && { group: group.value }),
          ...(phone.value.trim() !== '' && { phone: phone.value.trim() }),
          members: names.filter((one) => one !== ''),
        })
        if (!('id' in reply)) return reply
        toast(t('entered', { title, number: reply.number }))
        return null
      }}
    >
      <TextField label={t('piece')} value={piece.value} onInput={(value) => (piece.value = value)} />
      {groups.length > 0 && (
        <SelectField
          label={t('group')}
          value={group.value}
          onChoose={(value) => (group.value = value)}
          options={groups.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
      <TextField
        label={t('members')}
        maxLength={1000}
        value={members.value}
        onInput={(value) => (members.value = value)}
      />
      <TextField
        label={t('phone')}
        hint={t('phoneHint')}
        type="tel"
        maxLength={20}
        value={phone.value}
        onInput={(value) => (phone.value = value)}
      />
    </FormDialog>
  )
}
