import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './Icon.tsx'
import { iconWarning } from './icons.ts'

/** What the control inside a field must carry, so that label, hint and fault belong to it. */
export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: 'true'
}

export interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and what to do about it. */
  readonly fault?: string | false | null | undefined
  readonly children: (control: FieldControl) => ComponentChildren
}

/** Label, control, hint and fault in one. */
export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(fault ? { 'aria-invalid': 'true' } : {}),
      })}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          <Icon of={iconWarning} />
          <span>{fault}</span>
        </span>
      )}
    </div>
  )
}
