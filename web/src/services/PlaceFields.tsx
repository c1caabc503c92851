import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { GivenAt } from '@gongyue/shared/domain/menu.ts'
import { spacesNow } from '../app/spaces.ts'
import { Choice } from '../components/Choice.tsx'
import { isPhone } from '../classes/phone.ts'
import { SelectField, TextField } from '../classes/TextField.tsx'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/services.ts'
import type { PlaceDraft } from './place-draft.ts'

interface PlaceFieldsProps {
  readonly draft: PlaceDraft
  readonly outreach: OutreachWire
  readonly givenAt: GivenAt
  /** Without a room it is nothing. */
  readonly needsRoom?: boolean
  /** Whether what is missing is pointed out. */
  readonly tried: boolean
  readonly onChange: (part: Partial<PlaceDraft>) => void
}

/** At the palace, at a known place, or at an address: only where the service is given. */
export function PlaceFields({ draft, outreach, givenAt, needsRoom = false, tried, onChange }: PlaceFieldsProps) {
  const kinds = (['address', 'place', 'palace'] as const)
    .filter((kind) => (kind === 'palace' ? givenAt !== 'outside' : givenAt !== 'palace'))
    .filter((kind) => kind !== 'place' || outreach.places.length > 0)
  const missing = (value: string) => tried && value.trim() === '' && t('needed')
  return (
    <>
      {kinds.length > 1 && (
        <Choice
          legend={t('where')}
          value={draft.kind}
          onChoose={(kind) => onChange({ kind })}
          options={kinds.map((value) => ({ value, label: t(`where-${value}`) }))}
        />
      )}
      {draft.kind === 'palace' && (
        <SelectField
          label={t('room')}
          fault={needsRoom && missing(draft.spaceId)}
          value={draft.spaceId}
          onChoose={(spaceId) => onChange({ spaceId })}
          options={[
            { value: '', label: needsRoom ? '—' : t('anyRoom') },
            ...spacesNow()
              .filter(({ bookable }) => bookable)
              .map((space) => ({ value: space.id, label: nameIn(space.name) })),
          ]}
        />
      )}
      {draft.kind === 'place' && (
        <SelectField
          label={t('wherePlace')}
          fault={missing(draft.placeId)}
          value={draft.placeId}
          onChoose={(placeId) => onChange({ placeId })}
          options={[
            { value: '', label: '—' },
            ...outreach.places.map(({ id, name, address }) => ({ value: id, label: `${name}（${address}）` })),
          ]}
        />
      )}
      {draft.kind === 'address' && (
        <div class="form-pair">
          <SelectField
            label={t('district')}
            fault={missing(draft.districtId)}
            value={draft.districtId}
            onChoose={(districtId) => onChange({ districtId })}
            options={[
              { value: '', label: '—' },
              ...outreach.districts.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <TextField
            label={t('address')}
            fault={missing(draft.address)}
            maxLength={200}
            value={draft.address}
            onInput={(address) => onChange({ address })}
          />
        </div>
      )}
      {draft.kind !== 'palace' && (
        <div class="form-pair">
          <TextField
            label={t('contact')}
            fault={draft.kind === 'address' && missing(draft.contact)}
            maxLength={60}
            value={draft.contact}
            onInput={(contact) => onChange({ contact })}
          />
          <TextField
            label={t('phone')}
            type="tel"
            fault={draft.phone.trim() !== '' && !isPhone(draft.phone) && t('needed')}
            maxLength={20}
            value={draft.phone}
            onInput={(phone) => onChange({ phone })}
          />
        </div>
      )}
    </>
  )
}
