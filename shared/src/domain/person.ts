import type { Interval } from '../time/interval.ts'
import { addDays, weekdayOf, type LocalDate, type Weekday } from '../time/wall.ts'
import type { Name } from './names.ts'

export const PERSON_KINDS = ['instructor', 'technician', 'expert', 'crew', 'volunteer'] as const
export type PersonKind = (typeof PERSON_KINDS)[number]

/**
 * Somebody who works for the house: teaches, runs the stage, advises, goes out with the troupe. An atom like a room: held by one promise at a
 * time, which the database guards; the rules below say when, how much and for what.
 */
export interface Person {
  /** Also the id of the atom. */
  readonly id: string
  readonly name: string
  readonly kind: PersonKind
  readonly skills: readonly string[]
  /** The partner (a school, a troupe) that sends them; null for the palace's own. */
  readonly partyId: string | null
  /** When they can be asked; without a row: at any time. */
  readonly hours: readonly WorkingHours[]
  readonly absences: readonly Absence[]
  /** Null: no limit. */
  readonly minutesADay: number | null
  /** Between the last session of one day and the first of another. */
  readonly restMinutes: number | null
  readonly daysAWeek: number | null
  /** False for one who has left: what they did stays theirs, nothing new is asked of them. */
  readonly active: boolean
}

/** A weekly span in which a person can be asked; minutes of the facility's day. */
export interface WorkingHours {
  readonly weekdays: readonly Weekday[]
  readonly from: number
  readonly until: number
  /** The first and last day it holds for; null leaves that side open. */
  readonly validFrom: LocalDate | null
  readonly validUntil: LocalDate | null
}

/** A leave, an illness, a journey. */
export interface Absence {
  readonly id: string
  readonly during: Interval
  readonly reason: string
}

/** The Monday of a day's week: what `days a week` counts in. */
export function weekOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}

export const PERSON_KIND_NAMES: Readonly<Record<PersonKind, Name>> = {
  instructor: { 'zh-CN': '教师', en: 'instructor' },
  technician: { 'zh-CN': '技术人员', en: 'technician' },
  expert: { 'zh-CN': '专家', en: 'expert' },
  crew: { 'zh-CN': '工作人员', en: 'crew' },
  volunteer: { 'zh-CN': '志愿者', en: 'volunteer' },
}
