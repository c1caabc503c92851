import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY } from './house.ts'
import { partiesOf } from './parties.ts'
import { userOf } from './people.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id

interface SampleCall {
  readonly title: string
  readonly summary: string
  readonly skills: readonly string[]
  readonly least: number
  readonly capacity: number
  readonly sessions: number
  readonly minutes: number
  readonly slots: readonly { readonly weekday: number; readonly from: number }[]
  readonly votes: number
}

const CALLS: readonly SampleCall[] = [
  {
    ...{ title: '茶艺入门', summary: '六大茶类的冲泡与品鉴，茶具由文化宫提供。', skills: ['茶艺'] },
    ...{ least: 8, capacity: 20, sessions: 4, minutes: 90, votes: 15 },
    slots: [
      { weekday: 1, from: 19 * 60 },
      { weekday: 5, from: 19 * 60 },
      { weekday: 6, from: 16 * 60 + 30 },
    ],
  },
  {
    ...{ title: '手机短视频制作', summary: '拍摄、剪辑、配乐，四次课做出一条自己的短片。', skills: ['短视频'] },
    ...{ least: 15, capacity: 30, sessions: 4, minutes: 120, votes: 9 },
    slots: [
      { weekday: 2, from: 19 * 60 },
      { weekday: 4, from: 19 * 60 },
      { weekday: 7, from: 14 * 60 },
    ],
  },
]

/** Two courses that open when enough people join: one that has enough, one that lacks some. */
export function callRows(today: LocalDate): Rows {
  const opened = startOf(today) - 5 * 86_400_000
  const written = CALLS.map(({ votes, ...call }, at) => {
    const call_id = idOf(`call ${at} ${today}`, opened)
    const dice = diceOf(`votes ${at} ${today}`)
    const { title, summary, skills, least, capacity, sessions, minutes, slots } = call
    return {
      call: {
        ...{ facility_id, call_id, title, summary, skills, least, capacity, sessions, minutes, slots },
        ...{ from_date: addDays(today, 12), closes_at: iso(startOf(addDays(today, 8))), state: 'open' },
        ...{ programme_id: null, version: 1, created_by: userOf('coordinator').id, created_at: iso(opened) },
      },
      votes: Array.from({ length: votes }, (_, n): Row => {
        const wished = slots.map((_slot, slot) => slot).filter((slot) => dice.chance(slot === 1 ? 0.75 : 0.4))
        return {
          ...{ facility_id, call_id, vote_id: idOf(`vote ${at} ${n} ${today}`, opened + n * 3_600_000) },
          ...{ name: `${dice.pick('赵钱孙李周吴郑王冯陈'.split(''))}师傅`, phone: `1390001${String(1000 + n)}` },
          ...{ party_id: dice.pick(partiesOf('branch')).id, user_id: null },
          ...{ slots: wished.length === 0 ? [0] : wished, voted_at: iso(opened + n * 3_600_000) },
        }
      }),
    }
  })
  return { course_calls: written.map(({ call }) => call), course_votes: written.flatMap(({ votes }) => votes) }
}
