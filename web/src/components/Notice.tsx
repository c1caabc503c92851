import type { ComponentChildren } from 'preact'
import type { Tone } from './Chip.tsx'
import { Icon } from './Icon.tsx'
import { iconAccepted, iconInfo, iconOffline, iconWarning } from './icons.ts'

const ICONS = {
  good: iconAccepted,
  warn: iconWarning,
  info: iconInfo,
  accent: iconInfo,
  quiet: iconInfo,
} as const satisfies Record<Tone, string>

export interface NoticeProps {
  readonly tone: Tone
  readonly title?: string
  /** Read aloud at once: the answer to something the reader just did. */
  readonly loud?: boolean
  readonly offline?: boolean
  readonly children?: ComponentChildren
}

/** A message in the flow of the page. */
export function Notice({ tone, title, loud = false, offline = false, children }: NoticeProps) {
  return (
    <div class={`notice tone-${tone}`} role={loud ? 'alert' : undefined}>
      <Icon of={offline ? iconOffline : ICONS[tone]} />
      <div class="stack-s">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
