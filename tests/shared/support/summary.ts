import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { Alternative } from '@gongyue/shared/scheduling/alternatives.ts'

/** An answer of the search in one line: `4 table-01 12-04 18:00–19:00`; several claims stand with `+` between them. */
export function summary({ cost, claims }: Pick<Alternative, 'claims' | 'cost'>): string {
  const words = claims.map(({ spaceId, during }) => {
    const [start, end] = [during.start, during.end].map((instant) => formatInstant(instant, 'Asia/Shanghai'))
    return `${spaceId} ${start?.slice(5, 10)} ${start?.slice(11, 16)}–${end?.slice(11, 16)}`
  })
  return `${cost} ${words.join(' + ')}`
}
