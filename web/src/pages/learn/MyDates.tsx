import type { EntryWire } from '@gongyue/shared/api/competitions.ts'
import type { ViewingWire } from '@gongyue/shared/api/exhibitions.ts'
import { useSignal } from '@preact/signals'
import { Button } from '../../components/Button.tsx'
import { CheckInCode } from '../../components/CheckInCode.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/joining.ts'
import { spanLabel } from '../../text/when.ts'
import type { LearnModel } from './model.ts'

interface MyDatesProps {
  readonly model: LearnModel
  readonly entries: readonly EntryWire[]
  readonly viewings: readonly ViewingWire[]
  readonly roomOf: (id: string | null) => string
}

/** The reader's entries with their slots, and visits with the code for the door. */
export function MyDates({ model, entries, viewings, roomOf }: MyDatesProps) {
  const failing = useSignal<Failing | null>(null)
  const leave = async (title: string, work: Promise<Failing | null>): Promise<void> => {
    failing.value = await work
    if (failing.value === null) toast(t('withdrawn', { title }))
  }
  return (
    <>
      {failing.value && <Failure failing={failing.value} />}
      {entries.length > 0 && (
        <section class="stack-s" aria-labelledby="learn-entries">
          <h2 id="learn-entries">{t('mineEntries')}</h2>
          <ul class="learn-mine">
            {entries.map((one) => (
              <li key={one.id} class="card stack-s">
                <h3>{one.programmeTitle}</h3>
                <p>{[t('number', { number: one.number }), one.title, one.stageName].filter(Boolean).join(' · ')}</p>
                <p class="small">
                  {one.slot
                    ? t('slotAt', { when: spanLabel(one.slot.start, one.slot.end), space: roomOf(one.slot.spaceId) })
                    : t('noSlot')}
                </p>
                {one.state === 'entered' && (
                  <div class="row">
                    <Button
                      aria-label={t('withdrawOf', { title: one.programmeTitle, name: one.name })}
                      onClick={() => void leave(one.programmeTitle, model.leaveContest(one.id))}
                    >
                      {t('withdraw')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {viewings.length > 0 && (
        <section class="stack-s" aria-labelledby="learn-viewings">
          <h2 id="learn-viewings">{t('mineViewings')}</h2>
          <ul class="learn-mine">
            {viewings.map((one) => (
              <li key={one.id} class="card stack-s">
                <h3>{one.programmeTitle}</h3>
                <p>{t('seen', { when: spanLabel(one.start, one.end), people: one.people })}</p>
                <details class="learn-more">
                  <summary>{t('code')}</summary>
                  <CheckInCode code={one.code} text={one.codeText} />
                </details>
                <div class="row">
                  <Button
                    aria-label={t('withdrawOf', { title: one.programmeTitle, name: one.name })}
                    onClick={() => void leave(one.programmeTitle, model.stayAway(one.id))}
                  >
                    {t('withdraw')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
