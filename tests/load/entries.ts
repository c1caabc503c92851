import { writeBook } from '@gongyue/server/xlsx/write-book.ts'
import { giveSlots } from '@gongyue/shared/scheduling/entry-slots.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import type { BenchHouse } from './house.ts'
import { median, timed } from './statistics.ts'

/** What a competition of three thousand costs. Milliseconds; wall time but for `pureMs`. */
export interface EntriesCost {
  readonly rows: number
  /** Checked line by line, nothing saved. */
  readonly reportMs: number
  /** Checked and saved in one transaction. */
  readonly savedMs: number
  /** The slots alone, without a server: processor time. */
  readonly pureMs: number
  /** Rooms booked, slots given and written, over HTTP. */
  readonly slotsMs: number
  readonly given: number
  readonly missing: number
  readonly rooms: number
}

const ROWS = 3000
const ROOMS = 11
const DAYS = 3
const SLOT_MINUTES = 5

/** Brings three thousand entries in by file and gives them slots in eleven rooms on three days, through HTTP. */
export async function measureEntries(url: string, house: BenchHouse, firstDay: LocalDate): Promise<EntriesCost> {
  const { desk } = house
  const signed = { cookie: desk.cookie, 'x-csrf-token': desk.csrfToken }
  const send = async <T>(method: string, path: string, body: object): Promise<T> => {
    const headers = { ...signed, 'content-type': 'application/json' }
    const reply = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
  const draft = {
    ...{ kind: 'competition', termId: null, title: '职工好声音', summary: '', partyId: desk.partyId, personId: null },
    ...{ skills: [], capacity: 5000, least: 1, branchSeats: null, quotas: [], attendancePercent: 0 },
    ...{ certificateHours: null, opensAt: '2026-01-01T00:00:00+08:00', closesAt: '2099-01-01T00:00:00+08:00' },
  }
  const { id } = await send<{ id: string }>('POST', '/programmes', draft)
  const set = await send<{ programme: { stages: { id: string }[] } }>('PUT', `/programmes/${id}/particulars`, {
    stages: [{ name: '初选', minutes: SLOT_MINUTES }],
  })
  const stage = set.programme.stages[0]?.id ?? ''
  const bytes = await book()
  const bring = async (dry: string) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), 'entries.xlsx')
    const reply = await fetch(`${url}/api/v1/programmes/${id}/entries/import${dry}`, {
      method: 'POST',
      headers: signed,
      body: form,
    })
    const report = (await reply.json()) as { readonly verdict: string; readonly rows: number }
    if (report.verdict !== 'good' || report.rows !== ROWS)
      throw new Error(`the file was meant to be good: ${reply.status}`)
  }
  const reports: number[] = []
  for (let run = 0; run < 3; run++) reports.push(await timed(async () => await bring('?dryRun=true')))
  const savedMs = await timed(async () => await bring(''))
  await send('PUT', `/stages/${stage}/state`, { state: 'closed' })
  const plan = {
    rooms: house.spaceIds.slice(0, ROOMS).map((spaceId) => ({ spaceId, jury: [] })),
    // a fortnight behind what the other parts book
    days: Array.from({ length: DAYS }, (_, i) => ({ date: addDays(firstDay, 14 + i), from: 8 * 60, until: 18 * 60 })),
    breaks: [{ from: 12 * 60, until: 13 * 60 }],
  }
  let placed = { given: 0, missing: [] as readonly unknown[], rooms: [] as readonly unknown[] }
  const slotsMs = await timed(async () => (placed = await send('POST', `/stages/${stage}/slots`, { plan })))
  return {
    ...{ rows: ROWS, reportMs: median(reports), savedMs, pureMs: pure(), slotsMs, given: placed.given },
    ...{ missing: placed.missing.length, rooms: placed.rooms.length },
  }
}

/** Every fourth contact has entered more than one: a branch's officer for its singers. */
function contactOf(i: number): number {
  return i % 4 === 0 ? i % 200 : i
}

async function book(): Promise<Uint8Array> {
  return await writeBook([
    {
      ...{ name: '报名', title: '报名表', unit: '', period: '', filledBy: '', checkedBy: '' },
      columns: ['姓名', '电话', '节目'].map((heading) => ({ heading })),
      rows: Array.from({ length: ROWS }, (_, i) => [
        `歌手${i}`,
        `139${String(contactOf(i)).padStart(8, '0')}`,
        `曲目${i % 40}`,
      ]),
    },
  ])
}

/** The plan alone, as the server's use case asks for it. */
function pure(): number {
  const seekers = Array.from({ length: ROWS }, (_, i) => ({
    entryId: `e${i}`,
    contact: `c${contactOf(i)}`,
    branch: `b${i % 60}`,
  }))
  const rooms = Array.from({ length: ROOMS * DAYS * 2 }, (_, i) => {
    const [room, day, half] = [i % ROOMS, Math.floor(i / ROOMS) % DAYS, Math.floor(i / ROOMS / DAYS)]
    const from = (day * 1440 + (half === 0 ? 480 : 780)) * MINUTE
    return {
      room: `r${String(room).padStart(2, '0')}`,
      during: { start: from, end: from + (half === 0 ? 240 : 300) * MINUTE },
    }
  })
  const runs = Array.from({ length: 5 }, () => {
    const began = cpuMs()
    giveSlots(seekers, rooms, SLOT_MINUTES)
    return cpuMs() - began
  })
  return median(runs)
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
