import type { ApplicationWire, RoundDraftWire, RoundWire, SectionDraftWire } from '@gongyue/shared/api/rounds.ts'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { workOnRun } from '@gongyue/server/features/rounds/work-on-run.ts'
import type { Client, TestHouse } from './house.ts'
import type { SmallPalace } from './palace.ts'

const EVENING = { from: 18 * 60, until: 21 * 60 }

/** Spring 2027: fifteen weeks of evenings in the classroom and one half of the rehearsal hall; applications are taken now. */
export function roundDraft(palace: SmallPalace, changes: Partial<RoundDraftWire> = {}): RoundDraftWire {
  return {
    ...{ name: '2027 春季', summary: '', from: '2027-03-01', until: '2027-06-13' },
    ...{ opensAt: '2026-12-01T08:00:00+08:00', closesAt: '2026-12-20T18:00:00+08:00' },
    spaceIds: [palace.space('classroom'), palace.space('rehearsal-a')],
    windows: [1, 2, 3, 4, 5].map((weekday) => ({ weekday: weekday as 1, ...EVENING })),
    ...{ gridMinutes: 30, partyMinutes: null },
    ...changes,
  }
}

/** Twenty people for ninety minutes on Friday from seven, in the classroom. */
export function sectionDraft(palace: SmallPalace, changes: Partial<SectionDraftWire> = {}): SectionDraftWire {
  return {
    ...{ title: '合唱', headcount: 20, features: [], minMinutes: 90, maxMinutes: 90, timesAWeek: 1 },
    ...{ from: '2027-03-01', until: '2027-06-13', spaceIds: [palace.space('classroom')] },
    times: [{ weekday: 5, from: 19 * 60, until: 20 * 60 + 30, rank: 'primary' }],
    ...{ sameSpace: false, sameTime: false, apart: false },
    ...changes,
  }
}

/** A round made at the desk. */
export async function openRound({ jining, as }: TestHouse, changes: Partial<RoundDraftWire> = {}): Promise<RoundWire> {
  const made = await (await as('coordinator')).post<RoundWire>('/rounds', roundDraft(jining, changes))
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`)
  return made.body
}

/** An application of a party, sent by `client`. */
export async function applied(
  client: Client,
  round: { readonly id: string },
  partyId: string,
  sections: readonly SectionDraftWire[],
): Promise<ApplicationWire> {
  const sent = await client.post<ApplicationWire>(`/rounds/${round.id}/applications`, { partyId, note: '', sections })
  if (sent.status !== 201) throw new Error(`${sent.status} ${sent.text}`)
  return sent.body
}

/** Starts a run that can be repeated, works on it here, and reads its end. */
export async function solved(house: TestHouse, roundId: string, body: object = {}): Promise<RunWire> {
  const desk = await house.as('coordinator')
  const started = await desk.post<RunWire>(`/rounds/${roundId}/runs`, { seconds: 10, tries: 3_000, ...body })
  if (started.status !== 202) throw new Error(`${started.status} ${started.text}`)
  await worked(house)
  return (await desk.get<RunWire>(`/runs/${started.body.id}`)).body
}

/** Works off whatever waits, as a server that listens would. */
export async function worked({ app }: TestHouse): Promise<void> {
  const stopped = new AbortController().signal
  while (await workOnRun(app, { worker: app.newId(), stopped }));
}
