import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import type { OrderWire, SeriesOrderDraftWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { SeriesPreviewWire } from '@gongyue/shared/api/series-date.ts'
import type { OnConflict } from '@gongyue/shared/domain/series.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../api/idempotency.ts'
import { placeOrder } from '../../api/routes.ts'
import { WAIVER_REASON_MIN } from '../../decisions/waivers.ts'
import { readDraft, type RuleDraft } from '../../rules/draft.ts'
import { createLiveCheck, type CheckReply, type LiveCheck } from '../../series/live-check.ts'
import type { Failing } from '../../components/Failure.tsx'

/** A new series while it is typed. */
export interface SeriesForm {
  readonly title: string
  readonly party: { readonly id: string; readonly name: string } | null
  readonly headcount: string
  readonly spaceId: string
  readonly rule: RuleDraft
  readonly onConflict: OnConflict
  /** Places whose conditions the reader has accepted. */
  readonly accepted: readonly string[]
  /** Reasons typed so far, by the rule that they set aside. */
  readonly waivers: Readonly<Record<string, string>>
}

export type SavingSeries =
  | { readonly kind: 'open' | 'wanting' | 'sending' }
  | { readonly kind: 'failing'; readonly failing: Failing }

export interface NewSeriesModel {
  readonly form: ReadonlySignal<SeriesForm>
  readonly check: LiveCheck<SeriesOrderDraftWire, VerdictWire>
  readonly saving: ReadonlySignal<SavingSeries>
  /** What the last answer said of every date. */
  readonly preview: ReadonlySignal<SeriesPreviewWire | null>
  readonly type: (change: Partial<SeriesForm>) => void
  /** @returns the order when it was placed */
  readonly save: () => Promise<OrderWire | null>
  readonly stop: () => void
}

export interface NewSeriesOptions {
  readonly first: SeriesForm
  /** The conditions of a place that hang at the desk, or were read: version by space. */
  readonly conditionsOf: (spaceId: string, accepted: readonly string[]) => number | null
  readonly send?: typeof call
  readonly restMs?: number
  readonly onType?: (form: SeriesForm) => void
}

/** A series is asked about while it is typed, and placed as one order. */
export function createNewSeries({
  first,
  conditionsOf,
  send = call,
  restMs,
  onType,
}: NewSeriesOptions): NewSeriesModel {
  const form = signal(first)
  const saving = signal<SavingSeries>({ kind: 'open' })
  const keyFor = idempotencyKeys()

  const check = createLiveCheck<SeriesOrderDraftWire, VerdictWire>(
    async (body, stop): Promise<CheckReply<VerdictWire>> => {
      const reply = await send(placeOrder, {
        ...{ body, query: { dryRun: true }, idempotencyKey: randomKey(), signal: stop },
      })
      if (reply.kind !== 'ok') return reply
      if (reply.status !== 200) throw new Error('a question was answered as an order')
      return { kind: 'ok', body: reply.body }
    },
    restMs,
  )

  const unfollow = effect(() => check.ask(questionOf(form.value, conditionsOf)))

  const save = async (): Promise<OrderWire | null> => {
    if (saving.value.kind === 'sending') return null
    const body = orderOf(form.value, conditionsOf)
    if (body === null) {
      saving.value = { kind: 'wanting' }
      return null
    }
    saving.value = { kind: 'sending' }
    const reply = await send(placeOrder, { body, query: {}, idempotencyKey: keyFor(body) })
    if (reply.kind === 'ok' && reply.status === 201) {
      saving.value = { kind: 'open' }
      return reply.body
    }
    if (reply.kind === 'ok') throw new Error('an order was placed, and the server answered as for a dry run')
    // The world has moved since it was asked: every date says how it stands now.
    if (reply.kind === 'problem' && reply.problem.series)
      check.put({
        verdict: 'refused',
        violations: reply.problem.violations ?? [],
        alternatives: [],
        routes: [],
        series: reply.problem.series,
      })
    saving.value = { kind: 'failing', failing: reply }
    return null
  }

  return {
    form,
    check,
    saving,
    preview: computed(() => {
      const state = check.state.value
      const answer = state.kind === 'answered' ? state.answer : state.kind === 'idle' ? null : state.before
      return answer?.series ?? null
    }),
    type: (change) => {
      form.value = { ...form.value, ...change }
      if (saving.value.kind === 'failing') saving.value = { kind: 'open' }
      onType?.(form.value)
    },
    save,
    stop: () => {
      unfollow()
      check.ask(null)
    },
  }
}

/** What is still missing, field by field. */
export function gapsOf({ title, party, headcount, spaceId, rule }: SeriesForm) {
  return {
    title: title.trim() === '',
    party: party === null,
    headcount: peopleIn(headcount) === null,
    space: spaceId === '',
    rule: readDraft(rule).kind === 'wanting',
  }
}

/** Dates can be asked about before it has a name; for whom and how many are needed, because rules count them. */
function questionOf(form: SeriesForm, conditionsOf: NewSeriesOptions['conditionsOf']): SeriesOrderDraftWire | null {
  return orderOf({ ...form, title: form.title.trim() || '—' }, conditionsOf)
}

function orderOf(form: SeriesForm, conditionsOf: NewSeriesOptions['conditionsOf']): SeriesOrderDraftWire | null {
  const read = readDraft(form.rule)
  const headcount = peopleIn(form.headcount)
  const title = form.title.trim()
  if (read.kind === 'wanting' || headcount === null || title === '' || !form.party || form.spaceId === '') return null
  const conditions = conditionsOf(form.spaceId, form.accepted)
  const waivers = Object.entries(form.waivers).flatMap(([constraint, typed]) => {
    const reason = typed.trim()
    return reason.length >= WAIVER_REASON_MIN ? [{ constraint, reason }] : []
  })
  return {
    title,
    headcount,
    partyId: form.party.id,
    ...(conditions !== null && { conditions: { [form.spaceId]: conditions } }),
    ...(waivers.length > 0 && { waivers }),
    lines: [
      {
        kind: 'space',
        spaceId: form.spaceId,
        // the rule of the wire is the rule of the form, but for readonly
        recurrence: { rule: read.rule as RuleWire },
        onConflict: form.onConflict,
      },
    ],
  }
}

function peopleIn(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}
