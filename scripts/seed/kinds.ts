import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, instantAt, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { datesBetween, startOf } from './days.ts'
import { diceOf, idOf } from './dice.ts'
import { entryRows } from './entries.ts'
import { FACILITY, SPACES } from './house.ts'
import { partyOf } from './parties.ts'
import { userOf } from './people.ts'
import { iso, joined, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id
const DAY = 1440 * MINUTE

/** Beside classes: a lecture with a stream, a competition, an exhibition, a matchmaking event, reading with heads counted. */
export function withKinds(rows: Rows, { today, seed }: { readonly today: LocalDate; readonly seed: number }): Rows {
  const made = (key: string) => idOf(`programme ${key} ${today}`, startOf(today))
  const base = (key: string, kind: string, title: string, rest: Row = {}): Row => ({
    ...{ facility_id, programme_id: made(key), term_id: null, kind, title, summary: '' },
    ...{
      party_id: partyOf('palace-events').id,
      person_id: null,
      skills: [],
      capacity: 80,
      least: 1,
      branch_seats: null,
    },
    ...{ opens_at: iso(startOf(today) - 10 * DAY), closes_at: iso(startOf(today) + 30 * DAY), attendance_percent: 0 },
    ...{ certificate_hours: null, state: 'published', version: 1, created_by: userOf('coordinator').id },
    ...{ created_at: iso(startOf(today) - 10 * DAY), stream_url: null, stream_for: 'enrolled', group_difference: null },
    ...{ pairs: null, ...rest },
  })
  const group = (key: string, name: string, position: number, seats: number): Row => ({
    ...{ facility_id, programme_id: made(key), name, position, seats },
  })
  const kinds = [
    base('lecture', 'lecture', '职工学习大讲堂', {
      ...{
        summary: '每两周一讲，现场和直播同步。',
        stream_url: 'https://live.example.com/jiangtang',
        stream_for: 'all',
      },
    }),
    base('singing', 'competition', '“职工好声音”歌唱比赛', {
      ...{ summary: '按单位或个人报名，初选、复赛、半决赛、决赛。', capacity: 3000, branch_seats: 60 },
    }),
    base('matchmaking', 'matchmaking', '会聚良缘·青年职工联谊', {
      ...{ summary: '单身职工青年交友，现场互动，凭签到码入场。', capacity: 40, group_difference: 4, pairs: 3 },
    }),
    base('reading', 'reading', '职工书屋·周末共读', { summary: '来就可以，带走一本书。', capacity: 60 }),
  ]
  const period = freePeriod(rows, today)
  const shows =
    period === null
      ? []
      : [
          base('photography', 'exhibition', '“匠心”职工摄影展', {
            summary: '按时段预约参观，团队可约讲解。',
            capacity: 80,
          }),
        ]
  return joined(rows, {
    programmes: [...kinds, ...shows],
    programme_organisers: [
      { facility_id, programme_id: made('matchmaking'), user_id: userOf('coordinator').id },
      { facility_id, programme_id: made('singing'), user_id: userOf('coordinator').id },
    ],
    programme_groups: [
      ...[group('singing', '青年组', 0, 1800), group('singing', '中年组', 1, 1200)],
      ...[group('matchmaking', '男', 0, 20), group('matchmaking', '女', 1, 20)],
    ],
    ...lectureSessions(rows, made('lecture')),
    ...entryRows(made('singing'), { today, seed }),
    enrolments: guests(made('matchmaking'), today, seed),
    head_counts: headCounts(made('reading'), today, seed),
    ...(period !== null && exhibitionRows(made('photography'), period, today)),
  })
}

/** The lectures that stand there as a series are what people sign up for. */
function lectureSessions(rows: Rows, programme_id: string): Rows {
  const series = (rows.series ?? []).find(({ title }) => String(title).startsWith('职工学习大讲堂'))
  if (!series) return {}
  const { series_id } = series
  return {
    programme_series: [{ facility_id, series_id, programme_id }],
    programme_sessions: (rows.reservations ?? [])
      .filter((row) => row['series_id'] === series_id)
      .map(({ reservation_id }) => ({ facility_id, programme_id, reservation_id, makes_up_for: null, note: '' })),
  }
}

/** The first days on which nobody has booked the exhibition hall, three weeks from now or later; null: none within the sample. */
function freePeriod(rows: Rows, today: LocalDate): readonly [first: LocalDate, last: LocalDate] | null {
  const hall = SPACES.find(({ code }) => code === 'exhibition')
  if (!hall) return null
  const spaces = new Set(
    SPACES.filter(({ atomIds }) => atomIds.some((atom) => hall.atomIds.includes(atom))).map(({ id }) => id),
  )
  const taken = (rows.order_lines ?? []).filter(
    ({ space_id, state }) => spaces.has(String(space_id)) && state !== 'withdrawn' && state !== 'declined',
  )
  const isFree = (first: LocalDate, last: LocalDate) =>
    taken.every(
      ({ starts_at, ends_at }) =>
        Date.parse(String(ends_at)) <= startOf(first) || Date.parse(String(starts_at)) >= startOf(addDays(last, 1)),
    )
  for (const days of [5, 3, 2])
    for (const first of datesBetween(addDays(today, 21), addDays(today, 42 - days))) {
      const last = addDays(first, days - 1)
      if (isFree(first, last)) return [first, last]
    }
  return null
}

function exhibitionRows(programme_id: string, [first, last]: readonly [LocalDate, LocalDate], today: LocalDate): Rows {
  const hall = SPACES.find(({ code }) => code === 'exhibition')
  const slots = datesBetween(first, last).flatMap((date) =>
    [540, 630, 840, 930].map((minute): Row & { readonly slot_id: string } => {
      const start = instantAt(date, minute, FACILITY.timeZone)
      return {
        ...{ facility_id, slot_id: idOf(`viewing slot ${date} ${minute}`, start), programme_id },
        ...{ starts_at: iso(start), ends_at: iso(start + 90 * MINUTE), capacity: 80, taken: 0 },
      }
    }),
  )
  const groups = ['branch-01', 'branch-02', 'branch-03'].map((code, i): Row => {
    const slot = slots[i % 2]
    return {
      ...{ facility_id, viewing_id: idOf(`viewing ${code}`, startOf(today)), programme_id, slot_id: slot?.slot_id },
      ...{ people: 24 + i * 6, name: partyOf(code).name, phone: `1390005000${i}`, party_id: partyOf(code).id },
      ...{ user_id: null, guide_id: null, starts_at: slot?.['starts_at'], ends_at: slot?.['ends_at'] },
      ...{ code: `31415${i}`, state: 'booked', booked_at: iso(startOf(today) - DAY), arrived_at: null, present: null },
    }
  })
  const taken = (slot_id: string) =>
    groups.filter((row) => row['slot_id'] === slot_id).reduce((sum, { people }) => sum + Number(people), 0)
  return {
    exhibition_periods: [
      {
        ...{ facility_id, programme_id, space_id: hall?.id },
        ...{ starts_at: iso(startOf(first) + 540 * MINUTE), ends_at: iso(startOf(last) + 1020 * MINUTE) },
      },
    ],
    viewing_slots: slots.map((slot) => ({ ...slot, taken: taken(slot.slot_id) })),
    viewings: groups,
  }
}

/** Invented guests, whom nobody but the organisers is told of. */
function guests(programme_id: string, today: LocalDate, seed: number): readonly Row[] {
  const dice = diceOf(`guests ${today} ${seed}`)
  return Array.from({ length: 19 }, (_, at) => {
    const asked = startOf(today) - 5 * DAY + at * 17 * MINUTE
    return {
      ...{ facility_id, enrolment_id: idOf(`guest ${at} ${today}`, asked), programme_id, name: `嘉宾${at + 1}` },
      ...{
        phone: `1390006${String(1000 + at)}`,
        party_id: null,
        user_id: null,
        state: 'enrolled',
        asked_at: iso(asked),
      },
      ...{ offered_until: null, version: 1, group_name: at % 2 === 0 ? '男' : '女' },
      ...{ code: String(100_000 + at * 1000 + dice.int(0, 999)), confidential: true },
    }
  })
}

/** The reading room's heads of the last weeks, as they were pressed at its door. */
function headCounts(programme_id: string, today: LocalDate, seed: number): readonly Row[] {
  const dice = diceOf(`reading heads ${today} ${seed}`)
  const room = SPACES.find(({ code }) => code === 'reading-room')
  return datesBetween(addDays(today, -14), addDays(today, -1)).map((date) => ({
    ...{ facility_id, count_id: idOf(`reading heads ${date}`, startOf(date)), reservation_id: null, programme_id },
    ...{ space_id: room?.id, counted_on: date, on_site: dice.int(12, 48), online: 0, note: '' },
    ...{ counted_by: userOf('desk').id, counted_at: iso(startOf(date) + 1080 * MINUTE), withdrawn_at: null },
  }))
}
