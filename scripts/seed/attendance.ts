import { attendanceOf } from '@gongyue/shared/domain/attendance.ts'
import { covers } from '@gongyue/shared/domain/policy.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { diceOf, type Dice } from './dice.ts'
import { FACILITY, SPACES } from './house.ts'
import { userOf } from './people.ts'
import { POLICY } from './policy.ts'
import { iso, type Row, type Rows } from './rows.ts'

const DAY = 1440 * MINUTE

/** Who came: on past days, and today until `now`; with the points of those who did not. Rows of other tables stay as they are. */
export function withAttendance(rows: Rows, { now, key }: { readonly now: number; readonly key: string }): Rows {
  const dice = diceOf(`attendance ${key}`)
  const attended = (rows.reservations ?? []).map((row) => attendedRow(row, now, dice))
  const freed = new Map(
    attended.filter(({ freedAt }) => freedAt !== null).map(({ row, freedAt }) => [row['reservation_id'], freedAt]),
  )
  return {
    ...rows,
    reservations: attended.map(({ row }) => row),
    claims: (rows.claims ?? []).map((claim) => {
      const at = freed.get(claim['reservation_id']) ?? null
      return at === null ? claim : { ...claim, held_until: iso(at) }
    }),
    no_show_points: pointsOf(
      attended.map(({ row }) => row),
      now,
    ),
  }
}

interface Attended {
  readonly row: Row
  /** When its time was given to others, for one of today. */
  readonly freedAt: number | null
}

function attendedRow(row: Row, now: number, dice: Dice): Attended {
  const start = Date.parse(String(row['starts_at']))
  const end = Date.parse(String(row['ends_at']))
  const nobody = { checked_in_at: null, checked_in_by: null, present: null, checked_out_at: null, booked_until: null }
  const luck = dice.next()
  const here = {
    ...nobody,
    checked_in_at: iso(start + (dice.int(0, 14) - 8) * MINUTE),
    checked_in_by: userOf('desk').id,
    present: Math.max(1, Math.round(Number(row['headcount']) * (0.6 + 0.4 * luck))),
  }
  const counted = isCounted(row)
  if (row['state'] === 'ended') return { row: { ...row, ...(counted ? here : nobody) }, freedAt: null }
  if (row['state'] !== 'confirmed' || start > now) return { row: { ...row, ...nobody }, freedAt: null }
  const { noShowMinutes } = attendanceOf(POLICY)
  const freedAt = start + (noShowMinutes ?? 0) * MINUTE
  if (counted && luck < 0.1 && freedAt <= now)
    return { row: { ...row, ...nobody, state: 'no-show', version: 2 }, freedAt }
  return { row: { ...row, ...here, state: end <= now ? 'ended' : 'in-use', version: 2 }, freedAt: null }
}

/** A point for each no-show that is not forgotten yet; of one person's all but the last were lifted, so that nobody of the sample is barred. */
function pointsOf(reservations: readonly Row[], now: number): readonly Row[] {
  const { noShowMinutes, noShowPoints, noShowDays } = attendanceOf(POLICY)
  const seen = new Set<unknown>()
  return reservations
    .filter((row) => row['state'] === 'no-show' && isCounted(row))
    .map((row) => ({ row, at: Date.parse(String(row['starts_at'])) + (noShowMinutes ?? 0) * MINUTE }))
    .filter(({ at }) => at <= now && at + noShowDays * DAY > now)
    .toReversed()
    .map(({ row, at }) => {
      const lifted = seen.has(row['person_id'])
      seen.add(row['person_id'])
      return {
        facility_id: FACILITY.id,
        reservation_id: row['reservation_id'],
        party_id: row['party_id'],
        person_id: row['person_id'],
        points: noShowPoints,
        given_at: iso(at),
        expires_at: iso(at + noShowDays * DAY),
        lifted_at: lifted ? iso(Math.min(now, at + 120 * MINUTE)) : null,
        lifted_by: lifted ? userOf('desk').id : null,
        reason: lifted ? '到场后未及时扫码，前台核实' : null,
      }
    })
}

function isCounted(row: Row): boolean {
  const space = SPACES.find(({ id }) => id === row['space_id'])
  return space !== undefined && covers(attendanceOf(POLICY).noShowSpaces, space.kind)
}
