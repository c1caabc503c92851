import type { ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'

export type Tone = 'good' | 'warn' | 'info' | 'accent' | 'quiet'

/** A state in a word with a picture; the colour only repeats it. */
export function Chip({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone
  readonly icon?: string
  readonly children: ComponentChildren
}) {
  return (
    <span class={`chip tone-${tone}`}>
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </span>
  )
}
