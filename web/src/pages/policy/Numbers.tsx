import { ruleNames } from '@gongyue/shared/i18n/rule-names.ts'
import type { PolicyNumbersWire } from '@gongyue/shared/api/policy.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/policy.ts'
import { isWithin, NumberField, SpaceKinds, Tick } from './fields.tsx'
import { forWire } from './Lists.tsx'

/** The least and the most of each number, as the server takes them. */
const RANGES = {
  answerWorkdays: [1, 30],
  cancelMinutes: [0, 20_160],
  holdMinutes: [1, 1440],
  offerMinutes: [10, 10_080],
  forgetDays: [1, 3650],
} as const
const AT_THE_DOOR = {
  earlyMinutes: [0, 240],
  noShowMinutes: [1, 240],
  noShowPoints: [0, 100],
  noShowDays: [1, 366],
  pointLimit: [1, 100],
} as const
const WEIGHTS = ['preferred-space', 'preferred-time', 'room-fit'] as const

/** Whether all numbers can be saved. */
export function isWhole(numbers: PolicyNumbersWire): boolean {
  const fits = (value: number | null, [from, until]: readonly [number, number]): boolean =>
    value === null || isWithin(value, from, until)
  const { attendance, weights, quotas } = numbers
  return (
    keysOf(RANGES).every((key) => fits(numbers[key], RANGES[key])) &&
    keysOf(AT_THE_DOOR).every((key) => fits(attendance[key], AT_THE_DOOR[key])) &&
    WEIGHTS.every((rule) => isWithin(weights[rule], 0, 1000)) &&
    quotas.every(({ limit }) => isWithin(limit, 0, 100_000))
  )
}

interface NumbersProps {
  readonly numbers: PolicyNumbersWire
  readonly onChange: (part: Partial<PolicyNumbersWire>) => void
}

/** Numbers that stand alone: what is promised, what counts at the door, what weighs. */
export function Promised({ numbers, onChange }: NumbersProps) {
  return (
    <div class="policy-grid">
      {keysOf(RANGES).map((key) => {
        const value = numbers[key]
        const [from, until] = RANGES[key]
        return value === null ? null : (
          <NumberField
            key={key}
            label={t(key)}
            hint={t(`${key}-hint`)}
            {...{ value, from, until }}
            onInput={(typed) => onChange({ [key]: typed })}
          />
        )
      })}
      <Tick
        label={t('forgetNever')}
        value={numbers.forgetDays === null}
        onChange={(on) => onChange({ forgetDays: on ? null : 180 })}
      />
      <Tick
        label={t('mailNotices')}
        hint={t('mailNotices-hint')}
        value={numbers.mailNotices}
        onChange={(mailNotices) => onChange({ mailNotices })}
      />
    </div>
  )
}

export function AtTheDoor({ numbers, onChange }: NumbersProps) {
  const { attendance } = numbers
  const set = (part: Partial<typeof attendance>): void => onChange({ attendance: { ...attendance, ...part } })
  return (
    <div class="policy-grid">
      {keysOf(AT_THE_DOOR).map((key) => {
        const value = attendance[key]
        const [from, until] = AT_THE_DOOR[key]
        return value === null ? null : (
          <NumberField
            key={key}
            label={t(key)}
            hint={t(`${key}-hint`)}
            {...{ value, from, until }}
            onInput={(typed) => set({ [key]: typed })}
          />
        )
      })}
      <Tick
        label={t('noShowNever')}
        value={attendance.noShowMinutes === null}
        onChange={(on) => set({ noShowMinutes: on ? null : 15 })}
      />
      <Tick
        label={t('checkOutFreesRest')}
        hint={t('checkOutFreesRest-hint')}
        value={attendance.checkOutFreesRest}
        onChange={(checkOutFreesRest) => set({ checkOutFreesRest })}
      />
      <SpaceKinds
        legend={t('noShowSpaces')}
        value={attendance.noShowSpaces}
        onChange={(noShowSpaces) => set({ noShowSpaces: forWire(noShowSpaces) })}
      />
    </div>
  )
}

export function Weights({ numbers: { weights }, onChange }: NumbersProps) {
  return (
    <div class="policy-grid">
      {WEIGHTS.map((rule) => (
        <NumberField
          key={rule}
          label={nameIn(ruleNames[rule])}
          hint={t(`${rule}-hint`)}
          value={weights[rule]}
          {...{ from: 0, until: 1000 }}
          onInput={(weight) => onChange({ weights: { ...weights, [rule]: weight } })}
        />
      ))}
    </div>
  )
}

function keysOf<const T extends object>(ranges: T): readonly (keyof T & string)[] {
  return Object.keys(ranges) as (keyof T & string)[]
}
