import { SPACE_KINDS } from '@gongyue/shared/domain/space.ts'
import { isLocalDate, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { RANGES, ZOOMS, type BoardAddress, type BoardModel, type Wanted } from './model.ts'

/** What an address of the board names; anything else in it is not for the board. */
export interface Asked {
  readonly date: LocalDate | null
  readonly wanted: Wanted | null
  readonly first: BoardAddress
}

/** Reads `?date=2026-12-04&range=week&room=theatre&zoom=wide&kind=table&folded=gym,tables&block=…`. */
export function readAddress(search: string): Asked {
  const query = new URLSearchParams(search)
  const date = query.get('date')
  const blockId = query.get('block')
  const zoom = ZOOMS.find((one) => one === query.get('zoom'))
  const range = RANGES.find((one) => one === query.get('range'))
  const kind = SPACE_KINDS.find((one) => one === query.get('kind'))
  const room = query.get('room')
  const folded = query.get('folded')
  return {
    date: date !== null && isLocalDate(date) ? date : null,
    wanted: blockId === null ? null : { blockId },
    first: {
      ...(zoom && { zoom }),
      ...(range && { range }),
      ...(kind && { kind }),
      ...(room !== null && { room }),
      ...(folded !== null && { folded: folded.split(',').filter(Boolean) }),
    },
  }
}

/** The address of what is shown: a reload and a shared link come back to it. What is as it always is at first is left out. */
export function addressOf({ date, range, zoom, kind, roomId, folded, foldedAtFirst, spaces }: BoardModel): string {
  const query = new URLSearchParams({ date: date.value })
  const codeOf = (id: string | null) => spaces.value.find((space) => space.id === id)?.code
  const room = codeOf(roomId.value)
  if (range.value !== 'day') query.set('range', range.value)
  if (range.value === 'week' && room !== undefined) query.set('room', room)
  if (zoom.value !== 'open') query.set('zoom', zoom.value)
  if (kind.value !== null) query.set('kind', kind.value)
  const usual = foldedAtFirst.value
  if (folded.value.size !== usual.size || [...folded.value].some((id) => !usual.has(id)))
    query.set(
      'folded',
      [...folded.value]
        .flatMap((id) => codeOf(id) ?? [])
        .toSorted()
        .join(','),
    )
  return `/board?${query.toString().replaceAll('%2C', ',')}`
}
