import { batch, effect, signal, type ReadonlySignal } from '@preact/signals'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { SeriesChangesWire, SeriesDiffWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { call, isProblem } from '../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../api/idempotency.ts'
import type { Failing } from '../../components/Failure.tsx'
import { draftOf, readDraft, type RuleDraft } from '../../rules/draft.ts'
import { createLiveCheck, type CheckReply, type LiveCheck } from '../../series/live-check.ts'
import { editSeries } from '../../series/routes.ts'
import { ruleFrom } from '../../series/rule-part.ts'
import { addDays, clockOf, dayOf, type Day } from '../../text/when.ts'

/** An edit while it is typed. `date`, `begins`, `ends` are for one date alone, the rule for more. */
export interface EditForm {
  readonly scope: SeriesScope
  /** The date it is about, or from which on. */
  readonly key: Day | null
  readonly title: string
  readonly headcount: string
  readonly spaceId: string
  readonly rule: RuleDraft
  readonly date: Day
  readonly begins: string
  readonly ends: string
  readonly onConflict: 'refuse' | 'skip'
}

export type SavingEdit =
  | { readonly kind: 'open' | 'sending' | 'wanting' }
  | { readonly kind: 'failing'; readonly failing: Failing }

/** What the server is asked: the body of an edit, with the version that was seen. */
export interface EditQuestion {
  readonly version: number
  readonly body: {
    readonly scope: SeriesScope
    readonly key?: Day
    readonly changes: SeriesChangesWire
    readonly onConflict: 'refuse' | 'skip'
  }
}

export interface EditModel {
  readonly series: ReadonlySignal<SeriesWire>
  readonly form: ReadonlySignal<EditForm>
  readonly check: LiveCheck<EditQuestion, SeriesDiffWire>
  readonly saving: ReadonlySignal<SavingEdit>
  /** How it was before somebody else changed it under the reader's hands; null when nobody did. */
  readonly overtaken: ReadonlySignal<SeriesWire | null>
  readonly type: (change: Partial<EditForm>) => void
  /** Other dates are meant: what belongs to them is filled in anew. */
  readonly aim: (scope: SeriesScope, key: Day | null) => void
  /** @returns the series as it is then, when it was written; after a split its later part */
  readonly save: () => Promise<SeriesWire | null>
  readonly stop: () => void
}

export interface EditOptions {
  readonly series: SeriesWire
  readonly scope: SeriesScope
  readonly key: Day | null
  readonly send?: typeof call
  readonly restMs?: number
  /** Somebody else was quicker: the page shows the state of now. */
  readonly onOvertaken?: (now: SeriesWire) => void
}

/** One edit of a series: what it would do is shown date by date before anything is written. */
export function createEdit({ series: first, scope, key, send = call, restMs, onOvertaken }: EditOptions): EditModel {
  const series = signal(first)
  const form = signal(formOf(first, scope, key))
  const saving = signal<SavingEdit>({ kind: 'open' })
  const overtaken = signal<SeriesWire | null>(null)
  const keyFor = idempotencyKeys()
  const params = { id: first.id }

  /** Takes the state of now, keeps what is typed, and asks again. @returns false when it is another refusal */
  const take = (failing: Failing): boolean => {
    if (failing.kind !== 'problem' || !isProblem(failing.problem, 'stale') || !failing.problem.current) return false
    const now = failing.problem.current as SeriesWire // the contract of this problem on this route
    if (now.version === series.peek().version) return false
    batch(() => {
      overtaken.value ??= series.peek()
      series.value = now
    })
    onOvertaken?.(now)
    return true
  }

  const check = createLiveCheck<EditQuestion, SeriesDiffWire>(
    async ({ version, body }, stop): Promise<CheckReply<SeriesDiffWire>> => {
      const reply = await send(editSeries, {
        ...{ params, version, body, query: { dryRun: true }, idempotencyKey: randomKey(), signal: stop },
      })
      if (reply.kind === 'ok') return { kind: 'ok', body: reply.body.diff }
      // The question changes with the version, so it is asked anew by itself.
      take(reply)
      return reply
    },
    restMs,
  )
  const unfollow = effect(() => check.ask(questionOf(form.value, series.value)))

  const save = async (): Promise<SeriesWire | null> => {
    if (saving.value.kind === 'sending') return null
    const question = questionOf(form.value, series.value)
    if (question === null) {
      saving.value = { kind: 'wanting' }
      return null
    }
    saving.value = { kind: 'sending' }
    const { version, body } = question
    const reply = await send(editSeries, {
      ...{ params, version, body, query: {}, idempotencyKey: keyFor({ version, body }) },
    })
    if (reply.kind === 'ok') {
      saving.value = { kind: 'open' }
      return reply.body.series
    }
    if (take(reply)) saving.value = { kind: 'open' }
    else {
      saving.value = { kind: 'failing', failing: reply }
      if (reply.kind === 'problem' && isProblem(reply.problem, 'refused')) check.again()
    }
    return null
  }

  return {
    series,
    form,
    check,
    saving,
    overtaken,
    type: (change) => {
      form.value = { ...form.value, ...change }
      if (saving.value.kind === 'failing') saving.value = { kind: 'open' }
    },
    aim: (nextScope, nextKey) => {
      const { onConflict } = form.value
      form.value = { ...formOf(series.value, nextScope, nextKey), onConflict }
      saving.value = { kind: 'open' }
    },
    save,
    stop: () => {
      unfollow()
      check.ask(null)
    },
  }
}

/** The form as it stands before anything is typed. */
function formOf(series: SeriesWire, scope: SeriesScope, key: Day | null): EditForm {
  const at = series.dates.find((date) => date.key === key)
  const rule = scope === 'following' && key !== null ? ruleFrom(series, key) : series.rule
  return {
    ...{ scope, key },
    title: series.title,
    headcount: String(series.headcount),
    spaceId: scope === 'this' && at ? at.spaceId : series.spaceId,
    rule: draftOf(rule),
    date: at ? dayOf(at.start) : '',
    begins: at ? clockOf(at.start) : '',
    ends: at ? clockOf(at.end) : '',
    onConflict: 'refuse',
  }
}

/** Null while something is missing or nothing is changed. Only what differs is sent, so that nothing is changed by the way. */
function questionOf(form: EditForm, series: SeriesWire): EditQuestion | null {
  const { scope, key, onConflict } = form
  if (scope !== 'all' && key === null) return null
  const changes = scope === 'this' ? changesOfOne(form, series) : changesOfMany(form, series)
  if (changes === null || Object.keys(changes).length === 0) return null
  return {
    version: series.version,
    body: { scope, ...(key !== null && scope !== 'all' && { key }), changes, onConflict },
  }
}

function changesOfOne(form: EditForm, series: SeriesWire): SeriesChangesWire | null {
  const at = series.dates.find(({ key }) => key === form.key)
  if (!at || form.date === '' || form.begins.length !== 5 || form.ends.length !== 5) return null
  const offset = at.start.slice(19)
  const start = `${form.date}T${form.begins}:00${offset}`
  const lastDay = form.ends > form.begins ? form.date : addDays(form.date, 1)
  const end = `${lastDay}T${form.ends}:00${offset}`
  const headcount = Number(form.headcount)
  return {
    ...(form.spaceId !== at.spaceId && { spaceId: form.spaceId }),
    ...((start !== at.start || end !== at.end) && { start, end }),
    ...(headcount !== series.headcount && headcount >= 1 && { headcount }),
  }
}

function changesOfMany(form: EditForm, series: SeriesWire): SeriesChangesWire | null {
  const read = readDraft(form.rule)
  const headcount = Number(form.headcount)
  const title = form.title.trim()
  if (read.kind === 'wanting' || title === '' || !(headcount >= 1)) return null
  const base = form.scope === 'following' && form.key !== null ? ruleFrom(series, form.key) : series.rule
  const rule = read.rule as RuleWire // the same but for readonly
  return {
    ...(title !== series.title && { title }),
    ...(headcount !== series.headcount && { headcount }),
    ...(form.spaceId !== series.spaceId && { spaceId: form.spaceId }),
    ...(!sameRule(rule, base) && { rule }),
  }
}

/** Written in one order of fields by the same hand, but the server may name them in another. */
function sameRule(one: RuleWire, other: RuleWire): boolean {
  const text = (rule: RuleWire) => JSON.stringify(readDraft(draftOf(rule)))
  return text(one) === text(other)
}
