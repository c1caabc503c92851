import type { CellWire } from '@gongyue/shared/api/availability.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/order.ts'
import { durationLabel } from '../../text/when.ts'
import { groupOf, sampleOf, type Card } from './catalogue.ts'
import type { Room } from './facts.ts'

/** What a card is called: a card that stands for many says how many. */
export function cardName(card: Card): string {
  if (card.kind === 'single') return nameIn(card.space.name)
  const count = card.parts.length
  const { kind } = sampleOf(card)
  if (kind === 'table') return t('tables', { count })
  if (kind === 'gym-place') return t('places', { count })
  return t('parts', { name: nameIn(card.space.name), count })
}

export function groupName(card: Card): string {
  return t(`group-${groupOf(card)}`)
}

/** A cell's state in words. */
export function cellWord(cell: CellWire, card: Card): string {
  if (cell.state === 'free') return cell.of > 1 ? t('cellLeft', { count: cell.free }) : t('cell-free')
  return stateWord(cell.state, card)
}

/** Why a card has no free cell, or how much is free. */
export function roomWord(room: Room, card: Card): string {
  switch (room.kind) {
    case 'unknown':
      return ''
    case 'free':
      return card.kind === 'many' ? t('partsLeft', { count: room.parts }) : t('slotsLeft', { count: room.slots })
    case 'none':
      return stateWord(room.why, card)
  }
}

function stateWord(state: CellWire['state'], card: Card): string {
  const { noticeMinutes } = sampleOf(card)
  return state === 'notice' && noticeMinutes > 0
    ? t('cellNotice', { lead: leadLabel(noticeMinutes) })
    : t(`cell-${state}`)
}

/** Whole days are told as days: a cell is narrow. */
function leadLabel(minutes: number): string {
  return minutes % 1440 === 0 ? t('leadDays', { days: minutes / 1440 }) : durationLabel(minutes)
}
