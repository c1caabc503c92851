import { useSignal } from '@preact/signals'
import type { SubstituteWire } from '@gongyue/shared/api/people.ts'
import type { ProgrammeSessionWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { SubstituteList } from '../../classes/SubstituteList.tsx'
import { listMissed } from '../../classes/routes.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/class.ts'
import { spanLabel } from '../../text/when.ts'
import { absenceOver, bySkill, type ClassModel, type ClassPage } from './model.ts'

interface SubstituteDialogProps {
  readonly model: ClassModel
  readonly page: ClassPage
  readonly session: ProgrammeSessionWire
  readonly onClose: () => void
}

/**
 * Who could take a session. Where the absence of its instructor is known, the server ranks them with their reasons; else they stand by skill, and
 * whether they are free is said when one is chosen.
 */
export function SubstituteDialog({ model, page, session, onClose }: SubstituteDialogProps) {
  const absence = absenceOver(page.people, session)
  const ranked = useSignal<readonly SubstituteWire[] | Failing | null>(null)
  const failing = useSignal<Failing | null>(null)
  useEffect(() => {
    if (absence === null) return
    void call(listMissed, { params: { id: absence } }).then((reply) => {
      if (reply.kind !== 'ok') ranked.value = reply
      else
        ranked.value =
          reply.body.items.find(({ reservationId }) => reservationId === session.reservationId)?.substitutes ?? []
    })
  }, [absence])
  const own = new Set(session.people.map(({ id }) => id))
  const { skills } = page.programme
  const unranked = bySkill(page.people, skills)
    .filter(({ id }) => !own.has(id))
    .map((person) => ({ personId: person.id, name: person.name, reasons: [], skills: person.skills }))
  const choose = async (personId: string, name: string): Promise<void> => {
    failing.value = await model.staff(session, personId)
    if (failing.value !== null) return
    toast(t('staffed', { name, number: session.number }))
    onClose()
  }
  const found = ranked.value
  return (
    <Dialog title={t('staffOf', { when: spanLabel(session.start, session.end) })} onClose={onClose}>
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        <p class="small faint">{t(absence === null ? 'unranked' : 'ranked')}</p>
        {absence !== null && found === null && <Spinner />}
        {found !== null && 'kind' in found && <Failure failing={found} />}
        {absence === null && <SubstituteList substitutes={unranked} onChoose={choose} />}
        {found !== null && !('kind' in found) && <SubstituteList substitutes={found} onChoose={choose} />}
      </div>
    </Dialog>
  )
}
