import { useSignal } from '@preact/signals'
import type { CallProposalWire, CallWire } from '@gongyue/shared/api/enrolments.ts'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { missingOf, slotWords } from '../../classes/slots.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconAccepted, iconMore, iconPending, iconPeople } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/calls.ts'
import { clockOf, dayLabel, dayOf, durationLabel } from '../../text/when.ts'
import { CallForm } from './CallForm.tsx'
import { createCallsModel, type CallsModel } from './calls-model.ts'

const REFRESH_MS = 30_000

/** Courses that open when enough people join: who could come when, and the ways to open them. */
export function CallsTab({ people }: { readonly people: readonly PersonWire[] }) {
  const model = useMemo(createCallsModel, [])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const adding = useSignal(false)
  const chosen = useSignal<CallWire | null>(null)
  const state = model.state.value
  return (
    <>
      <div class="classes-head">
        <p class="small faint">{t('hint')}</p>
        <Button look="primary" icon={iconMore} onClick={() => (adding.value = true)}>
          {t('add')}
        </Button>
      </div>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.value.length === 0 && <Empty icon={iconPeople} title={t('empty')} />}
      {state.kind === 'ready' && (
        <ul class="call-cards">
          {state.value.map((one) => (
            <li key={one.id}>
              <CallCard call={one} onPropose={() => (chosen.value = one)} />
            </li>
          ))}
        </ul>
      )}
      {adding.value && (
        <CallForm
          skills={[...new Set(people.flatMap((person) => person.skills))]}
          onSave={async (draft) => await model.add(draft)}
          onClose={() => (adding.value = false)}
        />
      )}
      {chosen.value && <Proposals model={model} call={chosen.value} onClose={() => (chosen.value = null)} />}
    </>
  )
}

function CallCard({ call, onPropose }: { readonly call: CallWire; readonly onPropose: () => void }) {
  const missing = missingOf(call)
  const most = Math.max(1, ...call.bySlot)
  return (
    <article class="card stack-s">
      <div class="classes-head">
        <h2>{call.title}</h2>
        <Chip
          tone={call.state === 'open' ? (missing === 0 ? 'good' : 'info') : 'quiet'}
          icon={missing === 0 ? iconAccepted : iconPending}
        >
          {call.state !== 'open'
            ? t(`state-${call.state}`)
            : missing === 0
              ? t('enough')
              : t('missing', { count: missing })}
        </Chip>
      </div>
      <p class="small">
        {t('votes', { votes: call.votes, least: call.least })} ·{' '}
        {t('sessions', { sessions: call.sessions, duration: durationLabel(call.minutes) })} ·{' '}
        {t('closes', { when: `${dayLabel(dayOf(call.closesAt))} ${clockOf(call.closesAt)}` })}
      </p>
      <ul class="slot-bars">
        {call.slots.map((slot, at) => (
          <li key={`${slot.weekday} ${slot.from}`}>
            <span>{slotWords(slot, call.minutes)}</span>
            <span class="slot-bar" aria-hidden="true">
              <span style={{ width: `${Math.round(((call.bySlot[at] ?? 0) * 100) / most)}%` }} />
            </span>
            <span class="small no-break">{t('slotCount', { count: call.bySlot[at] ?? 0 })}</span>
          </li>
        ))}
      </ul>
      <div class="row">
        {call.state === 'open' && (
          <Button aria-label={t('proposeOf', { title: call.title })} onClick={onPropose}>
            {t('propose')}
          </Button>
        )}
        {call.programmeId !== null && (
          <a class="button" href={`/classes/${call.programmeId}`}>
            {t('toClass')}
          </a>
        )}
      </div>
    </article>
  )
}

interface ProposalsProps {
  readonly model: CallsModel
  readonly call: CallWire
  readonly onClose: () => void
}

/** Time, room and teacher together, the one that serves most first, with who is left out. */
function Proposals({ model, call, onClose }: ProposalsProps) {
  const found = useSignal<readonly CallProposalWire[] | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  useEffect(() => {
    void model.propose(call.id).then((reply) => {
      if (reply.kind === 'ok') found.value = reply.body.items
      else failing.value = reply
    })
  }, [call.id])
  const party = session.value?.parties.find(({ kind }) => kind === 'palace')
  const open = async (one: CallProposalWire): Promise<void> => {
    if (busy.value || !party) return
    busy.value = true
    const reply = await model.open(call.id, { ...one, partyId: party.id })
    busy.value = false
    if (reply.kind !== 'ok') return void (failing.value = reply)
    toast(t('opened', { title: call.title, enrolled: reply.body.enrolled, told: reply.body.told }))
    onClose()
  }
  return (
    <Dialog title={t('proposals', { title: call.title })} onClose={onClose}>
      <div class="stack">
        {failing.value && <Failure failing={failing.value} />}
        {found.value === null && failing.value === null && <Spinner />}
        {found.value?.length === 0 && <p>{t('noProposal')}</p>}
        <ol class="substitutes">
          {found.value?.map((one) => {
            const slot = call.slots[one.slot]
            return (
              <li key={`${one.slot} ${one.spaceId} ${one.personId}`}>
                <div>
                  <p>
                    <b>{slot ? slotWords(slot, call.minutes) : ''}</b> · {t('serves', { count: one.serves })}
                  </p>
                  <p class="small">
                    {spaceName(one.spaceId)} · {one.personName ?? t('noTeacher')} ·{' '}
                    {t('dates', { first: dayLabel(dayOf(one.dates[0]?.start ?? '')), count: one.dates.length })}
                  </p>
                  {one.leaves.length > 0 && (
                    <p class="small faint">
                      {t('leaves', { count: one.leaves.length, names: one.leaves.map(({ name }) => name).join('、') })}
                    </p>
                  )}
                </div>
                <Button busy={busy.value} onClick={() => void open(one)}>
                  {t('open')}
                </Button>
              </li>
            )
          })}
        </ol>
      </div>
    </Dialog>
  )
}
