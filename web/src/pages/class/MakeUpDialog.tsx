import { useSignal } from '@preact/signals'
import type { ProgrammeSessionWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect } from 'preact/hooks'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/class.ts'
import { spanLabel } from '../../text/when.ts'
import type { ClassModel, ClassPage } from './model.ts'

type Proposals = Extract<Awaited<ReturnType<ClassModel['makeUps']>>, { readonly kind: 'ok' }>['body']['items']

interface MakeUpDialogProps {
  readonly model: ClassModel
  readonly page: ClassPage
  readonly session: ProgrammeSessionWire
  readonly onClose: () => void
}

/** Where a lost session could be held instead, and how many of those enrolled could come. */
export function MakeUpDialog({ model, page, session, onClose }: MakeUpDialogProps) {
  const found = useSignal<Proposals | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  useEffect(() => {
    void model.makeUps(session.reservationId).then((reply) => {
      if (reply.kind === 'ok') found.value = reply.body.items
      else failing.value = reply
    })
  }, [])
  const teacher = page.programme.instructor
  const people = session.people.length > 0 ? session.people : teacher ? [teacher] : []
  const hold = async (one: Proposals[number]): Promise<void> => {
    if (busy.value) return
    busy.value = true
    failing.value = await model.holdMakeUp(
      session,
      one,
      people.map(({ id }) => id),
    )
    busy.value = false
    if (failing.value !== null) return
    toast(t('held', { when: spanLabel(one.start, one.end) }))
    onClose()
  }
  return (
    <Dialog title={t('makeUpOf', { when: spanLabel(session.start, session.end) })} onClose={onClose}>
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        {found.value === null && failing.value === null && <Spinner />}
        {found.value?.length === 0 && <p>{t('noMakeUp')}</p>}
        <ol class="substitutes">
          {found.value?.map((one) => (
            <li key={`${one.spaceId} ${one.start}`}>
              <div>
                <p>
                  <b>{spanLabel(one.start, one.end)}</b>
                </p>
                <p class="small faint">
                  {spaceName(one.spaceId)} · {t('canCome', { count: one.canCome, enrolled: one.enrolled })}
                </p>
              </div>
              <Button busy={busy.value} onClick={() => void hold(one)}>
                {t('hold')}
              </Button>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  )
}
