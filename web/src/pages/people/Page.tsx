import { useSignal } from '@preact/signals'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import { PERSON_KINDS } from '@gongyue/shared/domain/person.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconMore, iconPeople } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/people.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { MissedDialog } from './MissedDialog.tsx'
import { createPeopleModel, shownPeople } from './model.ts'
import { PersonCard } from './PersonCard.tsx'
import { PersonForm } from './PersonForm.tsx'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 60_000

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'absence'; readonly person: PersonWire }
  | { readonly kind: 'missed'; readonly person: PersonWire; readonly absenceId: string }

/** Who works for the house, when they can be asked, and who is away. */
export function PeoplePage() {
  usePageTitle(t('title'))
  const model = useMemo(createPeopleModel, [])
  const facility = session.value?.facility.code ?? ''
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility), [facility])
  const kind = useSignal('')
  const text = useSignal('')
  const open = useSignal<Open | null>(null)
  const failing = useSignal<Failing | null>(null)
  const close = (): void => void (open.value = null)
  const state = model.state.value
  const shown = open.value
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <Button look="primary" icon={iconMore} onClick={() => (open.value = { kind: 'new' })}>
          {t('add')}
        </Button>
      </div>
      <p class="small faint">{t('hint')}</p>
      <div class="classes-filters">
        <SelectField
          label={t('kind')}
          value={kind.value}
          onChoose={(value) => (kind.value = value)}
          options={[
            { value: '', label: t('allKinds') },
            ...PERSON_KINDS.map((value) => ({ value, label: t(`kind-${value}`) })),
          ]}
        />
        <TextField label={t('find')} type="search" value={text.value} onInput={(value) => (text.value = value)} />
      </div>
      {failing.value && <Failure failing={failing.value} />}
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.value.length === 0 && <Empty icon={iconPeople} title={t('empty')} />}
      {state.kind === 'ready' && (
        <ul class="people-cards">
          {shownPeople(state.value, kind.value, text.value).map((person) => (
            <li key={person.id}>
              <PersonCard
                person={person}
                onEdit={() => (open.value = { kind: 'edit', person })}
                onAbsence={() => (open.value = { kind: 'absence', person })}
                onMissed={(absenceId) => (open.value = { kind: 'missed', person, absenceId })}
                onEnd={async (absenceId) => {
                  failing.value = await model.end(absenceId)
                  if (failing.value === null) toast(t('ended'))
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {shown?.kind === 'new' && (
        <PersonForm title={t('add')} first={null} onSave={async (draft) => await model.add(draft)} onClose={close} />
      )}
      {shown?.kind === 'edit' && (
        <PersonForm
          title={t('editOf', { name: shown.person.name })}
          first={shown.person}
          onSave={async (draft, active) => await model.change(shown.person.id, draft, active)}
          onClose={close}
        />
      )}
      {shown?.kind === 'absence' && (
        <AbsenceForm
          person={shown.person}
          onClose={close}
          onSave={async (leave) => {
            const reply = await model.report(shown.person.id, leave)
            if (!('absenceId' in reply)) return reply
            // drawn after the form has gone
            setTimeout(() => (open.value = { kind: 'missed', person: shown.person, absenceId: reply.absenceId }))
            return null
          }}
        />
      )}
      {shown?.kind === 'missed' && (
        <MissedDialog model={model} person={shown.person} absenceId={shown.absenceId} onClose={close} />
      )}
    </div>
  )
}
