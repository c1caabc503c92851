import type { FastifyInstance } from 'fastify'
import type { ParticularsWire } from '@gongyue/shared/api/programmes.ts'
import { isConfidential, type ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { hasSpace, listHitReservations, type HitReservation } from '@gongyue/db/queries/facilities.ts'
import {
  findStaff,
  readKind,
  setGroups,
  setOrganisers,
  setParticulars as writeParticulars,
  setPeriod,
  setStages,
} from '@gongyue/db/queries/particulars.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { offerPlaces } from './offer-places.ts'
import { streamAddress } from './stream-address.ts'

export type SetParticularsResult =
  | { readonly kind: 'set'; readonly hits: readonly HitReservation[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/**
 * Says what the kind of a programme has besides. Who may know the guests of a confidential one is said by its organisers, or by an administrator
 * when none of them is left; the trail keeps it.
 */
export async function setParticulars(
  app: FastifyInstance,
  who: Who,
  programmeId: string,
  wire: ParticularsWire,
): Promise<SetParticularsResult> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<SetParticularsResult> => {
      const { client } = tx
      const known = await readKind(client, facilityId, programmeId, userId)
      if (!known) return { kind: 'not-found' }
      const { kind, organises } = known
      if (isConfidential(kind) && !organises && !mayEnter(who.roles, 'administration')) return { kind: 'not-allowed' }
      await lockProgramme(client, facilityId, programmeId)
      const { stream = null, groups = [], groupDifference = null, stages = [], pairs = null, organisers } = wire
      const period = wire.period
        ? { spaceId: wire.period.spaceId, start: instant(wire.period.start), end: instant(wire.period.end) }
        : null
      const staff = organisers ? await findStaff(client, facilityId, organisers) : null
      const errors = [
        ...kindFaults(kind, wire),
        ...(period && !(await hasSpace(tx.db, facilityId, period.spaceId))
          ? [fault('/period/spaceId', 'not-there')]
          : []),
        ...(organisers ?? []).flatMap((name, i) => (staff?.has(name) ? [] : [fault(`/organisers/${i}`, 'not-there')])),
      ]
      if (errors.length > 0) return { kind: 'malformed', errors }
      await writeParticulars(client, facilityId, programmeId, {
        streamUrl: stream && streamAddress(stream.url),
        streamFor: stream?.for ?? 'enrolled',
        ...{ groupDifference, pairs },
      })
      await setGroups(client, facilityId, programmeId, groups)
      await setStages(
        client,
        facilityId,
        programmeId,
        stages.map((stage) => ({ ...stage, id: app.newId() })),
      )
      await setPeriod(client, facilityId, programmeId, period)
      if (staff) await setOrganisers(client, facilityId, programmeId, [...staff.values()])
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: app.clock(), userId },
        ...{ action: 'set-particulars', noun: 'programme', nounId: programmeId, data: { ...wire } },
      })
      await offerPlaces(app, tx, facilityId, programmeId)
      return { kind: 'set', hits: await hitsOf(tx, facilityId, period) }
    },
    app,
  )
}

async function hitsOf(
  { client }: Tx,
  facilityId: string,
  period: { readonly spaceId: string; readonly start: number; readonly end: number } | null,
): Promise<readonly HitReservation[]> {
  return period === null ? [] : await listHitReservations(client, facilityId, period.spaceId, period)
}

/** What is said of a kind that has it not, and what is wrong in itself. */
function kindFaults(kind: ProgrammeKind, wire: ParticularsWire): readonly Fault[] {
  const { stream, groups = [], groupDifference = null, stages = [], period, pairs = null } = wire
  const foreign = (pointer: string, isSaid: boolean, kinds: readonly ProgrammeKind[]) =>
    isSaid && !kinds.includes(kind) ? [fault(pointer, 'unknown-field')] : []
  const names = groups.map(({ name }) => name)
  return [
    ...foreign('/stages', stages.length > 0, ['competition']),
    ...foreign('/period', Boolean(period), ['exhibition']),
    ...foreign('/pairs', pairs !== null, ['matchmaking']),
    ...foreign('/groups', groups.length > 0, ['competition', 'matchmaking', 'lecture', 'reading', 'class']),
    ...(new Set(names).size < names.length ? [fault('/groups', 'unique')] : []),
    ...(groupDifference !== null && groups.length < 2 ? [fault('/groups', 'min-items', { limit: 2 })] : []),
    ...(stream && streamAddress(stream.url) === null ? [fault('/stream/url', 'https-address')] : []),
    ...(period && !(instant(period.start) < instant(period.end)) ? [fault('/period/end', 'end-before-start')] : []),
  ]
}

function fault(pointer: string, key: Fault['key'], params: Fault['params'] = {}): Fault {
  return { pointer, key, params }
}

function instant(text: string): number {
  return parseInstant(text) ?? Number.NaN
}
