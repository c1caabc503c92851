import { useSignal } from '@preact/signals'
import type { ProgrammeSessionWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import type { PageProps } from '../../app/pages.tsx'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { classDraftOf, readClassDraft } from '../../classes/class-draft.ts'
import { ClassForm } from '../../classes/ClassForm.tsx'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as all } from '../../text/classes.ts'
import { t } from '../../text/class.ts'
import { Enrolments } from './Enrolments.tsx'
import { Facts } from './Facts.tsx'
import { MakeUpDialog } from './MakeUpDialog.tsx'
import { createClassModel, type ClassModel, type ClassPage as Shown } from './model.ts'
import { PlaceDialog } from './PlaceDialog.tsx'
import { RollDialog } from './RollDialog.tsx'
import { RollTable } from './RollTable.tsx'
import { Sessions } from './Sessions.tsx'
import { Sheets } from './Sheets.tsx'
import { SubstituteDialog } from './SubstituteDialog.tsx'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 30_000
const VIEWS = ['sessions', 'people', 'roll', 'print'] as const
const VIEW_WORDS = { sessions: 'viewSessions', people: 'viewPeople', roll: 'viewRoll', print: 'viewPrint' } as const

/** What stands over the page. */
type Open =
  | { readonly kind: 'edit' | 'place' }
  | { readonly kind: 'roll' | 'staff' | 'make-up'; readonly session: ProgrammeSessionWire }

/** One class: its sessions, those who come, the roll, and what is printed of it. */
export function ClassPage({ params }: PageProps) {
  const id = params['id'] ?? ''
  const model = useMemo(() => createClassModel(id), [id])
  const facility = session.value?.facility.code ?? ''
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility), [facility])
  const state = model.state.value
  usePageTitle(state.kind === 'ready' ? state.value.programme.title : all('title'))
  return (
    <div class="stack class-page">
      <p class="screen-only">
        <a class="class-back" href="/classes">
          <Icon of={iconBack} />
          <span>{t('back')}</span>
        </a>
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Class model={model} page={state.value} />}
    </div>
  )
}

function Class({ model, page }: { readonly model: ClassModel; readonly page: Shown }) {
  const { programme, terms, people } = page
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const view = useSignal<(typeof VIEWS)[number]>('sessions')
  const open = useSignal<Open | null>(null)
  const failing = useSignal<Failing | null>(null)
  const close = (): void => void (open.value = null)
  const publish = async (): Promise<void> => {
    const read = readClassDraft(classDraftOf(programme), timeZone)
    if (read.kind === 'wanting') return void (open.value = { kind: 'edit' })
    failing.value = await model.change(read.draft, 'published')
    if (failing.value === null) toast(t('published', { title: programme.title }))
  }
  const isDraft = programme.phase === 'draft'
  return (
    <>
      <header class="classes-head screen-only">
        <div class="row">
          <h1>{programme.title}</h1>
          <PhaseChip phase={programme.phase} />
        </div>
        <div class="row">
          <Button onClick={() => (open.value = { kind: 'edit' })}>{t('edit')}</Button>
          {programme.phase !== 'cancelled' && programme.phase !== 'ended' && (
            <Button
              look={programme.items.length === 0 ? 'primary' : 'normal'}
              onClick={() => (open.value = { kind: 'place' })}
            >
              {t(programme.items.length === 0 ? 'place' : 'placeMore')}
            </Button>
          )}
          {isDraft && (
            <Button look={programme.items.length === 0 ? 'normal' : 'primary'} onClick={() => void publish()}>
              {t('publish')}
            </Button>
          )}
        </div>
      </header>
      {failing.value && <Failure failing={failing.value} />}
      <Facts programme={programme} />
      <div class="screen-only class-views">
        <Choice
          legend={t('views')}
          quiet
          value={view.value}
          onChoose={(chosen) => (view.value = chosen)}
          options={VIEWS.map((value) => ({ value, label: t(VIEW_WORDS[value]) }))}
        />
      </div>
      {view.value === 'sessions' && (
        <Sessions page={page} onOpen={(kind, one) => (open.value = { kind, session: one })} />
      )}
      {view.value === 'people' && <Enrolments page={page} model={model} />}
      {view.value === 'roll' && <RollTable page={page} />}
      {view.value === 'print' && <Sheets page={page} />}
      {open.value?.kind === 'edit' && (
        <ClassForm
          title={all('editOf', { title: programme.title })}
          first={classDraftOf(programme)}
          state={isDraft ? 'draft' : programme.phase === 'cancelled' ? 'cancelled' : 'published'}
          {...{ terms, people, timeZone }}
          onClose={close}
          onSave={async (draft, state) => {
            const answer = await model.change(draft, state)
            if (answer === null) toast(all('saved'))
            return answer
          }}
        />
      )}
      {open.value?.kind === 'place' && <PlaceDialog model={model} page={page} onClose={close} />}
      {open.value?.kind === 'roll' && (
        <RollDialog model={model} page={page} session={open.value.session} onClose={close} />
      )}
      {open.value?.kind === 'staff' && (
        <SubstituteDialog model={model} page={page} session={open.value.session} onClose={close} />
      )}
      {open.value?.kind === 'make-up' && (
        <MakeUpDialog model={model} page={page} session={open.value.session} onClose={close} />
      )}
    </>
  )
}
