import { useSignal } from '@preact/signals'
import type { MissedSessionWire, PersonWire } from '@gongyue/shared/api/people.ts'
import { useEffect } from 'preact/hooks'
import { Button } from '../../components/Button.tsx'
import { spaceName } from '../../app/spaces.ts'
import { SubstituteList } from '../../classes/SubstituteList.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/people.ts'
import { spanLabel } from '../../text/when.ts'
import { Letter, withLine } from './Letter.tsx'
import type { PeopleModel } from './model.ts'

interface MissedDialogProps {
  readonly model: PeopleModel
  readonly person: PersonWire
  readonly absenceId: string
  readonly onClose: () => void
}

/** What an absence leaves alone: one click for each session. After each, the ranking is asked anew: it has changed. */
export function MissedDialog({ model, person, absenceId, onClose }: MissedDialogProps) {
  const missed = useSignal<readonly MissedSessionWire[] | null>(null)
  const failing = useSignal<Failing | null>(null)
  const letter = useSignal('')
  const load = async (): Promise<void> => {
    const reply = await model.missed(absenceId)
    if ('kind' in reply) failing.value = reply
    else missed.value = reply
  }
  useEffect(() => void load(), [absenceId])
  const tell = (one: MissedSessionWire, line: string): void => {
    if (one.programmeId !== null) letter.value = withLine(letter.value, line)
  }
  const choose = async (one: MissedSessionWire, personId: string, name: string): Promise<void> => {
    failing.value = await model.staff(one, personId)
    if (failing.value === null) {
      toast(t('staffed', { when: spanLabel(one.start, one.end), name }))
      tell(one, t('letterSubstitute', { ...wordsOf(one), name }))
    }
    const kept = failing.value
    await load()
    if (kept !== null) failing.value = kept
  }
  return (
    <Dialog title={t('missed', { name: person.name })} onClose={onClose}>
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        {missed.value === null && failing.value === null && <Spinner />}
        {missed.value && (
          <p role="status">
            {missed.value.length === 0 ? t('noneMissed') : t('missedCount', { count: missed.value.length })}
          </p>
        )}
        {missed.value?.map((one) => (
          <section class="card stack-s" key={one.reservationId}>
            <h3>{spanLabel(one.start, one.end)}</h3>
            <p class="small">
              {one.title} · {spaceName(one.spaceId)} · {t('enrolled', { count: one.enrolled })}
              {one.programmeId !== null && (
                <>
                  {' '}
                  · <a href={`/classes/${one.programmeId}`}>{t('toClass')}</a>
                </>
              )}
            </p>
            <SubstituteList
              substitutes={one.substitutes}
              most={3}
              onChoose={async (personId, name) => await choose(one, personId, name)}
            />
            {one.programmeId !== null && (
              <Button look="plain" onClick={() => tell(one, t('letterLost', wordsOf(one)))}>
                {t('letterLostAdd')}
              </Button>
            )}
          </section>
        ))}
        <Letter text={letter} />
      </div>
    </Dialog>
  )
}

/** What every line of a letter names. */
function wordsOf({ title, start, end, spaceId }: MissedSessionWire) {
  return { title, when: spanLabel(start, end), space: spaceName(spaceId) }
}
