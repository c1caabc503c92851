import { useSignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { listSpaces } from '../../api/routes.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField } from '../../classes/TextField.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconWarning } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { draftOf, newRuleDraft, readDraft, type RuleDraft } from '../../rules/draft.ts'
import { RuleForm } from '../../rules/RuleForm.tsx'
import { t } from '../../text/class.ts'
import { nameIn } from '../../text/locale.ts'
import { violationSentence } from '../../text/sentences.ts'
import { addDays, dayLabel, dayOf, spanLabel, todayAt } from '../../text/when.ts'
import type { ClassModel, ClassPage, Placing } from './model.ts'

/** Long enough that a number typed in full is asked once. */
const PAUSE_MS = 400

interface PlaceDialogProps {
  readonly model: ClassModel
  readonly page: ClassPage
  readonly onClose: () => void
}

/** Room and rule of a class, with what would become of each date while it is typed. */
export function PlaceDialog({ model, page, onClose }: PlaceDialogProps) {
  const { programme, terms } = page
  const zone = session.value?.facility.timeZone ?? 'UTC'
  const facility = session.value?.facility.code ?? ''
  const term = terms.find(({ id }) => id === programme.termId)
  const spaces = useSignal<readonly SpaceWire[]>([])
  const spaceId = useSignal(programme.spaceId ?? '')
  const onConflict = useSignal<'refuse' | 'skip'>('refuse')
  const tried = useSignal(false)
  const rule = useSignal<RuleDraft>(firstRule())
  useEffect(() => {
    void call(listSpaces, { query: { facility } }).then((reply) => {
      if (reply.kind === 'ok') spaces.value = reply.body.items
    })
    return () => void model.ask(null)
  }, [])
  const read = readDraft(rule.value)
  const placing: Placing | null =
    read.kind === 'rule' && spaceId.value !== ''
      ? { spaceId: spaceId.value, rule: read.rule, onConflict: onConflict.value }
      : null
  const asked = JSON.stringify(placing && [placing.spaceId, placing.rule])
  useEffect(() => {
    const timer = setTimeout(() => void model.ask(placing), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [asked])

  const save = async () => {
    tried.value = true
    if (placing === null) return 'stay' as const
    const placed = await model.place(placing)
    if (typeof placed !== 'number') return placed
    toast(t('placed', { count: placed }))
    return null
  }

  function firstRule(): RuleDraft {
    const tomorrow = addDays(todayAt(zone, Date.now()), 1)
    const last = programme.lastEnd === null ? null : addDays(dayOf(programme.lastEnd), 1)
    const from = [tomorrow, term?.startsOn ?? '', last ?? ''].reduce((latest, day) => (day > latest ? day : latest))
    // more of the same, after what there is
    if (programme.rule !== null)
      return { ...draftOf(programme.rule), from, ending: 'count', sessions: '4', until: '', except: [] }
    return { ...newRuleDraft(from, '19:00', 90), sessions: '8' }
  }

  return (
    <FormDialog title={t('place')} save={t('placeNow')} onClose={onClose} onSave={save}>
      <SelectField
        label={t('spaceField')}
        fault={tried.value && spaceId.value === '' && t('chooseSpace')}
        value={spaceId.value}
        onChoose={(id) => (spaceId.value = id)}
        options={[
          { value: '', label: t('chooseSpace') },
          ...spaces.value.map(({ id, name, capacity }) => ({ value: id, label: `${nameIn(name)}（${capacity}）` })),
        ]}
      />
      <RuleForm draft={rule.value} zone={zone} strict={tried.value} onChange={(draft) => (rule.value = draft)} />
      <Choice
        legend={t('onConflict')}
        value={onConflict.value}
        onChoose={(chosen) => (onConflict.value = chosen)}
        options={(['refuse', 'skip'] as const).map((value) => ({ value, label: t(`onConflict-${value}`) }))}
      />
      <Sum model={model} />
      <Preview model={model} />
    </FormDialog>
  )
}

/** How many dates fit, in sight while the rule is typed. */
function Sum({ model }: Pick<PlaceDialogProps, 'model'>) {
  const preview = model.preview.value
  if (preview === null || (typeof preview === 'object' && 'kind' in preview)) return null
  if (preview === 'asking')
    return (
      <div class="place-sum">
        <Spinner>{t('previewing')}</Spinner>
      </div>
    )
  const { dates } = preview.series
  const booked = dates.filter(isFree).length
  const lost = dates.length - booked
  return (
    <p class={`place-sum ${lost === 0 ? 'tone-good' : 'tone-warn'}`} role="status">
      <Icon of={lost === 0 ? iconAccepted : iconWarning} />
      <b>{lost === 0 ? t('fits', { count: booked }) : t('someFit', { booked, lost })}</b>
    </p>
  )
}

/** Each date with what stands in its way. */
function Preview({ model }: Pick<PlaceDialogProps, 'model'>) {
  const preview = model.preview.value
  if (preview === null) return null
  if (preview === 'asking') return null
  if ('kind' in preview) return <Failure failing={preview} />
  const { dates } = preview.series
  return (
    <section class="stack-s" aria-label={t('preview')}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <ol class="place-dates" tabIndex={0}>
        {dates.map((date) => (
          <li key={date.key} class={isFree(date) ? undefined : 'lost'}>
            <Icon of={isFree(date) ? iconAccepted : iconWarning} />
            <div>
              <p>{spanLabel(date.start, date.end)}</p>
              <p class="small">{wordsOf(date)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function isFree({ violations, reason }: SeriesDateWire): boolean {
  return violations.length === 0 && reason === null
}

function wordsOf({ violations, reason, reasonName, movedFrom, announced }: SeriesDateWire): string {
  if (violations.length > 0) return [...new Set(violations.map(violationSentence))].join(' ')
  if (reason === 'legal-holiday') return t('reason-legal-holiday', { name: reasonName ?? '' })
  if (reason !== null) return t(`reason-${reason}`)
  if (movedFrom !== null) return t('movedFrom', { date: dayLabel(movedFrom) })
  return t(announced ? 'dateFits' : 'dateUnannounced')
}
