import type { ParticularsWire, ProgrammeDraftWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import type { Client, TestHouse } from './house.ts'

/** A programme of a kind, asked for from 1 to 20 December. */
export function programmeDraft(house: TestHouse, changes: Partial<ProgrammeDraftWire> = {}): ProgrammeDraftWire {
  return {
    termId: null,
    title: '职工好声音',
    summary: '',
    partyId: house.jining.party('palace'),
    personId: null,
    skills: [],
    capacity: 100,
    least: 1,
    branchSeats: null,
    quotas: [],
    opensAt: '2026-12-01T09:00:00+08:00',
    closesAt: '2026-12-20T09:00:00+08:00',
    attendancePercent: 0,
    certificateHours: null,
    ...changes,
  }
}

/** A published programme with what its kind has besides. */
export async function publishedProgramme(
  house: TestHouse,
  desk: Client,
  changes: Partial<ProgrammeDraftWire>,
  particulars: ParticularsWire = {},
): Promise<ProgrammeWire> {
  const draft = programmeDraft(house, changes)
  const { body } = await desk.post<ProgrammeWire>('/programmes', draft)
  const set = await desk.put(`/programmes/${body.id}/particulars`, particulars)
  if (set.status !== 200) throw new Error(`particulars were meant to be taken: ${set.text}`)
  return (await desk.put<ProgrammeWire>(`/programmes/${body.id}`, { ...draft, state: 'published' })).body
}
