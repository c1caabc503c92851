import type { FastifyInstance } from 'fastify'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { takenCodes, type Placing } from '@gongyue/db/queries/standing.ts'
import { reservationCode } from '../orders/code.ts'
import type { Judged, Planned, Rearrangement, Waiver } from './change.ts'
import { waiversUsed } from './judge-changes.ts'

/** The rows of reservations and lines as they shall be. A door code is kept as long as it is the only one of its day. */
export async function placingsOf(
  app: FastifyInstance,
  db: Queryable,
  request: Rearrangement,
  { planned, violations, facts }: Judged,
): Promise<readonly Placing[]> {
  const rows = planned.map((one): Placing => {
    const { before, after } = one
    const during = { start: after.start, end: after.end }
    const space = facts.spaces.get(after.spaceId)
    const held = space ? heldBy(space, during) : during
    return {
      ...after,
      reservationId: before.id,
      lineId: before.lineId,
      heldFrom: held.start,
      heldUntil: held.end,
      day: localDateOf(after.start, facts.timeZone),
      code: before.code,
      lineState: after.state === 'cancelled' ? 'withdrawn' : 'accepted',
      reason: after.state === 'cancelled' ? request.reason : null,
      waivers: together(before.waivers, waiversUsed(one, violations, request.waivers)),
    }
  })
  const strangers = rows.filter(({ day }, i) => day !== planned[i]?.before.day)
  if (strangers.length === 0) return rows
  const taken = new Set(await takenCodes(db, request.who.facilityId, strangers))
  return rows.map((row) => {
    if (!strangers.includes(row)) return row
    const code = taken.has(codeKey(row)) ? reservationCode(app.dice) : row.code
    taken.add(codeKey({ ...row, code }))
    return { ...row, code }
  })
}

function codeKey({ day, code }: Pick<Placing, 'day' | 'code'>): string {
  return `${day} ${code}`
}

/** What was set aside before stays on the line; said again, the new reason counts. */
function together(before: Planned['before']['waivers'], used: readonly Waiver[]): readonly Waiver[] {
  return [...before.filter((old) => !used.some(({ constraint }) => constraint === old.constraint)), ...used]
}
