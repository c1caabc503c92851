import { useSignal } from '@preact/signals'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { may, session } from '../../app/session.ts'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { weeklyWords } from '../../classes/weekly.ts'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/learn.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { JoinForm } from './JoinForm.tsx'
import type { Joining, LearnModel } from './model.ts'

interface CourseCardProps {
  readonly model: LearnModel
  readonly course: ProgrammeCardWire
  readonly room: string
}

/** One course: when, where, by whom, how many places are left, and the way in. */
export function CourseCard({ model, course, room }: CourseCardProps) {
  const { id, title, summary, phase, instructor, rule, firstStart, sessions, opensAt, closesAt, mine } = course
  const form = useSignal<'member' | 'self' | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const isOpen = phase === 'open' || phase === 'full'
  const isIn = mine !== null && mine.state !== 'withdrawn' && mine.state !== 'expired'
  const join = async (who: Joining): Promise<Failing | null> => {
    const reply = await model.join(id, who)
    if (!('id' in reply)) return reply
    toast(reply.state === 'waiting' ? t('queued', { title, ahead: reply.ahead }) : t('joined', { title }))
    return null
  }
  const joinSelf = async (): Promise<void> => {
    if (busy.value) return
    busy.value = true
    failing.value = await join({})
    busy.value = false
    // no telephone on the account: the form asks for it
    if (failing.value !== null && model.wantsPhone.value) {
      failing.value = null
      form.value = 'self'
    }
  }
  return (
    <article class="card stack-s learn-card">
      <div class="classes-head">
        <h3>{title}</h3>
        <PhaseChip phase={phase} />
      </div>
      <p>{[weeklyWords(rule), room].filter(Boolean).join(' · ')}</p>
      <p class="small faint">
        {firstStart !== null && `${t('first', { date: dayLabel(dayOf(firstStart)) })} · `}
        {t('count', { count: sessions })}
      </p>
      <p class="small">{[instructor?.name, summary].filter(Boolean).join(' · ')}</p>
      <p class="learn-places">
        <b>{placesWords(course)}</b>{' '}
        <span class="small faint">
          {isOpen ? t('until', { when: momentOf(closesAt) }) : t('from', { when: momentOf(opensAt) })}
        </span>
      </p>
      {failing.value && <Failure failing={failing.value} />}
      {isIn && (
        <p class="small tone-good learn-in">
          {mine.state === 'enrolled'
            ? t('stateEnrolled')
            : mine.state === 'offered'
              ? t('stateOffered')
              : t('stateWaiting', { ahead: mine.ahead })}
        </p>
      )}
      {isOpen && (
        <div class="row">
          {!isIn &&
            (session.value ? (
              <Button
                look="primary"
                busy={busy.value}
                aria-label={t(phase === 'full' ? 'waitOf' : 'joinOf', { title })}
                onClick={() => void joinSelf()}
              >
                {t(phase === 'full' ? 'wait' : 'join')}
              </Button>
            ) : (
              <a class="button primary" href={`/learn/${id}`} aria-label={`${t('signIn')}：${title}`}>
                {t('signIn')}
              </a>
            ))}
          {session.value && may('orders') && (
            <Button aria-label={t('memberOf', { title })} onClick={() => (form.value = 'member')}>
              {t('member')}
            </Button>
          )}
        </div>
      )}
      {form.value && (
        <JoinForm
          title={form.value === 'member' ? t('memberOf', { title }) : t('joinOf', { title })}
          isMember={form.value === 'member'}
          onSave={join}
          onClose={() => (form.value = null)}
        />
      )}
    </article>
  )
}

function placesWords({ phase, capacity, taken, waiting }: ProgrammeCardWire): string {
  if (phase === 'full') return waiting > 0 ? t('fullWaiting', { count: waiting }) : t('full')
  return t('left', { count: Math.max(0, capacity - taken) })
}

function momentOf(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}
