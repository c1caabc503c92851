import type { PolicyNumbersWire, PublicityWire, QuotaWire } from '@gongyue/shared/api/policy.ts'
import type { Some } from '@gongyue/shared/domain/policy.ts'
import { SelectField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { iconMore, iconRemove } from '../../components/icons.ts'
import { t } from '../../text/policy.ts'
import { NumberField, PartyKinds, SpaceKinds } from './fields.tsx'

interface ListProps<T> {
  readonly rows: readonly T[]
  readonly onChange: (rows: T[]) => void
}

const PER = ['member-day', 'party-day', 'party-at-once'] as const
const UNITS = ['bookings', 'minutes'] as const
const SHOWN = ['title', 'party-kind', 'booked'] as const

/** The contract's lists may be written to, the form's may not. */
export function forWire<K extends string>(some: Some<K>): 'any' | K[] {
  return some === 'any' ? 'any' : [...some]
}

const ids = new WeakMap<object, number>()
let last = 0

/** Tells rows apart while others are added and removed. */
function idOf(row: object): number {
  const id = ids.get(row) ?? ++last
  ids.set(row, id)
  return id
}

/** The same row with something else in it: it stays where the reader types. */
function changed<T extends object>(row: T, part: Partial<T>): T {
  const next = { ...row, ...part }
  ids.set(next, idOf(row))
  return next
}

/** Limits, each for itself: all of them hold. */
export function Quotas({ rows, onChange }: ListProps<QuotaWire>) {
  const set = (at: number, part: Partial<QuotaWire>): void =>
    onChange(rows.map((row, i) => (i === at ? changed(row, part) : row)))
  return (
    <>
      {rows.map((row, at) => (
        <fieldset class="policy-row" key={idOf(row)}>
          <legend class="unseen">{t('quotaRow', { row: at + 1 })}</legend>
          <SelectField
            label={t('per')}
            value={row.per}
            options={PER.map((value) => ({ value, label: t(`per-${value}`) }))}
            onChoose={(value) => set(at, { per: PER.find((one) => one === value) ?? row.per })}
          />
          <NumberField
            label={t('limit')}
            value={row.limit}
            from={0}
            until={100_000}
            onInput={(limit) => set(at, { limit })}
          />
          <SelectField
            label={t('unit')}
            value={row.unit}
            options={UNITS.map((value) => ({ value, label: t(`unit-${value}`) }))}
            onChoose={(value) => set(at, { unit: UNITS.find((one) => one === value) ?? row.unit })}
          />
          <Covers row={row} onChange={(part) => set(at, part)} />
          <Remove at={at} onRemove={() => onChange(rows.filter((_, i) => i !== at))} />
        </fieldset>
      ))}
      <More label={t('addQuota')} onClick={() => onChange([...rows, { ...NEW_QUOTA }])} />
    </>
  )
}

/** Read from the top: the first that fits decides. */
export function Publicity({ rows, onChange }: ListProps<PublicityWire>) {
  const set = (at: number, part: Partial<PublicityWire>): void =>
    onChange(rows.map((row, i) => (i === at ? changed(row, part) : row)))
  return (
    <>
      {rows.map((row, at) => (
        <fieldset class="policy-row" key={idOf(row)}>
          <legend class="unseen">{t('publicityRow', { row: at + 1 })}</legend>
          <SelectField
            label={t('shown')}
            value={row.shown}
            options={SHOWN.map((value) => ({ value, label: t(`shown-${value}`) }))}
            onChoose={(value) => set(at, { shown: SHOWN.find((one) => one === value) ?? row.shown })}
          />
          <Covers row={row} onChange={(part) => set(at, part)} />
          <Remove at={at} onRemove={() => onChange(rows.filter((_, i) => i !== at))} />
        </fieldset>
      ))}
      <More label={t('addPublicity')} onClick={() => onChange([...rows, { ...NEW_PUBLICITY }])} />
    </>
  )
}

const NEW_QUOTA: PolicyNumbersWire['quotas'][number] = {
  ...{ per: 'party-day', spaces: 'any', parties: 'any' },
  ...{ unit: 'bookings', limit: 2 },
}
const NEW_PUBLICITY: PublicityWire = { spaces: 'any', parties: 'any', shown: 'booked' }

type Covering = Pick<QuotaWire, 'spaces' | 'parties'>

function Covers({ row, onChange }: { readonly row: Covering; readonly onChange: (part: Partial<Covering>) => void }) {
  return (
    <div class="policy-covers">
      <SpaceKinds
        legend={t('spaces')}
        value={row.spaces}
        onChange={(spaces) => onChange({ spaces: forWire(spaces) })}
      />
      <PartyKinds
        legend={t('parties')}
        value={row.parties}
        onChange={(parties) => onChange({ parties: forWire(parties) })}
      />
    </div>
  )
}

function Remove({ at, onRemove }: { readonly at: number; readonly onRemove: () => void }) {
  return (
    <Button look="plain" icon={iconRemove} onClick={onRemove}>
      {t('remove', { row: at + 1 })}
    </Button>
  )
}

function More({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button icon={iconMore} onClick={onClick}>
      {label}
    </Button>
  )
}
