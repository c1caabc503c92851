import { Field, type FieldProps } from '../components/Field.tsx'

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly type?: 'text' | 'date' | 'month' | 'time' | 'datetime-local' | 'tel' | 'search'
  readonly numeric?: boolean
  readonly maxLength?: number
}

/** A field of one line. */
export function TextField({ value, onInput, type = 'text', numeric, maxLength = 120, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          class="input"
          // the types know one role for each kind of field, and this one has none
          {...({ type } as { readonly type: 'text' })}
          maxLength={maxLength}
          {...(numeric ? { inputMode: 'decimal' as const } : {})}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** A field that offers a list. */
export function SelectField({ value, onChoose, options, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
