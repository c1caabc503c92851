import { useSignal } from '@preact/signals'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconPeople } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/programmes.ts'
import { EntryTable } from './EntryTable.tsx'
import { ImportForm } from './ImportForm.tsx'
import { Lists } from './Lists.tsx'
import type { RunModel, RunPage } from './model.ts'
import { SlotsForm } from './SlotsForm.tsx'

/** The stages of a competition: who stands in each, when they are heard, how they did, who moves on. */
export function Stages({ model, page }: { readonly model: RunModel; readonly page: RunPage }) {
  const { programme, entries } = page
  const failing = useSignal<Failing | null>(null)
  const form = useSignal<'import' | 'slots' | null>(null)
  const stage = programme.stages.find(({ id }) => id === model.stageId.value)
  const turn = async (state: 'open' | 'closed'): Promise<void> => {
    if (!stage) return
    const reply = await model.switchStage(stage.id, state)
    failing.value = typeof reply === 'number' ? null : reply
    if (typeof reply === 'number') toast(state === 'closed' ? t('closed', { count: reply }) : t('reopened'))
  }
  const fill = async (): Promise<void> => {
    if (!stage) return
    const reply = await model.slots(stage.id, null, false)
    failing.value = 'given' in reply ? null : reply
    if ('given' in reply) toast(t('gave', { given: reply.given }))
  }
  return (
    <section class="stack" aria-labelledby="run-stages">
      <h2 id="run-stages" class="screen-only">
        {t('stagesTitle')}
      </h2>
      {failing.value && <Failure failing={failing.value} />}
      {!stage && (
        <Empty icon={iconPeople} title={t('noStages')}>
          <p class="small">{t('noStagesHint')}</p>
        </Empty>
      )}
      {stage && (
        <>
          <div class="screen-only run-kinds">
            <Choice
              legend={t('stage')}
              quiet
              value={stage.id}
              onChoose={(id) => {
                model.stageId.value = id
                void model.load()
              }}
              options={programme.stages.map(({ id, name, entries: count }) => ({
                value: id,
                label: `${name} ${count}`,
              }))}
            />
          </div>
          <div class="row screen-only">
            <Chip tone={stage.state === 'open' ? 'good' : 'quiet'}>{t(`state-${stage.state}`)}</Chip>
            {stage.state === 'open' && <Button onClick={() => void turn('closed')}>{t('close')}</Button>}
            {stage.state === 'closed' && (
              <>
                <Button onClick={() => void turn('open')}>{t('reopen')}</Button>
                <Button look="primary" onClick={() => (form.value = 'slots')}>
                  {t('slots')}
                </Button>
                <Button onClick={() => void fill()}>{t('fill')}</Button>
              </>
            )}
            {stage.state === 'open' && stage.id === programme.stages[0]?.id && (
              <Button onClick={() => (form.value = 'import')}>{t('import')}</Button>
            )}
          </div>
          {entries.length === 0 ? (
            <Empty icon={iconPeople} title={t('noEntries')}>
              <p class="small">{t('noEntriesHint')}</p>
            </Empty>
          ) : (
            <>
              <EntryTable key={stage.id} model={model} stage={stage} entries={entries} />
              <Lists title={programme.title} stage={stage.name} entries={entries} />
            </>
          )}
        </>
      )}
      {form.value === 'import' && <ImportForm model={model} onClose={() => (form.value = null)} />}
      {form.value === 'slots' && stage && (
        <SlotsForm model={model} stage={stage} people={page.people} onClose={() => (form.value = null)} />
      )}
    </section>
  )
}
