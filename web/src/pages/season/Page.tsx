import { useSignal } from '@preact/signals'
import type { LedgerWire } from '@gongyue/shared/api/ledger.ts'
import type { ApplicationWire } from '@gongyue/shared/api/rounds.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconBack } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { RoundChip } from '../../rounds/RoundChip.tsx'
import { likeWords, wantWords } from '../../rounds/section-words.ts'
import { hoursOf } from '../../rounds/week-cells.ts'
import { WeekStrip } from '../../rounds/WeekStrip.tsx'
import { t } from '../../text/seasons.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { ApplicationEditor } from './ApplicationEditor.tsx'
import { createSeasonModel, type Season, type SeasonModel } from './model.ts'
import { ResultView } from './ResultView.tsx'
import '../../classes/classes.css'
import '../../rounds/rounds.css'
import './page.css'

/** One round as those who apply see it: to apply, to change, and what came of it. */
export function SeasonPage({ params }: PageProps) {
  const id = params['id'] ?? ''
  const model = useMemo(() => createSeasonModel(id), [id])
  const facility = session.value?.facility.code ?? ''
  useEffect(() => void model.load(), [model])
  useEffect(() => void loadSpaceNames(facility), [facility])
  const state = model.state.value
  usePageTitle(state.kind === 'ready' ? state.value.round.name : t('title'))
  switch (state.kind) {
    case 'loading':
      return <Spinner />
    case 'failed':
      return <Failure failing={state.failing} onRetry={() => void model.load()} />
    case 'ready':
      return <Shown model={model} season={state.value} />
  }
}

function Shown({ model, season }: { readonly model: SeasonModel; readonly season: Season }) {
  const { round, applications, results } = season
  const { name, summary, state, from, until, opensAt, closesAt } = round
  const editing = useSignal<string | null>(null)
  const desk = may('desk')
  const own = new Set(session.value?.parties.map((party) => party.id))
  const mine = applications.filter(({ state: sent, partyId }) => sent === 'sent' && own.has(partyId))
  const free = (session.value?.parties ?? []).filter((party) => !mine.some(({ partyId }) => partyId === party.id))
  const open = state === 'open' || (desk && state !== 'upcoming' && state !== 'cancelled')
  const when = (instant: string): string => `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
  const onSent = (): void => {
    toast(t(state === 'open' ? 'sentDone' : 'lateDone'))
    editing.value = null
    if (desk) go(`/rounds/${round.id}?tab=applications`)
    else void model.load()
  }
  return (
    <div class="stack season">
      <header class="stack-s">
        <a class="button plain season-back" href={desk ? `/rounds/${round.id}` : '/seasons'}>
          <Icon of={iconBack} />
          <span>{t('all')}</span>
        </a>
        <div class="row">
          <h1>{name}</h1>
          <RoundChip state={state} />
        </div>
        <p>{t('season', { from: dayLabel(from), until: dayLabel(until) })}</p>
        {state === 'open' && <p class="small faint">{t('until', { when: when(closesAt) })}</p>}
        {state === 'upcoming' && <p class="small faint">{t('from', { when: when(opensAt) })}</p>}
        {summary && <p class="small">{summary}</p>}
      </header>
      {(state === 'in-allocation' || state === 'handled') && <Notice tone="info" title={t('waiting')} />}
      {state === 'published' && !desk && (
        <section class="stack" aria-labelledby="season-results">
          <h2 id="season-results">{t('results')}</h2>
          {results.length === 0 && <p class="faint">{t('noResult')}</p>}
          {results.map((result) => (
            <ResultView key={result.sectionId} result={result} />
          ))}
          {season.ledger && <OwnLine ledger={season.ledger} />}
          <p>
            <a href={`/results/${round.id}`}>{t('publicLink')}</a>
          </p>
        </section>
      )}
      {mine.map((application) =>
        editing.value === application.id ? (
          <ApplicationEditor
            key={application.id}
            round={round}
            earlier={application}
            parties={[]}
            onSend={async (partyId, form) => await model.send(partyId, form, application)}
            onSent={onSent}
            onClose={() => (editing.value = null)}
          />
        ) : (
          state !== 'published' && (
            <Sent
              key={application.id}
              application={application}
              season={season}
              changing={state === 'open'}
              onEdit={() => (editing.value = application.id)}
              onWithdraw={async () => {
                const failing = await model.withdraw(application)
                if (failing === null) toast(t('withdrawDone'))
                return failing
              }}
            />
          )
        ),
      )}
      {open && editing.value === null && (desk || free.length > 0) && (
        <ApplicationEditor
          key={`new ${applications.length}`}
          round={round}
          earlier={null}
          parties={free}
          onSend={async (partyId, form) => await model.send(partyId, form, null)}
          onSent={onSent}
          onClose={null}
        />
      )}
    </div>
  )
}

/** What the reader's parties used before, beside the one in the middle of all. */
function OwnLine({ ledger }: { readonly ledger: LedgerWire }) {
  if (ledger.items.length === 0) return null
  return (
    <section class="card stack-s" aria-labelledby="season-own">
      <h3 id="season-own">{t('own')}</h3>
      {ledger.items.map(({ partyId, partyName, primeHours }) => (
        <p key={partyId}>
          {ledger.items.length > 1 && <b>{partyName} </b>}
          {t('prime', { own: Math.round(primeHours), median: Math.round(ledger.primeHours.median) })}
        </p>
      ))}
      <p class="small faint">{t('ownHint')}</p>
    </section>
  )
}

interface SentProps {
  readonly application: ApplicationWire
  readonly season: Season
  readonly changing: boolean
  readonly onEdit: () => void
  readonly onWithdraw: () => Promise<Failing | null>
}

/** An application that is in, to be read again; until the closing it can be changed. */
function Sent({ application, season: { round }, changing, onEdit, onWithdraw }: SentProps) {
  const leaving = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const { partyName, sections, note, sentAt } = application
  const withdraw = async (): Promise<void> => {
    failing.value = await onWithdraw()
  }
  return (
    <section class="card stack" aria-label={partyName}>
      <div class="round-card-head">
        <h2>{partyName}</h2>
        <Chip tone="good" icon={iconAccepted}>
          {t('sent', { when: `${dayLabel(dayOf(sentAt))} ${clockOf(sentAt)}` })}
        </Chip>
      </div>
      <ul class="stack-s">
        {sections.map((section) => (
          <li key={section.id} class="season-section">
            <WeekStrip
              label={t('step-when')}
              hours={hoursOf(round.windows)}
              spans={section.times.map(({ rank, ...span }) => ({ ...span, look: rank }))}
            />
            <div class="section-words">
              <h3>{section.title}</h3>
              <p class="small">{wantWords(section)}</p>
              <p class="small faint">{likeWords(section)}</p>
            </div>
          </li>
        ))}
      </ul>
      {note && <p class="small">{note}</p>}
      {failing.value && <Failure failing={failing.value} />}
      {changing && (
        <div class="row">
          <Button look="primary" onClick={onEdit}>
            {t('edit')}
          </Button>
          <Button look="plain" onClick={() => (leaving.value = true)}>
            {t('withdraw')}
          </Button>
        </div>
      )}
      {leaving.value && (
        <Dialog
          title={t('withdraw')}
          onClose={() => (leaving.value = false)}
          foot={
            <>
              <Button onClick={() => (leaving.value = false)}>{t('keep')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  leaving.value = false
                  void withdraw()
                }}
              >
                {t('withdraw')}
              </Button>
            </>
          }
        >
          <p>{t('withdrawHint')}</p>
        </Dialog>
      )}
    </section>
  )
}
