import { useSignal } from '@preact/signals'
import type { EquipmentWire, OutreachWire } from '@gongyue/shared/api/outreach.ts'
import { may } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { toast } from '../../components/Toasts.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/menu-office.ts'
import type { ServicesModel } from './model.ts'

interface ThingsProps {
  readonly model: ServicesModel
  readonly outreach: OutreachWire
}

/** Vehicles and kits, each with a number of its own. */
export function Things({ model, outreach }: ThingsProps) {
  const open = useSignal<EquipmentWire | 'new' | null>(null)
  return (
    <section class="stack-s" aria-labelledby="services-things">
      <div class="classes-head">
        <h2 id="services-things">{t('things')}</h2>
        {may('management') && <Button onClick={() => (open.value = 'new')}>{t('addThing')}</Button>}
      </div>
      {outreach.equipment.length === 0 && <p class="small faint">{t('thingsEmpty')}</p>}
      <ul class="services-rows">
        {outreach.equipment.map((one) => (
          <li key={one.id} class={one.active ? undefined : 'faint'}>
            <div>
              <p>
                <strong>{nameIn(one.name)}</strong> <span class="small faint">{one.code}</span>
              </p>
              <p class="small faint">
                {[
                  t(`thing-${one.kind}`),
                  one.use,
                  one.seats !== null && t('seatsCount', { count: one.seats }),
                  !one.active && t('off'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {may('management') && (
              <Button aria-label={t('editOf', { title: nameIn(one.name) })} onClick={() => (open.value = one)}>
                {t('edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open.value !== null && (
        <ThingForm model={model} first={open.value === 'new' ? null : open.value} onClose={() => (open.value = null)} />
      )}
    </section>
  )
}

interface ThingFormProps {
  readonly model: ServicesModel
  readonly first: EquipmentWire | null
  readonly onClose: () => void
}

function ThingForm({ model, first, onClose }: ThingFormProps) {
  const draft = useSignal({
    ...{ code: first?.code ?? '', nameZh: first?.name['zh-CN'] ?? '', nameEn: first?.name.en ?? '' },
    kind: kindOf(first),
    ...{ use: first?.use ?? '', seats: String(first?.seats ?? 5), active: first?.active ?? true },
  })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const isVehicle = shown.kind === 'vehicle'
  const faults = {
    code: !/^[a-z][a-z0-9-]{1,39}$/.test(shown.code) && t('codeHint'),
    nameZh: shown.nameZh.trim() === '' && t('wrong'),
    use: !isVehicle && shown.use.trim() === '' && t('wrong'),
    seats: isVehicle && !(Number(shown.seats) >= 1) && t('wrong'),
  }
  const told = (fault: string | false) => tried.value && fault
  return (
    <FormDialog
      title={first ? t('editOf', { title: nameIn(first.name) }) : t('addThing')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (Object.values(faults).some(Boolean)) return 'stay'
        const failing = await model.keepEquipment(
          {
            code: shown.code,
            name: { 'zh-CN': shown.nameZh.trim(), en: shown.nameEn.trim() || shown.nameZh.trim() },
            kind: shown.kind,
            use: isVehicle ? '' : shown.use.trim(),
            seats: isVehicle ? Number(shown.seats) : null,
            active: shown.active,
          },
          first?.id ?? null,
        )
        if (failing === null) toast(t('saved'))
        return failing
      }}
    >
      <div class="form-pair">
        <SelectField
          label={t('thingKind')}
          value={shown.kind}
          onChoose={(value) => set({ kind: value === 'vehicle' ? 'vehicle' : 'kit' })}
          options={(['kit', 'vehicle'] as const).map((value) => ({ value, label: t(`thing-${value}`) }))}
        />
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          fault={told(faults.code)}
          value={shown.code}
          onInput={(code) => set({ code })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={t('nameZh')}
          fault={told(faults.nameZh)}
          value={shown.nameZh}
          onInput={(nameZh) => set({ nameZh })}
        />
        <TextField label={t('nameEn')} value={shown.nameEn} onInput={(nameEn) => set({ nameEn })} />
      </div>
      {isVehicle ? (
        <TextField
          label={t('seats')}
          numeric
          fault={told(faults.seats)}
          value={shown.seats}
          onInput={(seats) => set({ seats })}
        />
      ) : (
        <TextField
          label={t('use')}
          fault={told(faults.use)}
          maxLength={40}
          value={shown.use}
          onInput={(use) => set({ use })}
        />
      )}
      <label class="tick">
        <input
          type="checkbox"
          checked={shown.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
        <span>{t('usable')}</span>
      </label>
    </FormDialog>
  )
}

function kindOf(first: EquipmentWire | null): EquipmentWire['kind'] {
  return first?.kind ?? 'kit'
}
