import type { ApplicationWire, RoundWire, SectionDraftWire } from '@gongyue/shared/api/rounds.ts'
import { weekSpanWords } from '../../rounds/week-time.ts'
import { t } from '../../text/seasons.ts'

/** A wish while it is written. The headcount is text, because a field is empty before it is full. */
export interface SectionForm extends Omit<SectionDraftWire, 'headcount'> {
  readonly headcount: string
}

/** An application while it is written; kept in the tab through a drop and a reload. */
export interface ApplicationForm {
  readonly note: string
  readonly sections: readonly SectionForm[]
}

export const STEPS = ['what', 'when', 'where', 'likes'] as const
export type Step = (typeof STEPS)[number]

/** What is missing, step by step. */
export type SectionFaults = Readonly<Partial<Record<'title' | 'headcount' | 'length' | 'times' | 'dates', string>>>

/** At which step each fault is mended. */
const STEP_OF: Readonly<Record<keyof SectionFaults, Step>> = {
  title: 'what',
  headcount: 'what',
  length: 'what',
  times: 'when',
  dates: 'likes',
}

export function newSection(round: RoundWire): SectionForm {
  const minutes = Math.ceil(90 / round.gridMinutes) * round.gridMinutes
  return {
    ...{ title: '', headcount: '', features: [], minMinutes: minutes, maxMinutes: minutes, timesAWeek: 1 },
    ...{ from: round.from, until: round.until, spaceIds: [], times: [] },
    ...{ sameSpace: true, sameTime: false, apart: false },
  }
}

/** An application as its form shows it. */
export function formOf({ note, sections }: Pick<ApplicationWire, 'note' | 'sections'>): ApplicationForm {
  return {
    note,
    sections: sections.map((section) => {
      const { title, headcount, features, minMinutes, maxMinutes, timesAWeek, from, until } = section
      const { spaceIds, times, sameSpace, sameTime, apart } = section
      return {
        ...{ title, headcount: String(headcount), features, minMinutes, maxMinutes, timesAWeek, from, until },
        ...{ spaceIds, times, sameSpace, sameTime, apart },
      }
    }),
  }
}

/** All that is wrong with a wish. */
export function sectionFaults(form: SectionForm, round: Pick<RoundWire, 'from' | 'until'>): SectionFaults {
  const faults: Partial<Record<keyof SectionFaults, string>> = {}
  const { title, headcount, minMinutes, maxMinutes, times, timesAWeek, from, until } = form
  const people = Number(headcount)
  if (title.trim() === '') faults.title = t('nameMissing')
  if (!(Number.isInteger(people) && people >= 1 && people <= 9999)) faults.headcount = t('headcountWrong')
  if (maxMinutes < minMinutes) faults.length = t('lengthWrong')
  const short = times.find((time) => time.until - time.from < minMinutes)
  const days = new Set(times.map(({ weekday }) => weekday)).size
  if (times.length === 0) faults.times = t('timesMissing')
  else if (short) faults.times = t('tooShort', { span: weekSpanWords(short), minutes: minMinutes })
  else if (days < timesAWeek) faults.times = t('tooFewDays', { times: timesAWeek, days })
  if (!(round.from <= from && from <= until && until <= round.until))
    faults.dates = t('datesWrong', { from: round.from, until: round.until })
  return faults
}

/** The first step that wants mending, or null. */
export function firstWrongStep(faults: SectionFaults): Step | null {
  const wrong = (Object.keys(faults) as (keyof SectionFaults)[]).map((key) => STEP_OF[key]) // its own keys
  return STEPS.find((step) => wrong.includes(step)) ?? null
}

/** The faults that belong to one step. */
export function faultsAt(faults: SectionFaults, step: Step): SectionFaults {
  return Object.fromEntries(Object.entries(faults).filter(([key]) => STEP_OF[key as keyof SectionFaults] === step))
}

/** What is sent; only for a form without faults. */
export function draftOf({ note, sections }: ApplicationForm): {
  readonly note: string
  readonly sections: SectionDraftWire[]
} {
  return {
    note: note.trim(),
    sections: sections.map((form) => ({ ...form, title: form.title.trim(), headcount: Number(form.headcount) })),
  }
}

/** Moves one of a list up or down. */
export function movedBy<T>(list: readonly T[], index: number, by: 1 | -1): readonly T[] {
  const to = index + by
  const [one, other] = [list[index], list[to]]
  if (one === undefined || other === undefined) return list
  return list.map((each, at) => (at === index ? other : at === to ? one : each))
}

/** Lengths that a round gives, in minutes. */
export function lengthsOf(grid: number): readonly number[] {
  const least = Math.max(30, grid)
  return Array.from({ length: Math.floor((240 - least) / grid) + 1 }, (_, at) => least + at * grid)
}
