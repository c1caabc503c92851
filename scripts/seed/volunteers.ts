import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY, FOUNDED } from './house.ts'
import { samplePhone } from './parties.ts'
import { userOf } from './people.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id

type Listed = readonly [code: string, name: string, kind: PersonKind, skills: readonly string[]]

/** The pool of the 职工文化协会: artists, model workers, experts. Invented. */
const LISTED: readonly Listed[] = [
  ['brush', '匡墨林', 'volunteer', ['书法', '春联']],
  ['lens', '简明川', 'volunteer', ['摄影', '摄像']],
  ['voice', '岳清音', 'volunteer', ['声乐', '主持']],
  ['drum', '牛大鼓', 'volunteer', ['快板', '锣鼓']],
  ['reader', '解书香', 'volunteer', ['领读', '儿童绘本']],
  ['reader-2', '宋知微', 'volunteer', ['领读']],
  ['steps', '步轻盈', 'volunteer', ['排舞', '太极拳']],
  ['model', '石铸魂', 'expert', ['劳模宣讲', '机械加工']],
  ['lawyer', '冷如衡', 'expert', ['劳动法咨询']],
  ['doctor', '温济民', 'expert', ['健康讲座', '应急救护']],
  ['mind', '宁心语', 'expert', ['心理疏导']],
  ['craft', '巧云裳', 'volunteer', ['剪纸', '鲁绣']],
]

const POOL = LISTED.map(([code, name, kind, skills], at) => ({
  ...{ id: idOf(`volunteer ${code}`, FOUNDED + 100 + at), code, name, kind, skills, at },
}))

/** The id of somebody of the pool. @throws Error when the sample has nobody of that code */
export function volunteerOf(code: string): string {
  const found = POOL.find((one) => one.code === code)
  if (!found) throw new Error(`The sample has no volunteer "${code}".`)
  return found.id
}

/** What is done away from the palace's rooms. */
const DEEDS = ['义写春联下乡', '企业文艺小分队', '劳模宣讲进社区', '职工义诊', '公益摄影', '普法咨询日'] as const

/** Volunteers and experts, who helped at which reading hour, hours written down by hand, and two who offer to help. */
export function volunteerRows({ series = [], reservations = [] }: Rows, today: LocalDate, seed: number): Rows {
  const dice = diceOf(`volunteers ${seed} ${today}`)
  const reading = new Set(
    series.filter(({ title }) => String(title).startsWith('亲子阅读会')).map(({ series_id }) => series_id),
  )
  const hours = reservations.filter(({ series_id, state }) => reading.has(series_id) && state === 'ended')
  const readers = POOL.filter(({ code }) => code.startsWith('reader'))
  const served = hours.flatMap((one) => readers.map((reader) => ({ reader, one })))
  return {
    atoms: POOL.map(({ id, code }) => ({ facility_id, atom_id: id, kind: 'person', code: `person-volunteer-${code}` })),
    people: POOL.map(({ id, name, kind, skills, at }) => ({
      ...{
        facility_id,
        person_id: id,
        name,
        kind,
        skills,
        party_id: null,
        user_id: null,
        phone: samplePhone(5400 + at),
      },
      ...{ email: null, minutes_a_day: null, rest_minutes: null, days_a_week: null, active: true },
      created_at: iso(FOUNDED),
    })),
    reservation_people: served.map(({ reader, one }) => ({
      ...{ facility_id, reservation_id: one['reservation_id'], person_id: reader.id },
    })),
    claims: served.map(({ reader, one }) => ({
      ...{ facility_id, claim_id: idOf(`reader ${reader.code} ${String(one['reservation_id'])}`, FOUNDED) },
      ...{ atom_id: reader.id, space_id: one['space_id'], reservation_id: one['reservation_id'] },
      ...{ held_from: one['starts_at'], held_until: one['ends_at'], status: 'confirmed', expires_at: null },
    })),
    service_hours: POOL.flatMap(({ id, code }) =>
      Array.from({ length: dice.int(2, 14) }, (_, at): Row => {
        const day = addDays(today, -dice.int(3, 260))
        return {
          ...{
            facility_id,
            entry_id: idOf(`hours ${code} ${at} ${today}`, startOf(day)),
            person_id: id,
            served_on: day,
          },
          ...{
            minutes: 30 * dice.int(3, 12),
            title: DEEDS[dice.int(0, DEEDS.length - 1)],
            reason: '馆外服务，没有场地预约',
          },
          ...{ noted_by: userOf('coordinator').id, noted_at: iso(startOf(addDays(day, 1))), withdrawn_at: null },
        }
      }),
    ),
    volunteer_offers: (
      [
        ['谷雨晴', '古琴、茶艺', '周末下午都可以'],
        ['任远帆', '水电维修', '下班以后，离得近'],
      ] as const
    ).map(([name, skills, note], at) => ({
      ...{ facility_id, offer_id: idOf(`offer ${name} ${today}`, startOf(today)), name, phone: samplePhone(5500 + at) },
      ...{
        skills: skills.split('、'),
        note,
        user_id: null,
        consent: 1,
        asked_at: iso(startOf(today) - (at + 1) * 36_000_000),
      },
    })),
  }
}
