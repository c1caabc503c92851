import type { ProgrammeDraftWire, ProgrammeWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import { t } from '../text/classes.ts'
import { instantOf, localOf } from './instants.ts'
import type { PickedParty } from './PartyPick.tsx'

/** A class while it is typed. Numbers are text, because a field is empty before it is full. */
export interface ClassDraft {
  readonly termId: string
  readonly title: string
  readonly summary: string
  readonly party: PickedParty | null
  readonly personId: string
  readonly skills: string
  readonly capacity: string
  readonly least: string
  readonly branchSeats: string
  readonly quotas: readonly { readonly party: PickedParty; readonly seats: string }[]
  /** By the facility's clock: `2026-12-04T19:00`. */
  readonly opensAt: string
  readonly closesAt: string
  readonly attendancePercent: string
  readonly certificateHours: string
}

export type ClassFaults = Readonly<Partial<Record<keyof ClassDraft, string>>>

export type ReadClass =
  | { readonly kind: 'draft'; readonly draft: ProgrammeDraftWire }
  | { readonly kind: 'wanting'; readonly faults: ClassFaults }

/** A new class takes its time of enrolment from the term. */
export function newClassDraft(term: TermWire | null, party: PickedParty | null): ClassDraft {
  return {
    ...{ termId: term?.id ?? '', title: '', summary: '', party, personId: '', skills: '', capacity: '24', least: '10' },
    ...{ branchSeats: '', quotas: [], attendancePercent: '75', certificateHours: '' },
    ...(term ? { opensAt: localOf(term.opensAt), closesAt: localOf(term.closesAt) } : { opensAt: '', closesAt: '' }),
  }
}

/** A class as the form shows it. */
export function classDraftOf(programme: ProgrammeWire): ClassDraft {
  const { termId, title, summary, partyId, partyName, instructor, skills, capacity, least, branchSeats } = programme
  return {
    ...{ termId: termId ?? '', title, summary, party: { id: partyId, name: partyName } },
    ...{ personId: instructor?.id ?? '', skills: skills.join('，'), capacity: String(capacity), least: String(least) },
    branchSeats: branchSeats === null ? '' : String(branchSeats),
    quotas: programme.quotas.map((one) => ({
      party: { id: one.partyId, name: one.partyName },
      seats: String(one.seats),
    })),
    ...{ opensAt: localOf(programme.opensAt), closesAt: localOf(programme.closesAt) },
    attendancePercent: String(programme.attendancePercent),
    certificateHours: programme.certificateHours === null ? '' : String(programme.certificateHours),
  }
}

/** What is meant, or everything that is missing, at the field it belongs to. */
export function readClassDraft(draft: ClassDraft, timeZone: string): ReadClass {
  const capacity = wholeIn(draft.capacity, 1, 2000)
  const least = wholeIn(draft.least, 1, 2000)
  const branchSeats = draft.branchSeats.trim() === '' ? null : wholeIn(draft.branchSeats, 1, 2000)
  const percent = wholeIn(draft.attendancePercent, 0, 100)
  const hours = draft.certificateHours.trim() === '' ? null : numberIn(draft.certificateHours, 0, 2000)
  const quotas = draft.quotas.map(({ party, seats }) => ({ partyId: party.id, seats: wholeIn(seats, 0, 2000) }))
  const faults: Partial<Record<keyof ClassDraft, string>> = {}
  const number = (low: number, high: number) => t('numberWrong', { low, high })
  if (draft.title.trim() === '') faults.title = t('nameMissing')
  if (draft.party === null) faults.party = t('partyMissing')
  if (capacity === null) faults.capacity = number(1, 2000)
  if (least === null) faults.least = number(1, 2000)
  else if (capacity !== null && least > capacity) faults.least = t('leastWrong')
  if (draft.branchSeats.trim() !== '' && branchSeats === null) faults.branchSeats = number(1, 2000)
  if (percent === null) faults.attendancePercent = number(0, 100)
  if (draft.certificateHours.trim() !== '' && hours === null) faults.certificateHours = number(0, 2000)
  if (quotas.some(({ seats }) => seats === null)) faults.quotas = number(0, 2000)
  const opensAt = instantOf(draft.opensAt, timeZone)
  const closesAt = instantOf(draft.closesAt, timeZone)
  if (opensAt === '') faults.opensAt = t('dateMissing')
  if (closesAt === '') faults.closesAt = t('dateMissing')
  else if (opensAt !== '' && closesAt <= opensAt) faults.closesAt = t('closesWrong')
  if (Object.keys(faults).length > 0 || draft.party === null || capacity === null || least === null || percent === null)
    return { kind: 'wanting', faults }
  return {
    kind: 'draft',
    draft: {
      ...{
        termId: draft.termId === '' ? null : draft.termId,
        title: draft.title.trim(),
        summary: draft.summary.trim(),
      },
      ...{ partyId: draft.party.id, personId: draft.personId === '' ? null : draft.personId },
      ...{ skills: [...skillsOf(draft.skills)], capacity, least, branchSeats, opensAt, closesAt },
      quotas: quotas.map(({ partyId, seats }) => ({ partyId, seats: seats ?? 0 })),
      ...{ attendancePercent: percent, certificateHours: hours },
    },
  }
}

/** Words with commas between, Chinese ones too; each once. */
export function skillsOf(text: string): readonly string[] {
  return [...new Set(text.split(/[，,、;；]/).map((one) => one.trim()))].filter((one) => one !== '')
}

function wholeIn(text: string, low: number, high: number): number | null {
  const value = numberIn(text, low, high)
  return value !== null && Number.isInteger(value) ? value : null
}

function numberIn(text: string, low: number, high: number): number | null {
  const value = /^\d{1,5}(\.\d)?$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= low && value <= high ? value : null
}
