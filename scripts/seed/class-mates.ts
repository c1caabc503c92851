import { MINUTE } from '@gongyue/shared/time/interval.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { idOf, type Dice } from './dice.ts'
import { FACILITY } from './house.ts'
import { partiesOf, partyOf } from './parties.ts'
import { userOf } from './people.ts'
import { iso, type Row } from './rows.ts'

const facility_id = FACILITY.id

/** Invented, put together from these. */
const FAMILY = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('')
const GIVEN = [
  ...[
    '秀英',
    '建国',
    '丽',
    '志强',
    '敏',
    '洪涛',
    '静',
    '伟',
    '春华',
    '晓燕',
    '海波',
    '桂兰',
    '玉梅',
    '振东',
    '雪',
    '立新',
  ],
  ...[
    '明',
    '佳',
    '俊杰',
    '婷婷',
    '国强',
    '红',
    '文斌',
    '思远',
    '欣怡',
    '凤英',
    '少华',
    '慧',
    '永刚',
    '兰',
    '家豪',
    '月',
  ],
]

/** A class that somebody waits for although it is full, and the one whose freed place is offered to the demo officer. */
const FULL = ['瑜伽初级班', '摄影入门班', '西点烘焙体验班']
const OFFERED = '瑜伽初级班'

interface ClassRoom {
  readonly programmeId: string
  readonly course: string
  readonly capacity: number
  readonly isNext: boolean
  readonly opensAt: number
  readonly today: LocalDate
  readonly dice: Dice
  /** Sessions that are over. */
  readonly held: readonly string[]
}

/** Those who have a place in a class or wait for one, and who came to what. */
export function classMates(room: ClassRoom): { readonly enrolments: readonly Row[]; readonly marks: readonly Row[] } {
  const { programmeId, course, capacity, isNext, opensAt, today, dice, held } = room
  const isFull = isNext && FULL.includes(course)
  const isOffered = isNext && course === OFFERED
  const seats = isFull ? capacity - (isOffered ? 1 : 0) : Math.round(capacity * (isNext ? 0.35 : 0.7) + dice.int(0, 6))
  const wanted = Math.min(seats, capacity) + (isFull ? 5 : 0)
  const people = Array.from({ length: wanted }, (_, at) => mate(room, at, at < seats ? 'enrolled' : 'waiting'))
  const offered = {
    ...mate(room, wanted, 'offered'),
    ...{ name: userOf('branch').displayName, phone: userOf('branch').phone, user_id: userOf('branch').id },
    ...{ party_id: partyOf('branch-01').id, asked_at: iso(opensAt + 30 * MINUTE) },
    offered_until: iso(startOf(today) + 34 * 60 * MINUTE),
  }
  const enrolments = isOffered ? [...people, offered] : people
  return {
    enrolments,
    marks: held.flatMap((reservation_id) =>
      enrolments.map(({ enrolment_id }) => ({
        ...{ facility_id, reservation_id, enrolment_id, marked_by: userOf('desk').id },
        mark: dice.weighted([
          ['present', 80],
          ['late', 6],
          ['absent', 10],
          ['excused', 4],
        ] as const),
        marked_at: iso(startOf(today)),
      })),
    ),
  }

  function mate({ programmeId: programme_id }: ClassRoom, at: number, state: string) {
    const branches = partiesOf('branch')
    const party = dice.chance(0.8) ? dice.pick(branches) : null
    return {
      ...{
        facility_id,
        enrolment_id: idOf(`enrolment ${programmeId} ${at}`, opensAt + at * 11 * MINUTE),
        programme_id,
      },
      ...{ name: `${dice.pick(FAMILY)}${dice.pick(GIVEN)}`, phone: `1390000${String(1000 + at)}` },
      ...{ party_id: party?.id ?? null, user_id: null as string | null, state },
      ...{ asked_at: iso(opensAt + at * 11 * MINUTE), offered_until: null as string | null, version: 1 },
    }
  }
}
