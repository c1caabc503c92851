import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { noteArrival as contract } from '@gongyue/shared/api/exhibitions.ts'
import { readArrivalText } from '@gongyue/shared/domain/arrival-code.ts'
import { isConfidential } from '@gongyue/shared/domain/programme-kind.ts'
import { listSessionsOfNow, noteEntryArrival } from '@gongyue/db/queries/arrivals.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listEnrolments, lockProgramme, noteArrival as writeArrival } from '@gongyue/db/queries/enrolments.ts'
import { listEntries } from '@gongyue/db/queries/entries.ts'
import { readKind } from '@gongyue/db/queries/particulars.ts'
import { writeMarks } from '@gongyue/db/queries/roll.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listViewings, noteViewers } from '@gongyue/db/queries/viewings.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { discreet, isHiddenFrom } from './confidential.ts'

export interface Noted {
  readonly kind: 'noted'
  readonly of: 'enrolment' | 'viewing' | 'entry'
  readonly name: string
  readonly people: number
  /** They were noted before: shown twice, a code opens nothing anew. */
  readonly again: boolean
  /** The session of now has them on its roll. */
  readonly marked: boolean
}

export type NotedArrival =
  | Noted
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'kind-mismatch' }
  | { readonly kind: 'arrival-unknown'; readonly code: string }

type Asked = BodyOf<typeof contract>

/** Notes who is at the door of a programme. Where a session is on or about to begin, its roll is marked too. */
export async function noteArrival(
  app: FastifyInstance,
  who: Who,
  programmeId: string,
  asked: Asked,
): Promise<NotedArrival> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<NotedArrival> => {
      const { client } = tx
      const kind = await readKind(client, facilityId, programmeId, userId)
      if (!kind) return { kind: 'not-found' }
      if (isHiddenFrom(kind)) return { kind: 'not-allowed' }
      await lockProgramme(client, facilityId, programmeId)
      const read = asked.code === undefined ? null : readArrivalText(asked.code, facilityId, programmeId)
      if (read?.kind === 'other-programme') return { kind: 'kind-mismatch' }
      if (read?.kind === 'unreadable') return { kind: 'arrival-unknown', code: asked.code ?? '' }
      const code = read?.code ?? null
      const noted =
        (await enrolled(app, tx, who, programmeId, asked, code)) ??
        (await viewer(app, tx, who, programmeId, asked, code)) ??
        (await entrant(app, tx, who, programmeId, asked))
      if (!noted) return { kind: 'arrival-unknown', code: code ?? '—' }
      const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'note-arrival' }
      const data = { programmeId, of: noted.of, people: noted.people }
      await auditRow(
        client,
        discreet({ ...event, noun: 'programme', nounId: programmeId, data }, programmeId, isConfidential(kind.kind)),
      )
      return noted
    },
    app,
  )
}

async function enrolled(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  programmeId: string,
  { enrolmentId }: Asked,
  code: string | null,
): Promise<Noted | null> {
  if (enrolmentId === undefined && code === null) return null
  const filter = enrolmentId === undefined ? { programmeId } : { programmeId, enrolmentId }
  const one = (await listEnrolments(client, facilityId, filter)).find(
    (each) => each.state === 'enrolled' && (code === null || each.code === code),
  )
  if (!one) return null
  const at = app.clock()
  await writeArrival(client, facilityId, one.id, at)
  const [session] = await listSessionsOfNow(client, facilityId, programmeId, at)
  if (session !== undefined)
    await writeMarks(client, facilityId, session, [{ enrolmentId: one.id, mark: 'present' }], { userId, at })
  return {
    ...{ kind: 'noted', of: 'enrolment', name: one.name, people: 1, again: one.arrivedAt !== null },
    marked: session !== undefined,
  }
}

async function viewer(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId }: Who,
  programmeId: string,
  { viewingId, present }: Asked,
  code: string | null,
): Promise<Noted | null> {
  if (viewingId === undefined && code === null) return null
  const [one] = await listViewings(client, facilityId, {
    programmeId,
    ...(viewingId !== undefined && { viewingId }),
    ...(code !== null && { code }),
  })
  if (one?.state !== 'booked') return null
  const people = present ?? one.present ?? one.people
  await noteViewers(client, facilityId, one.id, { at: app.clock(), present: people })
  return { kind: 'noted', of: 'viewing', name: one.name, people, again: one.arrivedAt !== null, marked: false }
}

async function entrant(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId }: Who,
  programmeId: string,
  { entryId }: Asked,
): Promise<Noted | null> {
  if (entryId === undefined) return null
  const [one] = await listEntries(client, facilityId, { programmeId, entryId })
  if (one?.state !== 'entered' || !(await noteEntryArrival(client, facilityId, entryId, app.clock()))) return null
  const again = one.slot !== null && one.slot.arrivedAt !== null
  return { kind: 'noted', of: 'entry', name: one.name, people: Math.max(1, one.members.length), again, marked: false }
}
