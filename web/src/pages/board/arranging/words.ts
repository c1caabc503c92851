import type { Interval } from '@gongyue/shared/time/interval.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Carry } from '../../../board/carry.ts'
import { clockSpanOf } from '../../../board/clock.ts'
import { t } from '../../../text/arranging.ts'
import { nameIn } from '../../../text/locale.ts'
import { violationSentence } from '../../../text/sentences.ts'
import { dayLabel } from '../../../text/when.ts'
import type { BoardModel } from '../model.ts'

/** A place in words; its day is told where the board shows more than one. */
export function whereWords({ spaces, zone, range }: BoardModel, spaceId: string, during: Interval): string {
  const space = spaces.value.find(({ id }) => id === spaceId)
  const day = range.value === 'day' ? '' : `${dayLabel(localDateOf(during.start, zone))} `
  return `${space ? nameIn(space.name) : ''} ${day}${clockSpanOf(during, zone)}`
}

/** One step of what is carried, for those who hear it: place, time, the first reason and how many there are. */
export function stepWords({ parking, other, proposal, advice }: Carry, board: BoardModel): string {
  if (parking) return `${t('parkingLane')}，${t('carry-park')}`
  const where = other
    ? t('swapWith', { title: other.title })
    : proposal
      ? whereWords(board, proposal.spaceId, proposal.during)
      : t('carryNowhere')
  const word = t(`carry-${advice?.level ?? (proposal ? 'same' : 'outside')}`)
  const [first] = advice?.violations ?? []
  if (!first || advice?.level === 'fits') return t('carryStep', { where, word })
  return t('carryReasons', { where, word, reason: violationSentence(first), count: advice?.violations.length ?? 0 })
}
