import type { ProgrammePhase } from '@gongyue/shared/domain/enrolment.ts'
import { Chip, type Tone } from '../components/Chip.tsx'
import {
  iconAccepted,
  iconCancelled,
  iconClock,
  iconEnded,
  iconInUse,
  iconPartly,
  iconPending,
  iconPeople,
} from '../components/icons.ts'
import { t } from '../text/classes.ts'

const LOOKS: Readonly<Record<ProgrammePhase, { readonly tone: Tone; readonly icon: string }>> = {
  draft: { tone: 'quiet', icon: iconPartly },
  upcoming: { tone: 'info', icon: iconClock },
  open: { tone: 'good', icon: iconAccepted },
  full: { tone: 'warn', icon: iconPeople },
  closed: { tone: 'quiet', icon: iconPending },
  running: { tone: 'accent', icon: iconInUse },
  ended: { tone: 'quiet', icon: iconEnded },
  cancelled: { tone: 'quiet', icon: iconCancelled },
}

/** Where a class stands, in a word with its picture. */
export function PhaseChip({ phase }: { readonly phase: ProgrammePhase }) {
  return <Chip {...LOOKS[phase]}>{t(`phase-${phase}`)}</Chip>
}
