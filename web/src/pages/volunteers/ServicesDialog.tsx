import { useSignal } from '@preact/signals'
import type { ServiceWire, VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { useEffect } from 'preact/hooks'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { ServiceList } from '../../partners/ServiceList.tsx'
import { t } from '../../text/volunteers.ts'
import type { VolunteersModel } from './model.ts'

interface ServicesDialogProps {
  readonly model: VolunteersModel
  readonly person: VolunteerWire
  readonly onClose: () => void
}

/** What one person served in the period that is shown; what was noted by hand can be taken back. */
export function ServicesDialog({ model, person, onClose }: ServicesDialogProps) {
  const services = useSignal<readonly ServiceWire[] | null>(null)
  const failing = useSignal<Failing | null>(null)
  const load = async (): Promise<void> => {
    const found = await model.services(person.personId)
    if ('kind' in found) failing.value = found
    else services.value = found
  }
  useEffect(() => void load(), [])
  const withdraw = async (id: string): Promise<void> => {
    failing.value = await model.withdraw(id)
    if (failing.value === null) toast(t('withdrawn'))
    await load()
  }
  return (
    <Dialog title={t('showOf', { name: person.name })} onClose={onClose}>
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        {services.value === null && failing.value === null && <Spinner />}
        {services.value?.length === 0 && <p class="faint">{t('noServices')}</p>}
        <ServiceList services={services.value ?? []} onWithdraw={(id) => void withdraw(id)} />
      </div>
    </Dialog>
  )
}
