import type { RoundState } from '@gongyue/shared/domain/round.ts'
import { Chip, type Tone } from '../components/Chip.tsx'
import { iconAccepted, iconCancelled, iconClock, iconInUse, iconPending, iconPlanning } from '../components/icons.ts'
import { t } from '../text/rounds.ts'

const LOOKS: Readonly<Record<RoundState, { readonly tone: Tone; readonly icon: string }>> = {
  upcoming: { tone: 'quiet', icon: iconClock },
  open: { tone: 'good', icon: iconInUse },
  'in-allocation': { tone: 'info', icon: iconPlanning },
  handled: { tone: 'warn', icon: iconPending },
  published: { tone: 'info', icon: iconAccepted },
  cancelled: { tone: 'quiet', icon: iconCancelled },
}

/** Where a round stands, in a word with its picture. */
export function RoundChip({ state }: { readonly state: RoundState }) {
  return <Chip {...LOOKS[state]}>{t(`state-${state}`)}</Chip>
}
