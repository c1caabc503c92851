import { useSignal } from '@preact/signals'
import type { ViewingSlotWire } from '@gongyue/shared/api/exhibitions.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect } from 'preact/hooks'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/joining.ts'
import { spanLabel } from '../../text/when.ts'
import type { LearnModel } from './model.ts'

interface ViewingFormProps {
  readonly model: LearnModel
  readonly course: ProgrammeCardWire
  readonly onClose: () => void
}

/** When to come to an exhibition, and with how many. */
export function ViewingForm({ model, course, onClose }: ViewingFormProps) {
  const slots = useSignal<readonly ViewingSlotWire[] | Failing | null>(null)
  const chosen = useSignal('')
  const people = useSignal('1')
  const phone = useSignal('')
  const tried = useSignal(false)
  useEffect(() => {
    void model.slotsOf(course.id).then((found) => {
      slots.value = found
      if (!('kind' in found)) chosen.value = found.find(({ taken, capacity }) => taken < capacity)?.id ?? ''
    })
  }, [course.id])
  const found = slots.value
  const count = /^\d{1,4}$/.test(people.value.trim()) ? Number(people.value) : 0
  const isCount = count >= 1 && count <= 1000
  return (
    <FormDialog
      title={t('seeOf', { title: course.title })}
      save={t('see')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (!isCount || chosen.value === '') return 'stay'
        const rest = phone.value.trim() === '' ? {} : { phone: phone.value.trim() }
        const reply = await model.see(chosen.value, { people: count, ...rest })
        if (!('id' in reply)) return reply
        toast(t('seen', { when: spanLabel(reply.start, reply.end), people: reply.people }))
        return null
      }}
    >
      {found === null && <Spinner />}
      {found !== null && 'kind' in found && <Failure failing={found} />}
      {found !== null && !('kind' in found) && found.length === 0 && <p>{t('noSlots')}</p>}
      {found !== null && !('kind' in found) && found.length > 0 && (
        <>
          <SelectField
            label={t('slot')}
            value={chosen.value}
            onChoose={(value) => (chosen.value = value)}
            options={found.map(({ id, start, end, capacity, taken }) => ({
              value: id,
              label:
                taken < capacity
                  ? t('slotLeft', { when: spanLabel(start, end), left: capacity - taken })
                  : t('slotFull', { when: spanLabel(start, end) }),
            }))}
          />
          <TextField
            label={t('people')}
            fault={tried.value && !isCount && t('peopleWrong')}
            numeric
            maxLength={4}
            value={people.value}
            onInput={(value) => (people.value = value)}
          />
          <TextField
            label={t('phone')}
            hint={t('phoneHint')}
            type="tel"
            maxLength={20}
            value={phone.value}
            onInput={(value) => (phone.value = value)}
          />
        </>
      )}
    </FormDialog>
  )
}
