import { Chip, type Tone } from '../../components/Chip.tsx'
import { t } from '../../text/board.ts'
import type { BoardModel } from './model.ts'

/** What type of day it is, because the hours follow from it; a year without a notice says so. */
export function DayTypeChip({ board }: { readonly board: BoardModel }) {
  const state = board.state.value
  if (state.kind !== 'shown' || !state.day.dayType) return null
  const { kind, name, announced } = state.day.dayType
  const looks = {
    workday: { tone: 'quiet', word: t('dayWorkday') },
    weekend: { tone: 'info', word: t('dayWeekend') },
    'legal-holiday': { tone: 'good', word: name === null ? t('dayHoliday') : `${t('dayHoliday')} ${name}` },
    'make-up-workday': { tone: 'warn', word: name === null ? t('dayMakeUp') : `${t('dayMakeUp')} ${name}` },
  } as const satisfies Record<typeof kind, { readonly tone: Tone; readonly word: string }>
  return (
    <>
      <Chip tone={looks[kind].tone}>{looks[kind].word}</Chip>
      {!announced && <Chip tone="warn">{t('dayNotAnnounced')}</Chip>}
    </>
  )
}
