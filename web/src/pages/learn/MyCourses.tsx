import { useSignal } from '@preact/signals'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect } from 'preact/hooks'
import { weeklyWords } from '../../classes/weekly.ts'
import { Button } from '../../components/Button.tsx'
import { CheckInCode } from '../../components/CheckInCode.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconAccepted, iconClock, iconPending } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t as joining } from '../../text/joining.ts'
import { t } from '../../text/learn.ts'
import { leftOf, type LearnModel } from './model.ts'

const TICK_MS = 15_000

/** An officer has the places of many members: the rest is folded away. */
const FIRST = 3

interface MyCoursesProps {
  readonly model: LearnModel
  readonly mine: readonly EnrolmentWire[]
  readonly classes: readonly ProgrammeCardWire[]
}

/** The reader's places and those of members; an offered place tells how long it is kept. */
export function MyCourses({ model, mine, classes }: MyCoursesProps) {
  const now = useSignal(moment())
  const leaving = useSignal<EnrolmentWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  useEffect(() => {
    const timer = setInterval(() => (now.value = moment()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const accept = async ({ id, programmeTitle }: EnrolmentWire): Promise<void> => {
    failing.value = await model.accept(id)
    if (failing.value === null) toast(t('accepted', { title: programmeTitle }))
  }
  const withdraw = async ({ id, programmeTitle }: EnrolmentWire): Promise<void> => {
    failing.value = await model.withdraw(id)
    if (failing.value !== null) return
    leaving.value = null
    toast(t('withdrawn', { title: programmeTitle }))
  }
  const card = (one: EnrolmentWire) => {
    const { id, programmeTitle: title, name, state, offeredUntil } = one
    const rule = classes.find((course) => course.id === one.programmeId)?.rule ?? null
    return (
      <li key={id} class={`card stack-s${state === 'offered' ? ' offered' : ''}`}>
        <div class="classes-head">
          <h3>{title}</h3>
          <StateOf one={one} />
        </div>
        <p class="small">{[name, weeklyWords(rule)].filter(Boolean).join(' · ')}</p>
        {one.code !== null && one.codeText !== null && (
          <details class="learn-more">
            <summary>{joining('code')}</summary>
            <CheckInCode code={one.code} text={one.codeText} />
          </details>
        )}
        {offeredUntil !== null && <p role="status">{leftWords(offeredUntil, now.value)}</p>}
        <div class="row">
          {state === 'offered' && (
            <Button look="primary" aria-label={t('acceptOf', { title })} onClick={() => void accept(one)}>
              {t('accept')}
            </Button>
          )}
          <Button
            aria-label={t('withdrawOf', { title, name })}
            onClick={() => {
              failing.value = null
              leaving.value = one
            }}
          >
            {t('withdraw')}
          </Button>
        </div>
      </li>
    )
  }
  return (
    <section class="stack-s" aria-labelledby="learn-mine">
      <h2 id="learn-mine">{t('mine')}</h2>
      {failing.value && leaving.value === null && <Failure failing={failing.value} />}
      <ul class="learn-mine">{mine.slice(0, FIRST).map(card)}</ul>
      {mine.length > FIRST && (
        <details class="learn-more">
          <summary>{t('more', { count: mine.length - FIRST })}</summary>
          <ul class="learn-mine">{mine.slice(FIRST).map(card)}</ul>
        </details>
      )}
      {leaving.value && (
        <Dialog
          title={t('withdrawOf', { title: leaving.value.programmeTitle, name: leaving.value.name })}
          onClose={() => (leaving.value = null)}
          foot={
            <>
              <Button onClick={() => (leaving.value = null)}>{t('cancel')}</Button>
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

function StateOf({ one }: { readonly one: EnrolmentWire }) {
  if (one.state === 'enrolled')
    return (
      <Chip tone="good" icon={iconAccepted}>
        {t('stateEnrolled')}
      </Chip>
    )
  if (one.state === 'offered')
    return (
      <Chip tone="warn" icon={iconClock}>
        {t('stateOffered')}
      </Chip>
    )
  return (
    <span class="small learn-waits">
      <Chip tone="info" icon={iconPending}>
        {t('wait')}
      </Chip>{' '}
      {one.waitsFor === 'group-place'
        ? joining('waitsGroup')
        : t(one.waitsFor === 'branch-place' ? 'stateBranch' : 'stateWaiting', { ahead: one.ahead })}
    </span>
  )
}

function leftWords(until: string, now: number): string {
  const left = leftOf(until, now)
  if (left === null) return t('offerOver')
  return t('offerLeft', { left: left.map(([unit, count]) => t(unit, { count })).join(' ') })
}

function moment(): number {
  return Date.now()
}
