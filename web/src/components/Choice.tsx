import { useId } from 'preact/hooks'

export interface ChoiceProps<V extends string> {
  readonly legend: string
  /** The legend is only for screen readers. */
  readonly quiet?: boolean
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V
  readonly onChoose: (value: V) => void
}

/** One of a few, side by side: radio buttons drawn as one bar, so arrows move the choice. */
export function Choice<V extends string>({ legend, quiet = false, options, value, onChoose }: ChoiceProps<V>) {
  const name = useId()
  return (
    <fieldset class="field">
      <legend class={quiet ? 'unseen' : undefined}>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value} class={option.value === value ? 'chosen' : undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
