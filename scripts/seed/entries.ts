import { ranksOf } from '@gongyue/shared/domain/competition.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY } from './house.ts'
import { partiesOf } from './parties.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id
const DAY = 1440 * MINUTE
const STAGES = ['初选', '复赛', '半决赛', '决赛'] as const
const SONGS = ['我和我的祖国', '祝福', '红梅赞', '在希望的田野上', '茉莉花', '送别', '歌唱祖国', '咱们工人有力量']
const ENTRIES = 60
const ADVANCED = 36

/** Sixty singers: the audition is over, the best thirty-six stand in the preliminary and wait for their slots. */
export function entryRows(
  programme_id: string,
  { today, seed }: { readonly today: LocalDate; readonly seed: number },
): Rows {
  const dice = diceOf(`entries ${today} ${seed}`)
  const branches = partiesOf('branch')
  const stageId = (at: number) => idOf(`stage ${at} ${today}`, startOf(today))
  const ids = Array.from({ length: ENTRIES }, (_, at) => idOf(`entry ${at} ${today}`, startOf(today) - 8 * DAY + at))
  const scores = new Map(ids.map((id) => [id, dice.int(7200, 9800) / 100]))
  const ranks = ranksOf(scores)
  const best = new Set(ids.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0)).slice(0, ADVANCED))
  return {
    stages: STAGES.map((name, at): Row => {
      const state = at === 0 ? 'concluded' : at === 1 ? 'closed' : 'open'
      const closed_at = state === 'open' ? null : iso(startOf(today) - (2 - at) * DAY)
      return {
        ...{ facility_id, stage_id: stageId(at), programme_id, position: at, name, minutes: 5 + at * 3, state },
        ...{ plan: null, closed_at, version: 1 },
      }
    }),
    entries: ids.map((entry_id, at): Row => {
      const isIn = best.has(entry_id)
      return {
        ...{ facility_id, entry_id, programme_id, number: at + 1, title: dice.pick(SONGS) },
        ...{ group_name: dice.chance(0.6) ? '青年组' : '中年组', party_id: dice.pick(branches).id },
        ...{ contact_name: `歌手${at + 1}`, contact_phone: `1390007${String(1000 + at)}`, user_id: null },
        ...{ stage_id: stageId(isIn ? 1 : 0), state: isIn ? 'entered' : 'out' },
        ...{ entered_at: iso(startOf(today) - 8 * DAY + at * 9 * MINUTE), version: 1 },
      }
    }),
    entry_members: ids
      .filter((_, at) => at % 10 === 4)
      .flatMap((entry_id) =>
        ['领唱', '和声'].map((name, position) => ({ facility_id, entry_id, position: position + 1, name })),
      ),
    entry_results: ids.map((entry_id) => ({
      ...{ facility_id, stage_id: stageId(0), entry_id, score: scores.get(entry_id), rank: ranks.get(entry_id) },
      outcome: best.has(entry_id) ? 'advanced' : 'out',
    })),
  }
}
