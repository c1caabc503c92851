import { useSignal } from '@preact/signals'
import { PROGRAMME_PHASES } from '@gongyue/shared/domain/enrolment.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { newClassDraft } from '../../classes/class-draft.ts'
import { ClassForm } from '../../classes/ClassForm.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconCalendar, iconMore, iconPeople } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/classes.ts'
import { todayAt } from '../../text/when.ts'
import { CallsTab } from './CallsTab.tsx'
import { ClassTable } from './ClassTable.tsx'
import {
  createClassesModel,
  shownClasses,
  termNow,
  type ClassesModel,
  type ClassFilter,
  type ClassList,
} from './model.ts'
import { TermForm } from './TermForm.tsx'
import '../../classes/classes.css'

const REFRESH_MS = 30_000

/** The classes of the house, term by term, and the courses that open on demand. */
export function ClassesPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(createClassesModel, [])
  const tab = useSignal<'classes' | 'calls'>('classes')
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility?.code ?? ''), [facility?.code])
  const state = model.state.value
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <div class="classes-tabs">
          <Choice
            legend={t('tabs')}
            quiet
            value={tab.value}
            onChoose={(chosen) => (tab.value = chosen)}
            options={[
              { value: 'classes', label: t('tabClasses') },
              { value: 'calls', label: t('tabCalls') },
            ]}
          />
        </div>
      </div>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && tab.value === 'classes' && <Classes model={model} list={state.value} />}
      {state.kind === 'ready' && tab.value === 'calls' && <CallsTab people={state.value.people} />}
    </div>
  )
}

function Classes({ model, list }: { readonly model: ClassesModel; readonly list: ClassList }) {
  const { terms, classes, people } = list
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const now = termNow(terms, todayOf(timeZone))
  const filter = useSignal<ClassFilter>({ termId: now?.id ?? '', phase: '', text: '' })
  const making = useSignal<'class' | 'term' | null>(null)
  const set = (part: Partial<ClassFilter>): void => void (filter.value = { ...filter.value, ...part })
  const shown = shownClasses(classes, filter.value)
  const own = session.value?.parties.find(({ kind }) => kind === 'palace') ?? null
  return (
    <>
      <div class="classes-head">
        <div class="classes-filters">
          <SelectField
            label={t('term')}
            value={filter.value.termId}
            onChoose={(termId) => set({ termId })}
            options={[
              { value: '', label: t('allTerms') },
              ...terms.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <SelectField
            label={t('phase')}
            value={filter.value.phase}
            onChoose={(phase) => set({ phase })}
            options={[
              { value: '', label: t('allPhases') },
              ...PROGRAMME_PHASES.map((phase) => ({ value: phase, label: t(`phase-${phase}`) })),
            ]}
          />
          <TextField label={t('find')} type="search" value={filter.value.text} onInput={(text) => set({ text })} />
        </div>
        <div class="row">
          <Button icon={iconCalendar} onClick={() => (making.value = 'term')}>
            {t('addTerm')}
          </Button>
          <Button look="primary" icon={iconMore} onClick={() => (making.value = 'class')}>
            {t('add')}
          </Button>
        </div>
      </div>
      <p class="small faint" role="status">
        {t('counts', {
          classes: shown.length,
          taken: shown.reduce((sum, { taken }) => sum + taken, 0),
          waiting: shown.reduce((sum, { waiting }) => sum + waiting, 0),
        })}
      </p>
      {classes.length === 0 ? (
        <Empty icon={iconPeople} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      ) : shown.length === 0 ? (
        <Empty icon={iconPeople} title={t('nothingFound')} />
      ) : (
        <ClassTable classes={shown} />
      )}
      {making.value === 'term' && (
        <TermForm
          timeZone={timeZone}
          onClose={() => (making.value = null)}
          onSave={async (draft) => {
            const failing = await model.addTerm(draft)
            if (failing === null) toast(t('termMade', { name: draft.name }))
            return failing
          }}
        />
      )}
      {making.value === 'class' && (
        <ClassForm
          title={t('add')}
          first={newClassDraft(terms.find(({ id }) => id === filter.value.termId) ?? now, own)}
          state={null}
          {...{ terms, people, timeZone }}
          onClose={() => (making.value = null)}
          onSave={async (draft) => {
            const made = await model.add(draft)
            if (!('id' in made)) return made
            toast(t('made', { title: draft.title }))
            go(`/classes/${made.id}`)
            return null
          }}
        />
      )}
    </>
  )
}

function todayOf(timeZone: string): string {
  return todayAt(timeZone, Date.now())
}
