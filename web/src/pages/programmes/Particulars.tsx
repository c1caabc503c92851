import { useSignal } from '@preact/signals'
import type { ParticularsWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { session } from '../../app/session.ts'
import { spacesNow } from '../../app/spaces.ts'
import { instantOf, localOf } from '../../classes/instants.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/programmes.ts'
import type { RunModel } from './model.ts'
import { linesOf, readLines } from './read-lines.ts'

/** What the kind has besides, in words that people type. */
export function Particulars({ model, programme }: { readonly model: RunModel; readonly programme: ProgrammeWire }) {
  const { kind, period } = programme
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const text = useSignal({
    ...{ url: programme.streamUrl ?? '', readers: programme.streamFor },
    groups: linesOf(programme.groups.map(({ name, seats }) => ({ name, number: seats }))),
    difference: programme.groupDifference === null ? '' : String(programme.groupDifference),
    stages: linesOf(programme.stages.map(({ name, minutes }) => ({ name, number: minutes }))),
    pairs: programme.pairs === null ? '' : String(programme.pairs),
    organisers: programme.organisers.map(({ username }) => username).join('、'),
    ...{
      spaceId: period?.spaceId ?? '',
      from: period ? localOf(period.start) : '',
      until: period ? localOf(period.end) : '',
    },
  })
  const failing = useSignal<Failing | null>(null)
  const tried = useSignal(false)
  const busy = useSignal(false)
  const shown = text.value
  const set = (part: Partial<typeof shown>): void => void (text.value = { ...text.value, ...part })
  const stages = readLines(shown.stages)
  const isStages = stages.every(({ number }) => number !== null && number >= 1 && number <= 240)
  const save = async (): Promise<void> => {
    tried.value = true
    if (!isStages || busy.value) return
    busy.value = true
    const body: ParticularsWire = {
      ...(shown.url.trim() !== '' && {
        stream: { url: shown.url.trim(), for: shown.readers },
      }),
      groups: readLines(shown.groups).map(({ name, number }) => ({ name, seats: number })),
      groupDifference: wholeOf(shown.difference),
      stages: stages.map(({ name, number }) => ({ name, minutes: number ?? 5 })),
      pairs: wholeOf(shown.pairs),
      ...(shown.spaceId !== '' &&
        shown.from !== '' &&
        shown.until !== '' && {
          period: {
            spaceId: shown.spaceId,
            start: instantOf(shown.from, timeZone),
            end: instantOf(shown.until, timeZone),
          },
        }),
      ...(shown.organisers.trim() !== '' && {
        organisers: shown.organisers
          .split(/[、,，\s]+/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      }),
    }
    const reply = await model.particulars(body)
    busy.value = false
    failing.value = typeof reply === 'number' ? null : reply
    if (typeof reply === 'number') toast(reply > 0 ? t('savedHits', { count: reply }) : t('saved'))
  }
  return (
    <section class="card stack-s screen-only" aria-labelledby="run-particulars">
      <h2 id="run-particulars">{t('particulars')}</h2>
      {failing.value && <Failure failing={failing.value} />}
      {kind === 'competition' && (
        <Lines
          label={t('stages')}
          fault={tried.value && !isStages && t('stagesWrong')}
          value={shown.stages}
          onInput={(value) => set({ stages: value })}
        />
      )}
      {kind !== 'exhibition' && (
        <Lines label={t('groups')} value={shown.groups} onInput={(groups) => set({ groups })} />
      )}
      {kind === 'matchmaking' && (
        <div class="form-pair">
          <TextField
            label={t('difference')}
            hint={t('differenceHint')}
            numeric
            value={shown.difference}
            onInput={(difference) => set({ difference })}
          />
          <TextField label={t('pairs')} numeric value={shown.pairs} onInput={(pairs) => set({ pairs })} />
        </div>
      )}
      {kind === 'exhibition' && (
        <>
          <SelectField
            label={t('hall')}
            hint={t('periodHint')}
            value={shown.spaceId}
            onChoose={(spaceId) => set({ spaceId })}
            options={[
              { value: '', label: t('noPeriod') },
              ...spacesNow().map(({ id, name }) => ({ value: id, label: nameIn(name) })),
            ]}
          />
          <div class="form-pair">
            <TextField label={t('from')} type="datetime-local" value={shown.from} onInput={(from) => set({ from })} />
            <TextField
              label={t('until')}
              type="datetime-local"
              value={shown.until}
              onInput={(until) => set({ until })}
            />
          </div>
        </>
      )}
      {(kind === 'lecture' || kind === 'competition' || kind === 'reading') && (
        <div class="form-pair">
          <TextField label={t('stream')} maxLength={500} value={shown.url} onInput={(url) => set({ url })} />
          <SelectField
            label={t('streamFor')}
            value={shown.readers}
            onChoose={(readers) => set({ readers: readers === 'all' ? 'all' : 'enrolled' })}
            options={[
              { value: 'enrolled', label: t('streamEnrolled') },
              { value: 'all', label: t('streamAll') },
            ]}
          />
        </div>
      )}
      <TextField
        label={t('organisers')}
        hint={kind === 'matchmaking' ? t('organisersHint') : undefined}
        maxLength={500}
        value={shown.organisers}
        onInput={(organisers) => set({ organisers })}
      />
      <div class="row">
        <Button look="primary" busy={busy.value} onClick={() => void save()}>
          {t('saveParticulars')}
        </Button>
      </div>
    </section>
  )
}

interface LinesProps {
  readonly label: string
  readonly fault?: string | false
  readonly value: string
  readonly onInput: (value: string) => void
}

function Lines({ label, fault, value, onInput }: LinesProps) {
  return (
    <Field label={label} fault={fault}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          rows={4}
          maxLength={1000}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

function wholeOf(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null
}
