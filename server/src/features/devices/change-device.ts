import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockDevice, updateDevice, type DeviceRecord, type DeviceSettings } from '@gongyue/db/queries/devices.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** Gives a screen another name, other places or another look. One that was taken back is not changed any more. */
export async function changeDevice(
  app: FastifyInstance,
  { facilityId, userId }: Who,
  deviceId: string,
  changes: { readonly [K in keyof DeviceSettings]?: DeviceSettings[K] | undefined },
): Promise<DeviceRecord | 'not-there' | 'one-space-only'> {
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const before = await lockDevice(client, facilityId, deviceId)
      if (before === null) return 'not-there'
      const device: DeviceRecord = {
        ...before,
        name: changes.name ?? before.name,
        spaceCodes: changes.spaceCodes ?? before.spaceCodes,
        hours: changes.hours ?? before.hours,
        look: changes.look ?? before.look,
      }
      if (device.kind === 'door' && device.spaceCodes.length !== 1) return 'one-space-only'
      await updateDevice(client, facilityId, device)
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'change-device' },
        ...{ noun: 'device', nounId: deviceId, data: { ...changes } },
      })
      return device
    },
    app,
  )
}
