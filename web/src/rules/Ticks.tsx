import { Icon } from '../components/Icon.tsx'
import { iconWarning } from '../components/icons.ts'

export interface TicksProps<V extends number> {
  readonly legend: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly chosen: readonly V[]
  readonly fault?: string | false | undefined
  readonly onChange: (chosen: readonly V[]) => void
}

/** Several of a few: checkboxes drawn as buttons. */
export function Ticks<V extends number>({ legend, options, chosen, fault, onChange }: TicksProps<V>) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="rule-ticks">
        {options.map(({ value, label }) => (
          <label key={value} class={chosen.includes(value) ? 'chosen' : undefined}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                const rest = chosen.filter((one) => one !== value)
                onChange(event.currentTarget.checked ? [...rest, value].sort(inOrder) : rest)
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {fault && (
        <span class="fault">
          <Icon of={iconWarning} />
          <span>{fault}</span>
        </span>
      )}
    </fieldset>
  )
}

/** Forwards from the beginning, then what is counted from the end. */
function inOrder(a: number, b: number): number {
  return Number(a < 0) - Number(b < 0) || a - b
}
