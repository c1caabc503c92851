import { describe, expect, test } from 'vitest'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import { newRuleDraft } from '../../web/src/rules/draft.ts'
import { createEdit } from '../../web/src/pages/series/edit-model.ts'
import { createSeriesModel } from '../../web/src/pages/series/model.ts'
import { createNewSeries, type SeriesForm } from '../../web/src/pages/series/new-model.ts'
import { createLiveCheck, type CheckReply } from '../../web/src/series/live-check.ts'
import { ok, problem, serverOf, type Answer } from './board-server.ts'
import { dateWire, diffDate, seriesWire, TUESDAYS } from './series-server.ts'

const [FIRST, SECOND, THIRD] = TUESDAYS
const rest = async () => await new Promise((resolve) => setTimeout(resolve, 5))
const diff = { verdict: 'fits', dates: [diffDate(FIRST, 'moved')] }

describe('a question that is asked while somebody types', () => {
  test('only the latest counts, whichever answer comes last', async () => {
    const waiting: ((reply: CheckReply<string>) => void)[] = []
    const asked: string[] = []
    const check = createLiveCheck<string, string>(async (question) => {
      asked.push(question)
      return await new Promise((resolve) => waiting.push(resolve))
    }, 0)
    check.ask('one')
    await rest()
    check.ask('two')
    await rest()
    waiting[1]?.({ kind: 'ok', body: 'answer two' })
    await rest()
    waiting[0]?.({ kind: 'ok', body: 'answer one' })
    await rest()
    expect([asked, check.state.value]).toEqual([['one', 'two'], { kind: 'answered', answer: 'answer two' }])
  })

  test('the same is not asked twice, what is typed through is not asked at all, and null takes it back', async () => {
    const asked: string[] = []
    const check = createLiveCheck<string, string>(async (question) => {
      asked.push(question)
      return await Promise.resolve({ kind: 'ok', body: question })
    }, 0)
    for (const question of ['a', 'ab', 'abc', 'abc']) check.ask(question)
    await rest()
    check.ask('abc')
    await rest()
    expect(asked).toEqual(['abc'])
    check.ask(null)
    expect(check.state.value).toEqual({ kind: 'idle' })
  })

  test('it can be stopped: the request is called off, the answer before stays, and it is asked again on request', async () => {
    const signals: AbortSignal[] = []
    let answer: Promise<CheckReply<string>> = Promise.resolve({ kind: 'ok', body: 'first' })
    const check = createLiveCheck<string, string>(async (_, signal) => {
      signals.push(signal)
      return await answer
    }, 0)
    check.ask('one')
    await rest()
    answer = new Promise(() => undefined)
    check.ask('two')
    await rest()
    check.stop()
    expect([signals[1]?.aborted, check.state.value]).toEqual([true, { kind: 'stopped', before: 'first' }])
    answer = Promise.resolve({ kind: 'ok', body: 'second' })
    check.again()
    await rest()
    expect(check.state.value).toEqual({ kind: 'answered', answer: 'second' })
  })
})

describe('a new series', () => {
  const first: SeriesForm = {
    title: '',
    party: { id: 'party', name: '班务组' },
    headcount: '20',
    spaceId: 'room',
    rule: newRuleDraft(FIRST, '19:00', 90),
    onConflict: 'skip',
    accepted: [],
    waivers: {},
  }
  const verdict = {
    verdict: 'fits',
    violations: [],
    alternatives: [],
    routes: ['direct'],
    series: { dates: [dateWire(FIRST)], counts: { booked: 1, waiting: 0, skipped: 0, bumped: 0, cancelled: 0 } },
  }
  const opened = (answers: (dryRun: boolean) => Answer) => {
    const server = serverOf({ 'POST /orders': ({ query }) => answers(query?.['dryRun'] === true) })
    return { server, model: createNewSeries({ first, conditionsOf: () => 2, send: server.send, restMs: 0 }) }
  }

  test('is asked about before it has a name, with the conditions, and placed only with one', async () => {
    const { server, model } = opened((dryRun) => (dryRun ? ok(verdict) : ok({ id: 'order', seriesId: 's' }, 201)))
    await rest()
    expect(model.preview.value?.dates.map(({ key }) => key)).toEqual([FIRST])
    expect(server.asked[0]?.body).toMatchObject({ title: '—', conditions: { room: 2 }, partyId: 'party' })
    expect([await model.save(), model.saving.value]).toEqual([null, { kind: 'wanting' }])
    model.type({ title: ' 书法班 ' })
    expect(await model.save()).toMatchObject({ id: 'order', seriesId: 's' })
    expect(server.asked.at(-1)?.body).toMatchObject({
      title: '书法班',
      lines: [{ onConflict: 'skip', recurrence: { rule: { from: FIRST, time: '19:00' } } }],
    })
    model.stop()
  })

  test('a rule is set aside only with a reason of two letters at least', async () => {
    const { server, model } = opened(() => ok(verdict))
    model.type({ waivers: { horizon: '学' } })
    await rest()
    model.type({ waivers: { horizon: '学期课' } })
    await rest()
    const waivers = server.asked.map(({ body }) => (body as { waivers?: unknown }).waivers)
    expect(waivers).toEqual([undefined, [{ constraint: 'horizon', reason: '学期课' }]])
    model.stop()
  })

  test('refused while it was looked at: every date says how it stands now', async () => {
    const refused = { ...verdict.series, dates: [dateWire(FIRST, { state: 'skipped', reason: 'refused' })] }
    const { model } = opened((dryRun) => (dryRun ? ok(verdict) : problem('refused', 409, { series: refused })))
    model.type({ title: '书法班' })
    await rest()
    expect(await model.save()).toBeNull()
    expect([model.saving.value.kind, model.preview.value?.dates[0]?.reason]).toEqual(['failing', 'refused'])
    model.stop()
  })
})

describe('an edit', () => {
  const opened = (
    answers: (sent: { readonly dryRun: boolean; readonly version: number }) => Answer,
    scope: 'this' | 'following' | 'all' = 'all',
  ) => {
    const server = serverOf({
      'PATCH /series/:id': (sent) =>
        answers({
          dryRun: sent.query?.['dryRun'] === true,
          version: (sent as unknown as { version: number }).version, // call() takes it beside the rest
        }),
    })
    const series = seriesWire()
    const seen: SeriesWire[] = []
    const key = scope === 'all' ? null : THIRD
    const model = createEdit({ series, scope, key, send: server.send, restMs: 0, onOvertaken: (now) => seen.push(now) })
    return { server, model, seen }
  }
  const bodies = (server: { readonly asked: readonly { readonly body?: unknown }[] }) =>
    server.asked.map(({ body }) => body)

  test('nothing is asked while nothing is changed; then only what differs is sent', async () => {
    const { server, model } = opened(() => ok({ series: seriesWire(), diff }))
    await rest()
    expect(server.asked).toEqual([])
    expect([await model.save(), model.saving.value.kind]).toEqual([null, 'wanting'])
    model.type({ headcount: '25' })
    await rest()
    expect(bodies(server)).toEqual([{ scope: 'all', changes: { headcount: 25 }, onConflict: 'refuse' }])
    expect(model.check.state.value).toEqual({ kind: 'answered', answer: diff })
    model.stop()
  })

  test('from a date on: the rule begins there with the sessions that are left', async () => {
    const { server, model } = opened(() => ok({ series: seriesWire(), diff }), 'following')
    model.type({ rule: { ...model.form.value.rule, time: '18:00' } })
    await rest()
    expect(bodies(server)).toEqual([
      {
        scope: 'following',
        key: THIRD,
        changes: { rule: { ...seriesWire().rule, from: THIRD, time: '18:00', ends: { kind: 'count', sessions: 2 } } },
        onConflict: 'refuse',
      },
    ])
    model.stop()
  })

  test('one date alone: day and hours with the offset that it has; an end before the start is on the next day', async () => {
    const { server, model } = opened(() => ok({ series: seriesWire(), diff }), 'this')
    model.type({ date: SECOND, begins: '22:00', ends: '00:30' })
    await rest()
    expect(bodies(server)).toEqual([
      {
        scope: 'this',
        key: THIRD,
        changes: { start: `${SECOND}T22:00:00+08:00`, end: '2026-12-16T00:30:00+08:00' },
        onConflict: 'refuse',
      },
    ])
    model.stop()
  })

  test('412: the state of now is taken, what is typed stays, and it is asked again with the new version', async () => {
    const now = seriesWire({
      version: 4,
      dates: TUESDAYS.map((key) => dateWire(key, key === SECOND ? { state: 'cancelled' } : {})),
    })
    const { server, model, seen } = opened(({ version }) =>
      version === 3 ? problem('stale', 412, { current: now }) : ok({ series: now, diff }),
    )
    model.type({ title: '行书班' })
    await rest()
    await rest()
    expect(server.asked.map((sent) => (sent as unknown as { version: number }).version)).toEqual([3, 4])
    expect([model.form.value.title, model.series.value.version, model.overtaken.value?.version]).toEqual([
      '行书班',
      4,
      3,
    ])
    expect(seen).toEqual([now])
    expect(model.check.state.value.kind).toBe('answered')
    model.stop()
  })

  test('412 at the last moment: nothing is saved, and the reader looks again', async () => {
    const now = seriesWire({ version: 4 })
    const { model } = opened(({ dryRun, version }) =>
      !dryRun && version === 3 ? problem('stale', 412, { current: now }) : ok({ series: now, diff }),
    )
    model.type({ title: '行书班' })
    await rest()
    expect([await model.save(), model.saving.value.kind, model.overtaken.value?.version]).toEqual([null, 'open', 3])
    expect(await model.save()).toEqual(now)
    model.stop()
  })
})

describe('giving back', () => {
  test('counts what was given back; who came late sees the state of now and is asked again', async () => {
    const now = seriesWire({
      version: 4,
      dates: TUESDAYS.map((key) => dateWire(key, key === FIRST ? { state: 'cancelled' } : {})),
    })
    const after = seriesWire({ version: 5, dates: TUESDAYS.map((key) => dateWire(key, { state: 'cancelled' })) })
    const answers = [problem('stale', 412, { current: now }), ok(after)]
    const server = serverOf({
      'GET /series/:id': () => ok(seriesWire()),
      'POST /series/:id/cancellation': () => answers.shift() ?? ok(after),
    })
    const model = createSeriesModel('series', { send: server.send, clock: () => 0 })
    await model.load()
    model.askCancel('all', null)
    expect(await model.cancel('')).toBeNull()
    expect([model.state.value, model.cancelling.value?.failing?.kind]).toEqual([
      { kind: 'ready', series: now, at: 0 },
      'problem',
    ])
    expect([await model.cancel(' 老师离职 '), model.cancelling.value]).toEqual([3, null])
    expect(bodiesOf(server.of('/series/:id/cancellation'))).toEqual([
      { scope: 'all' },
      { scope: 'all', reason: '老师离职' },
    ])
  })
})

function bodiesOf(sent: readonly { readonly body?: unknown }[]): readonly unknown[] {
  return sent.map(({ body }) => body)
}
