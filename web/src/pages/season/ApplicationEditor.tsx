import { useSignal } from '@preact/signals'
import type { ApplicationWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import { may, session } from '../../app/session.ts'
import { keepDraft, recallDraft } from '../../app/storage.ts'
import { PartyPick, type PickedParty } from '../../classes/PartyPick.tsx'
import { SelectField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { iconMore, iconWarning } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { likeWords, wantWords } from '../../rounds/section-words.ts'
import { hoursOf } from '../../rounds/week-cells.ts'
import { WeekStrip } from '../../rounds/WeekStrip.tsx'
import { t } from '../../text/seasons.ts'
import {
  firstWrongStep,
  formOf,
  newSection,
  sectionFaults,
  type ApplicationForm,
  type SectionForm,
  type Step,
} from './draft.ts'
import { SectionSteps } from './SectionSteps.tsx'

interface ApplicationEditorProps {
  readonly round: RoundWire
  /** What was sent before; null for a new application. */
  readonly earlier: ApplicationWire | null
  /** Parties of the reader that have none yet; the desk finds anybody. */
  readonly parties: readonly PickedParty[]
  readonly onSend: (partyId: string, form: ApplicationForm) => Promise<Failing | null>
  /** It is in, and nothing of it is kept in the tab. */
  readonly onSent: () => void
  readonly onClose: (() => void) | null
}

/** An application: its wishes as cards, each opened in steps; kept in the tab until it is sent. */
export function ApplicationEditor({ round, earlier, parties, onSend, onSent, onClose }: ApplicationEditorProps) {
  const place = `season.${round.id}.${earlier?.id ?? 'new'}`
  const form = useSignal<ApplicationForm>(keptForm(place) ?? (earlier ? formOf(earlier) : { note: '', sections: [] }))
  const party = useSignal<PickedParty | null>(
    earlier ? { id: earlier.partyId, name: earlier.partyName } : may('desk') ? null : (parties[0] ?? null),
  )
  const open = useSignal<{ readonly index: number; readonly step: Step } | null>(
    earlier === null && form.value.sections.length === 0 ? { index: 0, step: 'what' } : null,
  )
  const tried = useSignal(false)
  const busy = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const { note, sections } = form.value
  const set = (part: Partial<ApplicationForm>): void => {
    form.value = { ...form.value, ...part }
    keepDraft(place, form.value)
  }
  const setSection = (index: number, section: SectionForm): void => {
    const next = [...form.value.sections]
    next[index] = section
    set({ sections: next })
  }
  const send = async (): Promise<void> => {
    tried.value = true
    if (!party.value || sections.length === 0) return
    if (sections.some((section) => firstWrongStep(sectionFaults(section, round)) !== null)) return
    busy.value = true
    failing.value = await onSend(party.value.id, form.value)
    busy.value = false
    if (failing.value !== null) return
    keepDraft(place, null)
    onSent()
  }
  const opened = open.value
  if (opened) {
    return (
      <SectionSteps
        key={opened.index}
        round={round}
        form={sections[opened.index] ?? newSection(round)}
        first={opened.step}
        onChange={(section) => setSection(opened.index, section)}
        onDone={() => (open.value = null)}
      />
    )
  }
  return (
    <section class="stack" aria-labelledby="season-sections">
      {earlier === null && <Whose parties={parties} party={party} wanting={tried.value && party.value === null} />}
      <h2 id="season-sections">{t('sections')}</h2>
      {tried.value && sections.length === 0 && <Notice tone="warn" loud title={t('sectionsMissing')} />}
      <ul class="stack-s">
        {sections.map((section, index) => {
          const wrong = firstWrongStep(sectionFaults(section, round))
          const title = section.title || t('untitled')
          return (
            // oxlint-disable-next-line react/no-array-index-key -- sections are kept by their place in the list
            <li key={index} class="card season-section">
              <WeekStrip
                label={t('step-when')}
                hours={hoursOf(round.windows)}
                spans={section.times.map(({ rank, ...span }) => ({ ...span, look: rank }))}
              />
              <div class="section-words">
                <h3>{title}</h3>
                <p class="small">{wantWords({ ...section, headcount: Number(section.headcount) || 0 })}</p>
                <p class="small faint">{likeWords({ ...section, headcount: 0 })}</p>
                {wrong && (
                  <Chip tone="warn" icon={iconWarning}>
                    {t('wantsMending')}
                  </Chip>
                )}
              </div>
              <div class="row">
                <Button
                  aria-label={t('editOf', { title })}
                  onClick={() => (open.value = { index, step: wrong ?? 'what' })}
                >
                  {t('editSection')}
                </Button>
                <Button
                  look="plain"
                  aria-label={t('removeOf', { title })}
                  onClick={() => set({ sections: sections.filter((_, at) => at !== index) })}
                >
                  {t('removeSection')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      {sections.length < 30 && (
        <Button icon={iconMore} wide onClick={() => (open.value = { index: sections.length, step: 'what' })}>
          {t('addSection')}
        </Button>
      )}
      <Field label={t('note')} hint={t('noteHint')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            maxLength={1000}
            value={note}
            onInput={(event) => set({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      {failing.value && <Failure failing={failing.value} />}
      <div class="row season-turn">
        {onClose && <Button onClick={onClose}>{t('before')}</Button>}
        <Button look="primary" busy={busy.value} onClick={() => void send()}>
          {t(earlier ? 'sendAgain' : 'send')}
        </Button>
      </div>
    </section>
  )
}

interface WhoseProps {
  readonly parties: readonly PickedParty[]
  readonly party: { value: PickedParty | null }
  readonly wanting: boolean
}

/** For whom: officers choose among their own, the desk finds anybody. */
function Whose({ parties, party, wanting }: WhoseProps) {
  if (may('desk'))
    return (
      <PartyPick
        label={t('party')}
        hint={t('partyHint')}
        fault={wanting && t('partyMissing')}
        value={party.value}
        onPick={(picked) => (party.value = picked)}
      />
    )
  if (parties.length < 2) return <p>{parties[0]?.name ?? session.value?.user.name}</p>
  return (
    <SelectField
      label={t('party')}
      value={party.value?.id ?? ''}
      onChoose={(id) => (party.value = parties.find((one) => one.id === id) ?? null)}
      options={parties.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

/** What was being written in this tab; what another build has left is not trusted. */
function keptForm(place: string): ApplicationForm | null {
  const kept = recallDraft(place)
  if (typeof kept !== 'object' || kept === null || !('sections' in kept) || !Array.isArray(kept.sections)) return null
  return kept as ApplicationForm // written by this page
}
