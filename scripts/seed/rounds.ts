import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { addDays, weekdayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY, SPACES, type SampleSpace } from './house.ts'
import { partiesOf, type SampleParty } from './parties.ts'
import { officerOf, userOf } from './people.ts'
import { POLICY } from './policy.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id
const DAY = 86_400_000
const coordinator = userOf('coordinator').id

/** Rooms that are given out: no two of them share a wall that opens. */
const ROOMS = SPACES.filter(
  ({ kind, atomIds }) => (kind === 'classroom' || kind === 'rehearsal') && atomIds.length === 1,
)

/** The evenings of five days, and the weekend from nine. */
const WINDOWS = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
  weekday < 6 ? { weekday, from: 18 * 60, until: 21 * 60 } : { weekday, from: 9 * 60, until: 21 * 60 },
)

/** What is asked for each week: title, people, minutes at least and at most, times a week. */
const WISHES: readonly (readonly [string, number, number, number, number])[] = [
  ['职工合唱团排练', 35, 90, 120, 2],
  ['舞蹈队排练', 24, 90, 120, 2],
  ['书法班', 20, 60, 90, 1],
  ['太极拳晨练移室内', 18, 60, 60, 1],
  ['读书会', 15, 60, 90, 1],
  ['技能竞赛培训', 30, 120, 180, 1],
  ['民乐队合练', 22, 90, 120, 1],
  ['安全生产讲堂', 38, 60, 90, 1],
  ['瑜伽班', 16, 60, 60, 2],
  ['朗诵社', 12, 60, 90, 1],
]

/** A round of spring that takes applications now, with some two dozen of them; and a small one of this autumn whose series are those of the sample. */
export function roundRows(life: Rows, today: LocalDate): Rows {
  const rows = [autumn(life, today), spring(today)]
  const names = [
    'rounds',
    'round_spaces',
    'applications',
    'sections',
    'season_plans',
    'allocations',
    'section_series',
  ] as const
  return Object.fromEntries(names.map((name) => [name, rows.flatMap((part) => part[name] ?? [])]))
}

function spring(today: LocalDate): Rows {
  const opened = startOf(addDays(today, -9)) + 9 * 3_600_000
  const from = firstMonday(`${Number(today.slice(0, 4)) + 1}-03-01`)
  const until = addDays(from, 7 * 16 - 1)
  const round_id = idOf(`round spring ${today}`, opened)
  const rooms = ROOMS.slice(0, 6)
  const dice = diceOf(`applications ${today}`)
  const parties = [...partiesOf('branch', 'association', 'town')].filter(({ suspended }) => !suspended).slice(0, 25)
  const written = parties.map((party, at) => {
    const sent = opened + at * 7 * 3_600_000
    const application_id = idOf(`application ${at} ${today}`, sent)
    const count = dice.chance(0.3) ? 2 : 1
    return {
      application: applicationRow(party, { application_id, round_id, sent: Math.min(sent, startOf(today)) }),
      sections: Array.from({ length: count }, (_, position) => {
        const [title, people, least, most, times] = dice.pick(WISHES)
        const days = [...new Set([dice.pick([2, 3, 4, 5]), dice.pick([3, 4, 5, 6, 7]), dice.pick([1, 2, 4, 5])])]
        const fits = rooms.filter(({ capacity }) => capacity >= people)
        return sectionRow({
          ...{
            section_id: idOf(`section ${at} ${position} ${today}`, sent + position),
            application_id,
            position,
            title,
          },
          ...{ headcount: people, min_minutes: least, max_minutes: most, times_a_week: Math.min(times, days.length) },
          ...{ from_date: from, until_date: until },
          space_ids: dice.chance(0.6) ? fits.slice(0, 3).map(({ id }) => id) : [],
          times: days.map((weekday, rank) => ({
            ...{ weekday, rank: rank === 0 ? 'primary' : 'secondary' },
            ...(weekday < 6 ? { from: 18 * 60 + 30, until: 21 * 60 } : { from: 9 * 60, until: 12 * 60 }),
          })),
        })
      }),
    }
  })
  return {
    rounds: [
      roundRow({
        ...{
          round_id,
          from_date: from,
          until_date: until,
          name: `${from.slice(0, 4)} 年春季场地分配`,
          party_minutes: 480,
        },
        ...{
          summary: '春季排练和培训用房，每周固定时段；公布结果后剩余时段可直接预约。',
          windows: WINDOWS,
          grid_minutes: 30,
        },
        ...{
          opens_at: iso(opened),
          closes_at: iso(startOf(addDays(today, 13)) + 18 * 3_600_000),
          created_at: iso(opened - DAY),
        },
      }),
    ],
    round_spaces: rooms.map(({ id }) => ({ facility_id, round_id, space_id: id })),
    applications: written.map(({ application }) => application),
    sections: written.flatMap(({ sections }) => sections),
  }
}

/** A weekly series of the sample, as a wish that was met. */
interface Met {
  readonly series: Row
  readonly room: SampleSpace
  readonly rule: Rule
  readonly weekday: number
  readonly from: number
}

function autumn(life: Rows, today: LocalDate): Rows {
  const met = (life.series ?? []).flatMap((series): readonly Met[] => {
    // rows of series are made of rules
    const rule = series['rule'] as Rule
    const room = ROOMS.find(({ id }) => id === series['space_id'])
    if (!room || rule.pattern.kind !== 'weekly' || rule.pattern.every !== 1 || rule.pattern.weekdays.length !== 1)
      return []
    const [hour = 0, minute = 0] = rule.time.split(':').map(Number)
    const [weekday = 1] = rule.pattern.weekdays
    return rule.from <= today ? [{ series, room, rule, weekday, from: hour * 60 + minute }] : []
  })
  const given = met.slice(0, 6)
  const [first] = given
  if (!first) return {}
  const from = given.reduce((least, { rule }) => (rule.from < least ? rule.from : least), first.rule.from)
  const until = given.reduce((most, { rule }) => (endOf(rule) > most ? endOf(rule) : most), endOf(first.rule))
  const published = startOf(addDays(from, -12)) + 10 * 3_600_000
  const opened = published - 25 * DAY
  const round_id = idOf(`round autumn ${today}`, opened)
  const plan_id = idOf(`plan autumn ${today}`, published - DAY)
  const byParty = [...Map.groupBy(given, ({ series }) => String(series['party_id']))]
  const written = byParty.map(([party_id, own], at) => {
    const application_id = idOf(`autumn application ${at} ${today}`, opened + at * DAY)
    const sections = own.map(({ series, room, rule, weekday, from: start }, position) => ({
      met: { series, room, rule, weekday, from: start },
      row: sectionRow({
        ...{
          section_id: idOf(`autumn section ${at} ${position} ${today}`, opened + at * DAY),
          application_id,
          position,
        },
        ...{ title: series['title'], headcount: series['headcount'], times_a_week: 1, space_ids: [room.id] },
        ...{ min_minutes: rule.durationMinutes, max_minutes: rule.durationMinutes, from_date: from, until_date: until },
        times: [{ weekday, from: start, until: start + rule.durationMinutes, rank: 'primary' }],
      }),
    }))
    const application = { ...applicationRow(null, { application_id, round_id, sent: opened + at * DAY }), party_id }
    return { application, sections }
  })
  const sections = written.flatMap((one) => one.sections)
  const missed = missedWish(first, { round_id, opened, from, until, today })
  const rooms = [...new Set(given.map(({ room }) => room.id))]
  return {
    rounds: [
      {
        ...roundRow({
          ...{
            round_id,
            from_date: from,
            until_date: until,
            name: `${from.slice(0, 4)} 年秋季场地分配（试行）`,
            party_minutes: null,
          },
          ...{ summary: '首次试行统一分配。', windows: allDay(), grid_minutes: 15 },
          ...{ opens_at: iso(opened), closes_at: iso(published - 5 * DAY), created_at: iso(opened - DAY) },
        }),
        ...{
          plan_id,
          handled_at: iso(published - DAY),
          published_at: iso(published),
          published_by: userOf('manager').id,
        },
        policy_version: POLICY.version,
      },
    ],
    round_spaces: rooms.map((space_id) => ({ facility_id, round_id, space_id })),
    applications: [...written.map(({ application }) => application), missed.application],
    sections: [...sections.map(({ row }) => row), missed.section],
    season_plans: [
      {
        ...{ facility_id, plan_id, round_id, run_id: null, name: '定稿方案', version: 1, fingerprint: '' },
        ...{ score: { hard: 0, medium: -20_000, soft: -1_200 }, cost: 21_200, bound: null, unmet: [missed.unmet] },
        rules: [
          { constraint: 'unplaced', level: 'medium', penalty: 20_000, count: 1 },
          { constraint: 'preference', level: 'soft', penalty: 1_200, count: given.length },
        ],
        ...{ made_by: coordinator, made_at: iso(published - DAY) },
      },
    ],
    allocations: sections.map(({ met: { series, room, rule, weekday, from: start }, row }) => {
      const dates = (life.series_dates ?? []).filter((date) => date['series_id'] === series['series_id'])
      return {
        ...{
          facility_id,
          plan_id,
          section_id: row['section_id'],
          nth: 0,
          space_id: room.id,
          weekday,
          from_minute: start,
        },
        ...{ until_minute: start + rule.durationMinutes, pinned: false, dates: dates.length },
        lost: dates.filter((date) => date['lost'] !== null).length,
      }
    }),
    section_series: sections.map(({ met: { series }, row }) => ({
      ...{ facility_id, section_id: row['section_id'], nth: 0, series_id: series['series_id'], standing: true },
    })),
  }
}

/** Somebody who wanted the same time and did not get it. */
function missedWish(
  { room, rule, weekday, from: start }: Met,
  {
    round_id,
    opened,
    from,
    until,
    today,
  }: Readonly<Record<'round_id' | 'from' | 'until' | 'today', string>> & { readonly opened: number },
) {
  const party = partiesOf('branch')[1] ?? partiesOf('branch')[0]
  const application_id = idOf(`autumn application missed ${today}`, opened + 9 * DAY)
  const section_id = idOf(`autumn section missed ${today}`, opened + 9 * DAY)
  const place = { spaceId: room.id, weekday: (weekday % 7) + 1, from: start, until: start + rule.durationMinutes }
  return {
    application: applicationRow(party ?? null, { application_id, round_id, sent: opened + 9 * DAY }),
    section: sectionRow({
      ...{
        section_id,
        application_id,
        position: 0,
        title: '职工话剧社排练',
        headcount: 15,
        times_a_week: 1,
        space_ids: [room.id],
      },
      ...{ min_minutes: rule.durationMinutes, max_minutes: rule.durationMinutes, from_date: from, until_date: until },
      times: [{ weekday, from: start, until: start + rule.durationMinutes, rank: 'primary' }],
    }),
    unmet: {
      ...{ sectionId: section_id, nth: 0, options: 1, taken: 1, pinned: 0, dearer: 0, competitors: [] },
      reasons: [
        { key: 'taken', params: { options: 1, taken: 1 } },
        { key: 'share', params: { asked: 1, placed: 0 } },
      ],
      wouldHaveWorked: [{ place, changes: ['day'] }],
    },
  }
}

function roundRow(row: Row): Row {
  return {
    ...{ facility_id, seed: 20_260_901, plan_id: null, handled_at: null, published_at: null, published_by: null },
    ...{
      policy_version: null,
      cancelled_at: null,
      reason: null,
      rolled_from: null,
      version: 1,
      created_by: coordinator,
    },
    ...row,
  }
}

function applicationRow(
  party: SampleParty | null,
  {
    application_id,
    round_id,
    sent,
  }: Readonly<Record<'application_id' | 'round_id', string>> & { readonly sent: number },
): Row {
  return {
    ...{ facility_id, application_id, round_id, party_id: party?.id ?? null, note: '', state: 'sent', late: false },
    ...{ version: 1, sent_by: party ? officerOf(party).id : coordinator, sent_at: iso(sent) },
  }
}

function sectionRow(row: Row): Row {
  return {
    ...{
      facility_id,
      features: [],
      same_space: true,
      same_time: false,
      apart: true,
      weight: 5,
      must: false,
      person_ids: [],
    },
    ...row,
  }
}

function allDay() {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 8 * 60, until: 22 * 60 }))
}

function endOf({ ends, from }: Rule): LocalDate {
  return ends?.kind === 'until' ? ends.date : from
}

function firstMonday(date: LocalDate): LocalDate {
  return addDays(date, (8 - weekdayOf(date)) % 7)
}
