import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import * as devices from '@gongyue/db/queries/devices.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import * as api from '@gongyue/shared/api/devices.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { newToken } from '../../plugins/session.ts'
import { malformed } from '../../plugins/validation.ts'
import { changeDevice } from './change-device.ts'
import { renewDevice } from './renew-device.ts'
import { revokeDevice } from './revoke-device.ts'

/** The screens of the house: who may hang one up, what it shows, and how to take it back. */
export async function screens(app: FastifyInstance): Promise<void> {
  app.handle(api.listDevices, async ({ who }) => {
    const rows = await devices.listDevices(app.pg.pool, who.facilityId)
    return { status: 200, body: { items: rows.map((device) => deviceWire(device, who)) } }
  })

  // No Idempotency-Key: the answer holds a token, and kept answers would keep it. A screen made twice is seen in the list and taken back.
  app.handle(api.addDevice, async ({ who, body }) => {
    await refuseUnknownSpaces(app, who, body.spaceCodes)
    if (body.kind === 'door' && body.spaceCodes.length !== 1)
      throw malformed([
        { pointer: '/spaceCodes', key: body.spaceCodes.length === 0 ? 'min-items' : 'max-items', params: { limit: 1 } },
      ])
    const { token, tokenHash } = newToken()
    const now = app.clock()
    const device: devices.DeviceRecord = {
      ...body,
      id: app.newId(),
      createdAt: now,
      lastSeenAt: null,
      revokedAt: null,
    }
    await inTransaction(
      app.pg.pool,
      async ({ client }) => {
        const { facilityId, userId } = who
        await devices.insertDevice(client, { ...device, facilityId, tokenHash, createdBy: userId })
        const { kind, name, spaceCodes } = device
        await auditRow(client, {
          ...{ facilityId, auditId: app.newId(), at: now, userId, action: 'add-device' },
          ...{ noun: 'device', nounId: device.id, data: { kind, name, spaceCodes } },
        })
      },
      app,
    )
    return { status: 201, body: { device: deviceWire(device, who), token } }
  })

  app.handle(api.changeDevice, async ({ who, params, body }) => {
    if (body.spaceCodes !== undefined) await refuseUnknownSpaces(app, who, body.spaceCodes)
    const changed = await changeDevice(app, who, params.id, body)
    if (changed === 'not-there') throw new HttpProblem('not-found')
    if (changed === 'one-space-only')
      throw malformed([{ pointer: '/spaceCodes', key: 'max-items', params: { limit: 1 } }])
    return { status: 200, body: deviceWire(changed, who) }
  })

  app.handle(api.renewDevice, async ({ who, params }) => {
    const renewed = await renewDevice(app, who, params.id)
    if (renewed === 'not-there') throw new HttpProblem('not-found')
    return { status: 201, body: { device: deviceWire(renewed.device, who), token: renewed.token } }
  })

  app.handle(api.revokeDevice, async ({ who, params }) => {
    if ((await revokeDevice(app, who, params.id)) === 'not-there') throw new HttpProblem('not-found')
    return { status: 204, body: null }
  })
}

async function refuseUnknownSpaces(app: FastifyInstance, who: Who, codes: readonly string[]): Promise<void> {
  const { facts } = await app.houses.current(who.facilityId)
  const known = new Set([...facts.spaces.values()].map(({ code }) => code))
  const faults = codes.flatMap((code, at) => (known.has(code) ? [] : [`/spaceCodes/${at}`]))
  if (faults.length > 0) throw malformed(faults.map((pointer) => ({ pointer, key: 'not-there', params: {} })))
}

function deviceWire(device: devices.DeviceRecord, { timeZone }: Who): api.DeviceWire {
  const text = (instant: number | null) => (instant === null ? null : formatInstant(instant, timeZone))
  const { id, kind, name, spaceCodes, hours, look, createdAt, lastSeenAt, revokedAt } = device
  return {
    ...{ id, kind, name, spaceCodes: [...spaceCodes], hours, look },
    ...{ createdAt: formatInstant(createdAt, timeZone), lastSeenAt: text(lastSeenAt), revokedAt: text(revokedAt) },
  }
}
