import type { RoundDraftWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import { instantOf, localOf } from '../../classes/instants.ts'
import { paintedOf, spansOf, type Painted } from '../../rounds/week-cells.ts'
import { t } from '../../text/rounds.ts'

/** A round while it is written. Numbers are text, because a field is empty before it is full. */
export interface RoundForm {
  readonly name: string
  readonly summary: string
  readonly from: string
  readonly until: string
  /** By the facility's clock: `2026-12-04T19:00`. */
  readonly opensAt: string
  readonly closesAt: string
  readonly spaceIds: readonly string[]
  readonly cells: Painted<'window'>
  readonly grid: '15' | '30' | '60'
  readonly partyHours: string
}

export type RoundFaults = Readonly<Partial<Record<keyof RoundForm, string>>>

export type ReadRound =
  | { readonly kind: 'draft'; readonly draft: RoundDraftWire }
  | { readonly kind: 'wanting'; readonly faults: RoundFaults }

/** A cell of the week on which windows are painted, in minutes: on the grid of starts, and not too small to hit. */
export function windowStep(grid: RoundForm['grid']): number {
  return grid === '60' ? 60 : 30
}

/** Another grid of starts: what was painted grows to whole cells. */
export function regridded(form: RoundForm, grid: RoundForm['grid']): RoundForm {
  return { ...form, grid, cells: paintedOf(spansOf(form.cells, windowStep(form.grid)), windowStep(grid)) }
}

export function newRoundForm(): RoundForm {
  return {
    ...{ name: '', summary: '', from: '', until: '', opensAt: '', closesAt: '' },
    ...{ spaceIds: [], cells: new Map(), grid: '30', partyHours: '' },
  }
}

/** A round as its form shows it. */
export function roundFormOf(round: RoundWire): RoundForm {
  const { name, summary, from, until, opensAt, closesAt, spaceIds, windows, gridMinutes, partyMinutes } = round
  return {
    ...{ name, summary, from, until, opensAt: localOf(opensAt), closesAt: localOf(closesAt), spaceIds },
    cells: paintedOf(
      windows.map((one) => ({ ...one, value: 'window' as const })),
      windowStep(`${gridMinutes}`),
    ),
    grid: `${gridMinutes}`,
    partyHours: partyMinutes === null ? '' : String(partyMinutes / 60),
  }
}

/** What is meant, or all that is missing, each at its field. */
export function readRoundForm(form: RoundForm, timeZone: string): ReadRound {
  const faults: Partial<Record<keyof RoundForm, string>> = {}
  const opensAt = instantOf(form.opensAt, timeZone)
  const closesAt = instantOf(form.closesAt, timeZone)
  const hours = form.partyHours.trim() === '' ? null : Number(form.partyHours)
  const cap = hours === null ? null : Math.round(hours * 60)
  const windows = spansOf(form.cells, windowStep(form.grid)).map(({ weekday, from, until }) => ({
    weekday,
    from,
    until,
  }))
  if (form.name.trim() === '') faults.name = t('nameMissing')
  if (form.from === '') faults.from = t('dateMissing')
  if (form.until === '') faults.until = t('dateMissing')
  else if (form.until < form.from) faults.until = t('untilWrong')
  if (opensAt === '') faults.opensAt = t('dateMissing')
  if (closesAt === '') faults.closesAt = t('dateMissing')
  else if (opensAt !== '' && closesAt <= opensAt) faults.closesAt = t('closesWrong')
  if (form.from !== '' && closesAt !== '' && form.from < form.closesAt.slice(0, 10)) faults.from = t('seasonWrong')
  if (form.spaceIds.length === 0) faults.spaceIds = t('spacesMissing')
  if (windows.length === 0) faults.cells = t('windowsMissing')
  if (cap !== null && !(cap >= 15 && cap <= 10_080)) faults.partyHours = t('capWrong')
  if (Object.keys(faults).length > 0) return { kind: 'wanting', faults }
  return {
    kind: 'draft',
    draft: {
      ...{ name: form.name.trim(), summary: form.summary.trim(), from: form.from, until: form.until },
      ...{ opensAt, closesAt, spaceIds: [...form.spaceIds], windows, partyMinutes: cap },
      gridMinutes: GRIDS[form.grid],
    },
  }
}

const GRIDS = { '15': 15, '30': 30, '60': 60 } as const
