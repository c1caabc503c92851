import type { ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'

/** Nothing here: what would stand here, and the way to it. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon: string
  readonly title: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="empty">
      <Icon of={icon} />
      <p>{title}</p>
      {children}
    </div>
  )
}
