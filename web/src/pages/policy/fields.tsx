import { PARTY_KIND_NAMES, PARTY_KINDS, type PartyKind } from '@gongyue/shared/domain/party.ts'
import type { Some } from '@gongyue/shared/domain/policy.ts'
import { SPACE_KINDS, type SpaceKind } from '@gongyue/shared/domain/space.ts'
import { Field } from '../../components/Field.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/policy.ts'

interface NumberFieldProps {
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly from: number
  readonly until: number
  readonly onInput: (value: number) => void
}

/** Whether a number can be saved. */
export function isWithin(value: number, from: number, until: number): boolean {
  return Number.isInteger(value) && value >= from && value <= until
}

/** A whole number between two others; empty is none, and says so. */
export function NumberField({ label, hint, value, from, until, onInput }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} fault={!isWithin(value, from, until) && t('between', { from, until })}>
      {(control) => (
        <input
          {...control}
          class="input policy-number"
          type="number"
          inputMode="numeric"
          min={from}
          max={until}
          value={Number.isNaN(value) ? '' : value}
          onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  )
}

interface TickProps {
  readonly label: string
  readonly hint?: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

export function Tick({ label, hint, value, onChange }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <span class="hint small faint policy-hint">{hint}</span>}
      </span>
    </label>
  )
}

interface KindsProps<K extends string> {
  readonly legend: string
  readonly value: Some<K>
  readonly onChange: (value: Some<K>) => void
}

export function SpaceKinds(props: KindsProps<SpaceKind>) {
  return <Kinds {...props} kinds={SPACE_KINDS} nameOf={spaceKindName} />
}

export function PartyKinds(props: KindsProps<PartyKind>) {
  return <Kinds {...props} kinds={PARTY_KINDS} nameOf={(kind) => nameIn(PARTY_KIND_NAMES[kind])} />
}

export function spaceKindName(kind: SpaceKind): string {
  return t(`kind-${kind}`)
}

/** All, or some of a few; shut it says which. None chosen is all: a rule for nobody is no rule. */
function Kinds<K extends string>({
  legend,
  value,
  onChange,
  kinds,
  nameOf,
}: KindsProps<K> & { readonly kinds: readonly K[]; readonly nameOf: (kind: K) => string }) {
  const chosen = value === 'any' ? [] : value
  return (
    <details class="policy-kinds">
      <summary>
        {legend}: <b>{value === 'any' ? t('any') : value.map(nameOf).join(t('comma'))}</b>
      </summary>
      <div class="policy-ticks" role="group" aria-label={legend}>
        {kinds.map((kind) => (
          <Tick
            key={kind}
            label={nameOf(kind)}
            value={chosen.includes(kind)}
            onChange={(on) => {
              const next = kinds.filter((one) => (one === kind ? on : chosen.includes(one)))
              onChange(next.length === 0 ? 'any' : next)
            }}
          />
        ))}
      </div>
    </details>
  )
}
