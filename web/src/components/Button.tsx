import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'

export type ButtonLook = 'primary' | 'normal' | 'danger' | 'plain'

type Attributes = Omit<ButtonHTMLAttributes, 'icon' | 'class' | 'children' | 'disabled'>

export interface ButtonProps extends Attributes {
  readonly look?: ButtonLook
  readonly icon?: string
  readonly wide?: boolean
  /** At work: stays focusable, takes no second press, and says so to screen readers. */
  readonly busy?: boolean
  readonly children: ComponentChildren
}

export function Button({
  look = 'normal',
  icon,
  wide = false,
  busy = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button ${look}${wide ? ' wide' : ''}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </button>
  )
}
