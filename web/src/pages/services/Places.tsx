import { useSignal } from '@preact/signals'
import type { OutreachWire, PlaceWire } from '@gongyue/shared/api/outreach.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { isPhone } from '../../classes/phone.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/menu-office.ts'
import type { ServicesModel } from './model.ts'

interface PlacesProps {
  readonly model: ServicesModel
  readonly outreach: OutreachWire
}

/** Places elsewhere that orders can name. */
export function Places({ model, outreach }: PlacesProps) {
  const open = useSignal<PlaceWire | 'new' | null>(null)
  const district = (id: string) => outreach.districts.find((one) => one.id === id)?.name ?? ''
  return (
    <section class="stack-s" aria-labelledby="services-places">
      <div class="classes-head">
        <h2 id="services-places">{t('places')}</h2>
        <Button onClick={() => (open.value = 'new')}>{t('addPlace')}</Button>
      </div>
      {outreach.places.length === 0 && <p class="small faint">{t('placesEmpty')}</p>}
      <ul class="services-rows">
        {outreach.places.map((place) => (
          <li key={place.id} class={place.active ? undefined : 'faint'}>
            <div>
              <p>
                <strong>{place.name}</strong> {!place.active && <span class="small">{t('off')}</span>}
              </p>
              <p class="small faint">
                {[district(place.districtId), place.address, place.contact, place.contactPhone]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Button aria-label={t('editOf', { title: place.name })} onClick={() => (open.value = place)}>
              {t('edit')}
            </Button>
          </li>
        ))}
      </ul>
      {open.value !== null && (
        <PlaceForm
          model={model}
          outreach={outreach}
          first={open.value === 'new' ? null : open.value}
          onClose={() => (open.value = null)}
        />
      )}
    </section>
  )
}

interface PlaceFormProps extends PlacesProps {
  readonly first: PlaceWire | null
  readonly onClose: () => void
}

function PlaceForm({ model, outreach, first, onClose }: PlaceFormProps) {
  const draft = useSignal({
    ...{ name: first?.name ?? '', districtId: first?.districtId ?? '', address: first?.address ?? '' },
    ...{ contact: first?.contact ?? '', phone: '', active: first?.active ?? true },
  })
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const missing = (value: string) => tried.value && value.trim() === '' && t('wrong')
  const isWrongPhone = shown.phone.trim() !== '' && !isPhone(shown.phone)
  return (
    <FormDialog
      title={first ? t('editOf', { title: first.name }) : t('addPlace')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        const { name, districtId, address, contact, phone, active } = shown
        if (name.trim() === '' || districtId === '' || address.trim() === '' || isWrongPhone) return 'stay'
        const contactPhone = phone.trim() === '' ? null : phone.trim()
        const body = {
          name: name.trim(),
          districtId,
          address: address.trim(),
          contact: contact.trim(),
          contactPhone,
          active,
        }
        const failing = await model.keepPlace({ ...body, partyId: first?.partyId ?? null }, first?.id ?? null)
        if (failing === null) toast(t('saved'))
        return failing
      }}
    >
      <TextField
        label={t('placeName')}
        fault={missing(shown.name)}
        maxLength={80}
        value={shown.name}
        onInput={(name) => set({ name })}
      />
      <div class="form-pair">
        <SelectField
          label={t('district')}
          fault={missing(shown.districtId)}
          value={shown.districtId}
          onChoose={(districtId) => set({ districtId })}
          options={[
            { value: '', label: '—' },
            ...outreach.districts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          label={t('address')}
          fault={missing(shown.address)}
          maxLength={200}
          value={shown.address}
          onInput={(address) => set({ address })}
        />
      </div>
      <div class="form-pair">
        <TextField label={t('contact')} maxLength={60} value={shown.contact} onInput={(contact) => set({ contact })} />
        <TextField
          label={t('phone')}
          type="tel"
          hint={first?.contactPhone ? t('phoneKept', { phone: first.contactPhone }) : undefined}
          fault={isWrongPhone && t('wrong')}
          maxLength={20}
          value={shown.phone}
          onInput={(phone) => set({ phone })}
        />
      </div>
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
