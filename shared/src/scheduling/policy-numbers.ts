import { SOFT_WEIGHTS, type SoftRule } from '../constraints/soft.ts'
import { attendanceOf, type Attendance } from '../domain/attendance.ts'
import {
  ANSWER_WORKDAYS,
  FORGET_DAYS,
  OFFER_MINUTES,
  type Policy,
  type PublicityRule,
  type Quota,
} from '../domain/policy.ts'

/** What management sets of a policy, with the usual where it says nothing. Approval and eligibility stay as they are. */
export interface PolicyNumbers {
  readonly answerWorkdays: number
  readonly mailNotices: boolean
  readonly cancelMinutes: number
  readonly holdMinutes: number
  readonly offerMinutes: number
  readonly forgetDays: number | null
  readonly attendance: Attendance
  readonly quotas: readonly Quota[]
  readonly publicity: readonly PublicityRule[]
  readonly weights: Readonly<Record<SoftRule, number>>
}

export function numbersOf(policy: Omit<Policy, 'version'>): PolicyNumbers {
  const { cancelMinutes, holdMinutes, quotas, publicity = [], mailNotices = true } = policy
  const { answerWorkdays = ANSWER_WORKDAYS, offerMinutes = OFFER_MINUTES, forgetDays = FORGET_DAYS } = policy
  const weights = { ...SOFT_WEIGHTS }
  for (const rule of Object.keys(weights) as SoftRule[]) weights[rule] = policy.weights[rule] ?? weights[rule]
  return {
    ...{ answerWorkdays, mailNotices, cancelMinutes, holdMinutes, offerMinutes, forgetDays },
    ...{ attendance: attendanceOf(policy), quotas, publicity, weights },
  }
}

/** One number, or one list, that another version has otherwise; `field` as `attendance.pointLimit`. */
export interface NumberChange {
  readonly field: string
  readonly was: unknown
  readonly is: unknown
}

/** What differs, in the order of the form. Lists are told whole: a rule is read among the others. */
export function changesBetween(before: PolicyNumbers, after: PolicyNumbers): readonly NumberChange[] {
  const [was, is] = [flat(before), flat(after)]
  return [...is].flatMap(([field, value]) =>
    JSON.stringify(value) === JSON.stringify(was.get(field)) ? [] : [{ field, was: was.get(field), is: value }],
  )
}

function flat({ attendance, weights, ...rest }: PolicyNumbers): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ...Object.entries(rest),
    ...Object.entries(attendance).map(([key, value]) => [`attendance.${key}`, value] as const),
    ...Object.entries(weights).map(([key, value]) => [`weights.${key}`, value] as const),
  ])
}
