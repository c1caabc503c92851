import { useSignal } from '@preact/signals'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { EnrolmentState } from '@gongyue/shared/domain/enrolment.ts'
import { Button } from '../../components/Button.tsx'
import { Chip, type Tone } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconAccepted, iconCancelled, iconClock, iconMore, iconPending, iconPeople } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t as all } from '../../text/classes.ts'
import { t } from '../../text/class.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { EnrolForm } from './EnrolForm.tsx'
import type { ClassModel, ClassPage } from './model.ts'

const LOOKS: Readonly<Record<EnrolmentState, { readonly tone: Tone; readonly icon: string }>> = {
  enrolled: { tone: 'good', icon: iconAccepted },
  waiting: { tone: 'info', icon: iconPending },
  offered: { tone: 'warn', icon: iconClock },
  withdrawn: { tone: 'quiet', icon: iconCancelled },
  expired: { tone: 'quiet', icon: iconCancelled },
}

/** Who has a place and who waits, in order. */
export function Enrolments({ page, model }: { readonly page: ClassPage; readonly model: ClassModel }) {
  const { enrolments, programme } = page
  const adding = useSignal(false)
  const leaving = useSignal<EnrolmentWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  const mayEnrol = !['draft', 'cancelled', 'ended'].includes(programme.phase)
  const accept = async ({ id, name }: EnrolmentWire): Promise<void> => {
    failing.value = await model.accept(id)
    if (failing.value === null) toast(t('accepted', { name }))
  }
  const withdraw = async ({ id, name }: EnrolmentWire): Promise<void> => {
    failing.value = await model.withdraw(id)
    if (failing.value !== null) return
    leaving.value = null
    toast(t('withdrew', { name }))
  }
  return (
    <section class="stack-s">
      {mayEnrol && (
        <div class="row">
          <Button look="primary" icon={iconMore} onClick={() => (adding.value = true)}>
            {t('enrol')}
          </Button>
        </div>
      )}
      {failing.value && leaving.value === null && <Failure failing={failing.value} />}
      {enrolments.length === 0 ? (
        <Empty icon={iconPeople} title={t('noneEnrolled')}>
          <p class="small">{t('noneEnrolledHint')}</p>
        </Empty>
      ) : (
        <div class="class-scroll">
          <table class="class-table cards">
            <thead>
              <tr>
                <th>{t('name')}</th>
                <th>{t('phone')}</th>
                <th>{t('ofParty')}</th>
                <th>{t('state')}</th>
                <th>{t('askedAt')}</th>
                <th>{t('actions')}</th>
              </tr>
            </thead>
            <tbody>
              {enrolments.map((one) => (
                <tr key={one.id} class={isGone(one) ? 'gone' : undefined}>
                  <th scope="row">{one.name}</th>
                  <td>{one.phone}</td>
                  <td>{one.partyName ?? '—'}</td>
                  <td>
                    <Chip {...LOOKS[one.state]}>{t(`enrolment-${one.state}`)}</Chip> <Detail of={one} />
                  </td>
                  <td class="nowrap">{momentOf(one.askedAt)}</td>
                  <td>
                    <div class="row">
                      {one.state === 'offered' && (
                        <Button aria-label={t('acceptOf', { name: one.name })} onClick={() => void accept(one)}>
                          {t('accept')}
                        </Button>
                      )}
                      {!isGone(one) && (
                        <Button
                          aria-label={t('withdrawOf', { name: one.name })}
                          onClick={() => {
                            failing.value = null
                            leaving.value = one
                          }}
                        >
                          {t('withdraw')}
                        </Button>
                      )}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding.value && <EnrolForm model={model} onClose={() => (adding.value = false)} />}
      {leaving.value && (
        <Dialog
          title={t('withdrawOf', { name: leaving.value.name })}
          onClose={() => (leaving.value = null)}
          foot={
            <>
              <Button onClick={() => (leaving.value = null)}>{all('cancel')}</Button>
              <Button look="danger" onClick={() => leaving.value && void withdraw(leaving.value)}>
                {t('withdraw')}
              </Button>
            </>
          }
        >
          <div class="stack">
            {failing.value && <Failure failing={failing.value} />}
            <p>{t('withdrawAsk')}</p>
          </div>
        </Dialog>
      )}
    </section>
  )
}

function Detail({ of }: { readonly of: EnrolmentWire }) {
  if (of.state === 'offered' && of.offeredUntil !== null)
    return <span class="small faint">{t('offeredUntil', { when: momentOf(of.offeredUntil) })}</span>
  if (of.state !== 'waiting') return null
  return (
    <span class="small faint">
      {t('ahead', { count: of.ahead })}
      {of.waitsFor === 'branch-place' && ` · ${t('waitsBranch')}`}
    </span>
  )
}

function isGone({ state }: EnrolmentWire): boolean {
  return state === 'withdrawn' || state === 'expired'
}

function momentOf(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}
