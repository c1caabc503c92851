import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockDevice, revokeDevice as keepRevoked } from '@gongyue/db/queries/devices.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** Takes a screen's token back; with its next question it is told so. */
export async function revokeDevice(
  app: FastifyInstance,
  { facilityId, userId }: Who,
  deviceId: string,
): Promise<'revoked' | 'not-there'> {
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const device = await lockDevice(client, facilityId, deviceId)
      if (device === null) return 'not-there'
      const now = app.clock()
      await keepRevoked(client, facilityId, deviceId, now)
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: now, userId, action: 'revoke-device' },
        ...{ noun: 'device', nounId: deviceId, data: { name: device.name } },
      })
      return 'revoked'
    },
    app,
  )
}
