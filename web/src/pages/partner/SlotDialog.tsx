import { useSignal } from '@preact/signals'
import type { ContractWire } from '@gongyue/shared/api/contracts.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { PURPOSES } from '@gongyue/shared/domain/contract.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { listSpaces } from '../../api/routes.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconWarning } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { todayHere } from '../../partners/today.ts'
import { newRuleDraft, readDraft, type RuleDraft } from '../../rules/draft.ts'
import { RuleForm } from '../../rules/RuleForm.tsx'
import { askedLook } from '../../series/date-words.ts'
import { DateList } from '../../series/DateList.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/partners.ts'
import { addDays } from '../../text/when.ts'
import type { PartnerModel, SlotAsked } from './model.ts'
import '../../series/series.css'

/** Long enough that a number typed in full is asked once. */
const PAUSE_MS = 400

interface SlotDialogProps {
  readonly model: PartnerModel
  readonly contract: ContractWire
  readonly onClose: () => void
}

interface SlotDraft extends Pick<SlotAsked, 'title' | 'purpose' | 'spaceId'> {
  readonly headcount: string
}

/** A standing slot, with what would become of each date while it is typed. */
export function SlotDialog({ model, contract, onClose }: SlotDialogProps) {
  const { code = '', timeZone = 'UTC' } = session.value?.facility ?? {}
  const spaces = useSignal<readonly SpaceWire[]>([])
  const tomorrow = addDays(todayHere(), 1)
  const from = contract.startsOn > tomorrow ? contract.startsOn : tomorrow
  const rule = useSignal<RuleDraft>({
    ...newRuleDraft(from, '19:00', 120),
    ...{ ending: 'until' as const, until: contract.endsOn },
  })
  const draft = useSignal<SlotDraft>({
    title: contract.title,
    purpose: 'commercial',
    spaceId: '',
    headcount: '20',
  })
  const tried = useSignal(false)
  useEffect(() => {
    void call(listSpaces, { query: { facility: code } }).then((reply) => {
      if (reply.kind === 'ok') spaces.value = reply.body.items.filter(({ bookable }) => bookable)
    })
    return () => void model.ask(null)
  }, [])
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const read = readDraft(rule.value)
  const headcount = /^\d{1,5}$/.test(shown.headcount) ? Number(shown.headcount) : 0
  const asked: SlotAsked | null =
    read.kind === 'rule' && shown.spaceId !== '' && headcount > 0 && shown.title.trim() !== ''
      ? { ...shown, title: shown.title.trim(), headcount, rule: read.rule }
      : null
  const question = JSON.stringify(asked && [asked.spaceId, asked.headcount, asked.rule])
  useEffect(() => {
    const timer = setTimeout(() => void model.ask(asked), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [question])
  const save = async () => {
    tried.value = true
    if (asked === null) return 'stay' as const
    const answer = await model.place(asked)
    if (answer === null) toast(t('placed'))
    return answer
  }
  return (
    <FormDialog title={t('addSlot')} save={t('placeNow')} onClose={onClose} onSave={save}>
      <p class="small faint">{t('slotHint')}</p>
      <div class="form-pair">
        <TextField
          label={t('slotTitle')}
          fault={tried.value && shown.title.trim() === '' && t('nameMissing')}
          value={shown.title}
          onInput={(title) => set({ title })}
        />
        <SelectField
          label={t('purpose')}
          value={shown.purpose}
          onChoose={(value) => set({ purpose: PURPOSES.find((one) => one === value) ?? 'commercial' })}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose-${value}`) }))}
        />
      </div>
      <div class="form-pair">
        <SelectField
          label={t('space')}
          fault={tried.value && shown.spaceId === '' && t('chooseSpace')}
          value={shown.spaceId}
          onChoose={(spaceId) => set({ spaceId })}
          options={[
            { value: '', label: t('chooseSpace') },
            ...spaces.value.map(({ id, name, capacity }) => ({ value: id, label: `${nameIn(name)}（${capacity}）` })),
          ]}
        />
        <TextField
          label={t('headcount')}
          numeric
          fault={tried.value && headcount < 1 && t('headcountWrong')}
          value={shown.headcount}
          onInput={(value) => set({ headcount: value })}
        />
      </div>
      <RuleForm draft={rule.value} zone={timeZone} strict={tried.value} onChange={(next) => (rule.value = next)} />
      <Preview model={model} spaceId={shown.spaceId} />
    </FormDialog>
  )
}

function Preview({ model, spaceId }: { readonly model: PartnerModel; readonly spaceId: string }) {
  const preview = model.preview.value
  if (preview === null) return null
  if (preview === 'asking') return <Spinner>{t('checking')}</Spinner>
  if ('kind' in preview) return <Failure failing={preview} />
  const { dates = [], counts } = preview.series ?? {}
  const booked = counts?.booked ?? 0
  const lost = dates.length - booked
  return (
    <section class="stack-s">
      <p class={`slot-sum ${lost === 0 ? 'tone-good' : 'tone-warn'}`} role="status">
        <Icon of={lost === 0 ? iconAccepted : iconWarning} />{' '}
        <b>
          {lost === 0 ? t('fits', { count: booked }) : booked === 0 ? t('noneFit') : t('someFit', { booked, lost })}
        </b>
      </p>
      <DateList dates={dates} lookOf={askedLook} spaceName={spaceName} spaceId={spaceId} />
    </section>
  )
}
