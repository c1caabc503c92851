import type { ServiceLineWire } from '@gongyue/shared/api/service-lines.ts'
import { Chip, type Tone } from '../components/Chip.tsx'
import { iconAccepted, iconCancelled, iconDeclined, iconEnded, iconPending } from '../components/icons.ts'
import { t } from '../text/services.ts'

const LOOKS: Readonly<Record<ServiceLineWire['state'], { readonly tone: Tone; readonly icon: string }>> = {
  pending: { tone: 'info', icon: iconPending },
  accepted: { tone: 'good', icon: iconAccepted },
  delivered: { tone: 'quiet', icon: iconEnded },
  declined: { tone: 'warn', icon: iconDeclined },
  withdrawn: { tone: 'quiet', icon: iconCancelled },
}

/** Where a service stands, in a word. */
export function ServiceStateChip({ state }: { readonly state: ServiceLineWire['state'] }) {
  return <Chip {...LOOKS[state]}>{t(`state-${state}`)}</Chip>
}
