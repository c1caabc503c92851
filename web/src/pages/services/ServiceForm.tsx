import { useSignal } from '@preact/signals'
import type { ServiceDraftWire, ServiceWire } from '@gongyue/shared/api/services.ts'
import { GIVEN_AT, SERVICE_KINDS } from '@gongyue/shared/domain/menu.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/menu-office.ts'
import { t as menu } from '../../text/services.ts'
import { countedOf, countedText } from './model.ts'

interface ServiceFormProps {
  readonly first: ServiceWire | null
  readonly onSave: (draft: ServiceDraftWire) => Promise<Failing | null>
  readonly onClose: () => void
}

/** One entry of the menu with all that the rules ask of it. */
export function ServiceForm({ first, onSave, onClose }: ServiceFormProps) {
  const draft = useSignal({
    ...{ code: first?.code ?? '', nameZh: first?.name['zh-CN'] ?? '', nameEn: first?.name.en ?? '' },
    ...{ summaryZh: first?.summary['zh-CN'] ?? '', summaryEn: first?.summary.en ?? '' },
    kind: kindOf(first),
    ...{
      minutes: String(first?.minutes ?? 90),
      least: String(first?.audienceMin ?? 10),
      most: String(first?.audienceMax ?? 100),
    },
    crew: countedText((first?.needs.crew ?? []).map(({ skill, count }) => ({ word: skill, count }))),
    kits: countedText((first?.needs.kits ?? []).map(({ use, count }) => ({ word: use, count }))),
    vehicle: first?.needs.vehicle ?? false,
    ...{ setUp: String(first?.setUpMinutes ?? 30), strike: String(first?.strikeMinutes ?? 15) },
    ...{ days: String(first?.orderBy.days ?? 3), unit: first?.orderBy.unit ?? ('workdays' as const) },
    ...{ givenAt: givenAtOf(first), route: first?.route ?? ('approval' as const) },
    ...{ from: first?.from ?? '', until: first?.until ?? '', active: first?.active ?? true },
    position: first?.position ?? 0,
  })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const number = (text: string, low: number): string | false =>
    /^\d{1,6}$/.test(text.trim()) && Number(text) >= low ? false : t('wrong')
  const [crew, kits] = [countedOf(shown.crew), countedOf(shown.kits)]
  const faults = {
    nameZh: shown.nameZh.trim() === '' && t('wrong'),
    code: !/^[a-z][a-z0-9-]{1,39}$/.test(shown.code) && t('codeHint'),
    minutes: number(shown.minutes, 15),
    least: number(shown.least, 1),
    most: Number(shown.most) < Number(shown.least) ? t('wrong') : number(shown.most, 1),
    crew: crew === null && t('crewHint'),
    kits: kits === null && t('kitsHint'),
    setUp: number(shown.setUp, 0),
    strike: number(shown.strike, 0),
    days: number(shown.days, 0),
    until: shown.from !== '' && shown.until !== '' && shown.until < shown.from && t('wrong'),
  }
  const told = (fault: string | false) => tried.value && fault
  const save = async () => {
    tried.value = true
    if (crew === null || kits === null || Object.values(faults).some(Boolean)) return 'stay' as const
    const failing = await onSave({
      code: shown.code,
      name: { 'zh-CN': shown.nameZh.trim(), en: shown.nameEn.trim() || shown.nameZh.trim() },
      summary: { 'zh-CN': shown.summaryZh.trim(), en: shown.summaryEn.trim() },
      kind: shown.kind,
      minutes: Number(shown.minutes),
      audienceMin: Number(shown.least),
      audienceMax: Number(shown.most),
      needs: {
        crew: crew.map(({ word, count }) => ({ skill: word, count })),
        kits: kits.map(({ word, count }) => ({ use: word, count })),
        vehicle: shown.vehicle,
      },
      setUpMinutes: Number(shown.setUp),
      strikeMinutes: Number(shown.strike),
      orderBy: { days: Number(shown.days), unit: shown.unit },
      givenAt: shown.givenAt,
      route: shown.route,
      from: shown.from || null,
      until: shown.until || null,
      active: shown.active,
      position: shown.position,
    })
    if (failing === null) toast(t('saved'))
    return failing
  }
  const text = (field: 'nameZh' | 'nameEn' | 'summaryZh' | 'summaryEn' | 'crew' | 'kits', hint?: string) => (
    <TextField
      label={t(field)}
      hint={hint}
      fault={told(field in faults ? ((faults as Readonly<Record<string, string | false>>)[field] ?? false) : false)}
      maxLength={300}
      value={shown[field]}
      onInput={(value) => set({ [field]: value })}
    />
  )
  const digits = (field: 'minutes' | 'least' | 'most' | 'setUp' | 'strike') => (
    <TextField
      label={t(field)}
      numeric
      fault={told(faults[field])}
      value={shown[field]}
      onInput={(value) => set({ [field]: value })}
    />
  )
  return (
    <FormDialog title={first ? t('editOf', { title: nameIn(first.name) }) : t('add')} onSave={save} onClose={onClose}>
      <div class="form-pair">
        {text('nameZh')}
        {text('nameEn')}
      </div>
      {text('summaryZh')}
      {text('summaryEn')}
      <div class="form-pair">
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          fault={told(faults.code)}
          value={shown.code}
          onInput={(code) => set({ code })}
        />
        <SelectField
          label={t('kind')}
          value={shown.kind}
          onChoose={(value) => set({ kind: SERVICE_KINDS.find((one) => one === value) ?? 'other' })}
          options={SERVICE_KINDS.map((value) => ({ value, label: menu(`kind-${value}`) }))}
        />
      </div>
      <div class="form-pair">
        {digits('minutes')}
        {digits('least')}
        {digits('most')}
      </div>
      {text('crew', t('crewHint'))}
      {text('kits', t('kitsHint'))}
      <label class="tick">
        <input
          type="checkbox"
          checked={shown.vehicle}
          onChange={(event) => set({ vehicle: event.currentTarget.checked })}
        />
        <span>{t('vehicle')}</span>
      </label>
      <div class="form-pair">
        {digits('setUp')}
        {digits('strike')}
      </div>
      <div class="form-pair">
        <TextField
          label={t('orderBy')}
          numeric
          fault={told(faults.days)}
          value={shown.days}
          onInput={(days) => set({ days })}
        />
        <SelectField
          label={t('unit')}
          value={shown.unit}
          onChoose={(value) => set({ unit: value === 'days' ? 'days' : 'workdays' })}
          options={(['workdays', 'days'] as const).map((value) => ({ value, label: t(`unit-${value}`) }))}
        />
      </div>
      <div class="form-pair">
        <SelectField
          label={t('givenAt')}
          value={shown.givenAt}
          onChoose={(value) => set({ givenAt: GIVEN_AT.find((one) => one === value) ?? 'both' })}
          options={GIVEN_AT.map((value) => ({ value, label: menu(`at-${value}`) }))}
        />
        <SelectField
          label={t('route')}
          value={shown.route}
          onChoose={(value) => set({ route: value === 'direct' ? 'direct' : 'approval' })}
          options={(['approval', 'direct'] as const).map((value) => ({ value, label: t(`route-${value}`) }))}
        />
      </div>
      <div class="form-pair">
        <TextField label={t('from')} type="date" value={shown.from} onInput={(from) => set({ from })} />
        <TextField
          label={t('until')}
          type="date"
          fault={faults.until}
          value={shown.until}
          onInput={(until) => set({ until })}
        />
      </div>
      <label class="tick">
        <input
          type="checkbox"
          checked={shown.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
        <span>{t('active')}</span>
      </label>
    </FormDialog>
  )
}

function kindOf(first: ServiceWire | null): ServiceWire['kind'] {
  return first?.kind ?? 'lecture'
}

function givenAtOf(first: ServiceWire | null): ServiceWire['givenAt'] {
  return first?.givenAt ?? 'both'
}
