import { useSignal } from '@preact/signals'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { may, session } from '../../app/session.ts'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { weeklyWords } from '../../classes/weekly.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as joining } from '../../text/joining.ts'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/learn.ts'
import { addDays, clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { EnterForm } from './EnterForm.tsx'
import { JoinForm } from './JoinForm.tsx'
import type { Joining, LearnModel } from './model.ts'
import { ViewingForm } from './ViewingForm.tsx'

interface CourseCardProps {
  readonly model: LearnModel
  readonly course: ProgrammeCardWire
  readonly room: string
}

/** One course: when, where, by whom, how many places are left, and the way in. */
export function CourseCard({ model, course, room }: CourseCardProps) {
  const { id, title, summary, phase, instructor, rule, firstStart, sessions, opensAt, closesAt, mine } = course
  const { kind, groups, period, streamUrl } = course
  const form = useSignal<'member' | 'self' | 'enter' | 'see' | null>(null)
  const isPlace = kind !== 'competition' && kind !== 'exhibition'
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
    // which group is asked first
    if (groups.length > 0) return void (form.value = 'self')
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
        <span class="row">
          <Chip tone="quiet">{kinds(kind)}</Chip>
          <PhaseChip phase={phase} />
        </span>
      </div>
      {(rule !== null || room !== '') && <p>{[weeklyWords(rule), room].filter(Boolean).join(' · ')}</p>}
      {period && (
        <p class="small faint">
          {joining('period', { from: dayLabel(dayOf(period.start)), until: dayLabel(dayOf(period.end)) })}
        </p>
      )}
      {isPlace && sessions > 0 && (
        <p class="small faint">
          {firstStart !== null && `${t('first', { date: dayLabel(dayOf(firstStart)) })} · `}
          {t('count', { count: sessions })}
        </p>
      )}
      {groups.length > 0 && (
        <p class="small">
          {groups
            .map(({ name, seats, taken }) =>
              seats === null ? joining('groupTaken', { name, taken }) : joining('groupLeft', { name, taken, seats }),
            )
            .join(' · ')}
        </p>
      )}
      {kind === 'matchmaking' && <p class="small faint">{joining('secret')}</p>}
      {streamUrl !== null && (
        <p>
          <a href={streamUrl} rel="noreferrer noopener" target="_blank">
            {joining('stream')}
          </a>
        </p>
      )}
      <p class="small">{[instructor?.name, summary].filter(Boolean).join(' · ')}</p>
      <p class="learn-places">
        {isPlace && <b>{placesWords(course)}</b>}{' '}
        <span class="small faint">
          {isOpen ? t('until', { when: endOf(closesAt) }) : t('from', { when: momentOf(opensAt) })}
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
      {isOpen && !isPlace && (
        <div class="row">
          {session.value ? (
            <Button
              look="primary"
              aria-label={kind === 'competition' ? joining('enterOf', { title }) : joining('seeOf', { title })}
              onClick={() => (form.value = kind === 'competition' ? 'enter' : 'see')}
            >
              {kind === 'competition' ? joining('enter') : joining('see')}
            </Button>
          ) : (
            <a class="button primary" href={`/learn/${id}`} aria-label={`${t('signIn')}：${title}`}>
              {t('signIn')}
            </a>
          )}
        </div>
      )}
      {isOpen && isPlace && (
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
          {session.value && may('orders') && kind !== 'matchmaking' && (
            <Button aria-label={t('memberOf', { title })} onClick={() => (form.value = 'member')}>
              {t('member')}
            </Button>
          )}
        </div>
      )}
      {form.value === 'enter' && <EnterForm model={model} course={course} onClose={() => (form.value = null)} />}
      {form.value === 'see' && <ViewingForm model={model} course={course} onClose={() => (form.value = null)} />}
      {(form.value === 'member' || form.value === 'self') && (
        <JoinForm
          title={form.value === 'member' ? t('memberOf', { title }) : t('joinOf', { title })}
          isMember={form.value === 'member'}
          needsPhone={form.value === 'member' || model.wantsPhone.value}
          groups={groups}
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

/** The end of a day is that of the day before: nobody reads 00:00 as too late. */
function endOf(instant: string): string {
  return clockOf(instant) === '00:00' ? `${dayLabel(addDays(dayOf(instant), -1))} 24:00` : momentOf(instant)
}
