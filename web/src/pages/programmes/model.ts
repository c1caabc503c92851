import type { EntryImportWire, EntryWire, SlotPlanWire, StageSlotsWire } from '@gongyue/shared/api/competitions.ts'
import type { bookViewing, noteArrival, ViewingSlotWire, ViewingWire } from '@gongyue/shared/api/exhibitions.ts'
import type { HeadCountsWire } from '@gongyue/shared/api/head-counts.ts'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ParticularsWire, ProgrammeDraftWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import type { BodyOf, ReplyOf } from '@gongyue/shared/api/route.ts'
import { signal } from '@preact/signals'
import { addressOf, call, heldCsrfToken } from '../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../api/idempotency.ts'
import * as classes from '../../classes/routes.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../programmes/routes.ts'
import { locale } from '../../text/locale.ts'

/** One programme with all that its page shows. */
export interface RunPage {
  readonly programme: ProgrammeWire
  readonly entries: readonly EntryWire[]
  readonly slots: readonly ViewingSlotWire[]
  readonly viewings: readonly ViewingWire[]
  readonly heads: HeadCountsWire
  readonly people: readonly PersonWire[]
}

export type RunModel = ReturnType<typeof createRunModel>
type Noted = ReplyOf<typeof noteArrival>

/** One programme, and what the staff can do about it. */
export function createRunModel(id: string, today: string) {
  const keyOf = idempotencyKeys()
  /** The stage whose slots and results are shown; empty: where each entry stands. */
  const stageId = signal('')
  const loaded = createLoaded<RunPage>(async () => {
    const none = { kind: 'ok', body: { items: [] } } as const
    const programme = await call(classes.readProgramme, { params: { id } })
    if (programme.kind !== 'ok') return programme
    const { kind, stages } = programme.body
    if (stageId.value === '') stageId.value = (stages.find(({ state }) => state !== 'concluded') ?? stages[0])?.id ?? ''
    const [entries, slots, viewings, heads, people] = await Promise.all([
      kind === 'competition'
        ? call(routes.listEntries, {
            params: { id },
            query: stageId.value === '' ? {} : { stageId: stageId.value },
          })
        : none,
      kind === 'exhibition' ? call(routes.listViewingSlots, { params: { id }, query: { from: today } }) : none,
      kind === 'exhibition' ? call(routes.listViewings, { params: { id } }) : none,
      call(routes.listHeadCounts, { query: { programmeId: id } }),
      call(classes.listPeople),
    ])
    if (entries.kind !== 'ok') return entries
    if (slots.kind !== 'ok') return slots
    if (viewings.kind !== 'ok') return viewings
    if (heads.kind !== 'ok') return heads
    if (people.kind !== 'ok') return people
    return {
      kind: 'ok',
      body: {
        ...{ programme: programme.body, entries: entries.body.items, slots: slots.body.items },
        ...{ viewings: viewings.body.items, heads: heads.body, people: people.body.items },
      },
    }
  })
  /** Whatever was answered, what stands now is shown. */
  const after = async <R>(reply: R): Promise<R> => {
    await loaded.load()
    return reply
  }
  return {
    ...loaded,
    stageId,
    async publish(programme: ProgrammeWire): Promise<Failing | null> {
      const body = { ...draftOf(programme), state: 'published' as const }
      const reply = await after(await call(classes.changeProgramme, { params: { id }, body }))
      return reply.kind === 'ok' ? null : reply
    },
    async particulars(body: ParticularsWire): Promise<number | Failing> {
      const reply = await after(await call(routes.setParticulars, { params: { id }, body }))
      return reply.kind === 'ok' ? reply.body.hits.length : reply
    },
    async switchStage(stage: string, state: 'open' | 'closed'): Promise<number | Failing> {
      const reply = await after(await call(routes.setStageState, { params: { id: stage }, body: { state } }))
      return reply.kind === 'ok' ? reply.body.entries : reply
    },
    async slots(stage: string, plan: SlotPlanWire | null, dryRun: boolean): Promise<StageSlotsWire | Failing> {
      const body = plan === null ? {} : { plan }
      const sent = { params: { id: stage }, query: { dryRun }, body, idempotencyKey: randomKey() }
      const reply = await call(routes.giveStageSlots, sent)
      if (!dryRun) await loaded.load()
      return reply.kind === 'ok' ? reply.body : reply
    },
    async results(
      stage: string,
      results: readonly { readonly entryId: string; readonly score: number | null; readonly absent: boolean }[],
    ): Promise<number | Failing> {
      const body = { results: [...results] }
      const reply = await after(await call(routes.setResults, { params: { id: stage }, body }))
      return reply.kind === 'ok' ? reply.body.written : reply
    },
    async conclude(
      stage: string,
      advance: readonly string[],
    ): Promise<{ readonly advanced: number; readonly out: number } | Failing> {
      const sent = { params: { id: stage }, body: { advance: [...advance] }, idempotencyKey: keyOf({ stage, advance }) }
      const reply = await call(routes.concludeStage, sent)
      stageId.value = ''
      await loaded.load()
      return reply.kind === 'ok' ? reply.body : reply
    },
    /** Sends a file of entries; what came back is the report, also when nothing was saved. */
    async bring(file: File, dryRun: boolean): Promise<EntryImportWire | Failing> {
      const form = new FormData()
      form.append('file', file, file.name)
      const { name, size, lastModified } = file
      const headers = {
        ...{ 'accept-language': locale.value, 'x-csrf-token': heldCsrfToken() },
        'idempotency-key': dryRun ? randomKey() : keyOf({ bring: id, name, size, lastModified }),
      }
      const address = addressOf(routes.importEntries.path, { params: { id }, query: dryRun ? { dryRun } : {} })
      const answer = await fetch(address, { method: 'POST', headers, body: form }).then(
        async (response) => ({ ok: response.ok, body: (await response.json().catch(() => null)) as unknown }),
        () => null,
      )
      if (!dryRun) await loaded.load()
      if (answer === null || answer.body === null) return { kind: 'offline' }
      // the contract's replies: a report, or a problem
      if (answer.ok) return answer.body as EntryImportWire
      return { kind: 'problem', problem: answer.body as Extract<Failing, { kind: 'problem' }>['problem'] }
    },
    async addSlots(body: BodyOf<(typeof import('@gongyue/shared/api/exhibitions.ts'))['addViewingSlots']>) {
      const sent = { params: { id }, body, idempotencyKey: randomKey() }
      const reply = await after(await call(routes.addViewingSlots, sent))
      return reply.kind === 'ok' ? reply.body.added : reply
    },
    async book(slot: string, body: BodyOf<typeof bookViewing>): Promise<ViewingWire | Failing> {
      const sent = { params: { id: slot }, body, idempotencyKey: keyOf({ slot, body }) }
      const reply = await after(await call(routes.bookViewing, sent))
      return reply.kind === 'ok' ? reply.body : reply
    },
    async note(body: BodyOf<typeof noteArrival>): Promise<Noted | Failing> {
      const reply = await after(await call(routes.noteArrival, { params: { id }, body }))
      return reply.kind === 'ok' ? reply.body : reply
    },
    async count(onSite: number, online: number): Promise<Failing | null> {
      const body = { programmeId: id, countedOn: today, onSite, online }
      const reply = await after(await call(routes.countHeads, { body, idempotencyKey: randomKey() }))
      return reply.kind === 'ok' ? null : reply
    },
    async undoCount(countId: string): Promise<Failing | null> {
      const reply = await after(await call(routes.withdrawHeadCount, { params: { id: countId } }))
      return reply.kind === 'ok' ? null : reply
    },
  }
}

function draftOf(programme: ProgrammeWire): ProgrammeDraftWire {
  const { kind, termId, title, summary, partyId, instructor, skills, capacity, least, branchSeats } = programme
  const { quotas, opensAt, closesAt, attendancePercent, certificateHours } = programme
  return {
    ...{
      kind,
      termId,
      title,
      summary,
      partyId,
      personId: instructor?.id ?? null,
      skills: [...skills],
      capacity,
      least,
    },
    ...{ branchSeats, opensAt, closesAt, attendancePercent, certificateHours },
    quotas: quotas.map(({ partyId: branch, seats }) => ({ partyId: branch, seats })),
  }
}
