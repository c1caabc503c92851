import type { EquipmentDraftWire, OutreachWire, PlaceDraftWire } from '@gongyue/shared/api/outreach.ts'
import type { ServiceDraftWire, ServiceWire } from '@gongyue/shared/api/services.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../services/routes.ts'

export interface Kept {
  readonly services: readonly ServiceWire[]
  readonly outreach: OutreachWire
}

export type ServicesModel = ReturnType<typeof createServicesModel>

/** What management keeps: the menu, the ways, the places, vehicles and kits. */
export function createServicesModel() {
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<Kept>(async () => {
    const [services, outreach] = await Promise.all([call(routes.listServices), call(routes.readOutreach)])
    if (services.kind !== 'ok') return services
    if (outreach.kind !== 'ok') return outreach
    return { kind: 'ok', body: { services: services.body.items, outreach: outreach.body } }
  })
  const settled = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    if (reply.kind === 'ok') await loaded.load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...loaded,
    async keepService(body: ServiceDraftWire, first: ServiceWire | null): Promise<Failing | null> {
      return await settled(
        first === null
          ? await call(routes.addService, { body, idempotencyKey: keyOf(body) })
          : await call(routes.changeService, { params: { id: first.id }, body, version: first.version }),
      )
    },
    async addDistrict(name: string): Promise<Failing | null> {
      return await settled(await call(routes.addDistrict, { body: { name } }))
    },
    async setWay(from: string, to: string, minutes: number | null): Promise<Failing | null> {
      return await settled(await call(routes.setWay, { body: { from, to, minutes } }))
    },
    async keepPlace({ contactPhone, ...body }: PlaceDraftWire, id: string | null): Promise<Failing | null> {
      return await settled(
        id === null
          ? await call(routes.addPlace, { body: { ...body, contactPhone } })
          : // only ever seen masked: what was not typed anew stays as it is
            await call(routes.changePlace, {
              params: { id },
              body: { ...body, ...(contactPhone !== null && { contactPhone }) },
            }),
      )
    },
    async keepEquipment(body: EquipmentDraftWire, id: string | null): Promise<Failing | null> {
      return await settled(
        id === null
          ? await call(routes.addEquipment, { body })
          : await call(routes.changeEquipment, { params: { id }, body }),
      )
    },
  }
}

/** `声乐×2、音响` as entries with numbers; null for what is not written so. */
export function countedOf(text: string): readonly { readonly word: string; readonly count: number }[] | null {
  const parts = text
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const found = parts.map((part) => /^(.{1,40}?)\s*(?:[×xX*]\s*(\d{1,2}))?$/.exec(part))
  if (found.some((match) => match === null)) return null
  return found.map((match) => ({ word: (match?.[1] ?? '').trim(), count: Number(match?.[2] ?? 1) }))
}

/** The other way round. */
export function countedText(entries: readonly { readonly word: string; readonly count: number }[]): string {
  return entries.map(({ word, count }) => `${word}×${count}`).join('、')
}

/** The minutes entered between two districts, in whichever direction. */
export function wayBetween({ ways }: OutreachWire, a: string, b: string): number | null {
  const found =
    ways.find(({ from, to }) => from === a && to === b) ?? ways.find(({ from, to }) => from === b && to === a)
  return found?.minutes ?? null
}
