import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockDevice, renewDevice as keepToken, type DeviceRecord } from '@gongyue/db/queries/devices.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { newToken } from '../../plugins/session.ts'

/** Gives a screen a new token; whoever has the old one sees nothing more. */
export async function renewDevice(
  app: FastifyInstance,
  { facilityId, userId }: Who,
  deviceId: string,
): Promise<{ readonly device: DeviceRecord; readonly token: string } | 'not-there'> {
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const device = await lockDevice(client, facilityId, deviceId)
      if (device === null) return 'not-there'
      const { token, tokenHash } = newToken()
      await keepToken(client, facilityId, deviceId, tokenHash)
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'renew-device' },
        ...{ noun: 'device', nounId: deviceId, data: { name: device.name } },
      })
      return { device: { ...device, lastSeenAt: null }, token }
    },
    app,
  )
}
