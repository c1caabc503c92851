import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/outreach.ts'
import * as menu from '@gongyue/shared/api/services.ts'
import type { Service } from '@gongyue/shared/domain/menu.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import {
  insertDistrict,
  insertEquipment,
  insertPlace,
  listPlaces,
  setTravelTime,
  updateEquipment,
  updatePlace,
  type OutsidePlace,
} from '@gongyue/db/queries/outreach.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { addService, changeService, type KeptService } from './keep-menu.ts'
import { keep, type Kept } from './keep-outreach.ts'

/** The menu, and where the palace goes with it. */
export async function services(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  const outreachOf = async ({ facilityId }: Who) => {
    const { facts } = await app.houses.current(facilityId)
    return { facts, outreach: facts.outreach }
  }
  const readService = async (who: Who, id: string): Promise<menu.ServiceWire> => {
    const service = (await outreachOf(who)).outreach?.services.get(id)
    if (!service) throw new HttpProblem('not-found')
    return serviceWire(service)
  }
  const tag = ({ version }: menu.ServiceWire) => ({ etag: `"${version}"` })

  app.handle(menu.listServices, async ({ who }) => {
    const all = [...((await outreachOf(who)).outreach?.services.values() ?? [])]
    const items = all.filter(({ active }) => active || mayEnter(who.roles, 'desk')).map(serviceWire)
    return { status: 200, body: { items } }
  })

  app.handle(menu.addService, async (request) => {
    const { who, body } = request
    const kept = serviceId(await addService(app, who, body, keyedRequest(request, who)))
    if (typeof kept !== 'string') return kept
    const made = await readService(who, kept)
    return { status: 201, body: made, headers: tag(made) }
  })

  app.handle(menu.changeService, async (request) => {
    const { who, body, params } = request
    const result = await changeService(app, who, params.id, body, versionAsked(request))
    if (result.kind === 'stale') return { problem: 'stale', current: await readService(who, params.id) }
    const kept = serviceId(result)
    if (typeof kept !== 'string') return kept
    const made = await readService(who, kept)
    return { status: 200, body: made, headers: tag(made) }
  })

  app.handle(api.readOutreach, async ({ who }) => {
    const { facts, outreach } = await outreachOf(who)
    const places = await listPlaces(pool, who.facilityId)
    const isDesk = mayEnter(who.roles, 'desk')
    return {
      status: 200,
      body: {
        districts: [...(outreach?.districts.values() ?? [])],
        ways: [...(outreach?.ways ?? [])].map(([key, minutes]) => ({
          ...{ from: key.split(' ')[0] ?? '', to: key.split(' ')[1] ?? '' },
          minutes,
        })),
        places: places
          .filter(({ active, partyId }) => isDesk || (active && (partyId === null || who.partyIds.includes(partyId))))
          .map((place) => placeWire(place, isDesk || (place.partyId !== null && who.partyIds.includes(place.partyId)))),
        equipment: [...(outreach?.equipment.values() ?? [])].filter(({ active }) => active || isDesk),
        skills: [
          ...new Set([...facts.people.values()].flatMap(({ active, skills }) => (active ? skills : []))),
        ].toSorted(),
      },
    }
  })

  app.handle(api.addDistrict, async ({ who, body }) => {
    const id = app.newId()
    const home = valueOf(
      await keep(app, {
        ...{ who, action: 'add-district', noun: 'district', id, data: body, fields: { name: '/name' } },
        work: async (client) => ({ home: await insertDistrict(client, who.facilityId, id, body.name.trim()) }),
      }),
    )
    return { status: 201, body: { id, name: body.name.trim(), ...home } }
  })

  app.handle(api.setWay, async ({ who, body }) => {
    const districts = (await outreachOf(who)).outreach?.districts
    const missing = (['from', 'to'] as const).filter((end) => !districts?.has(body[end]))
    if (missing.length > 0)
      throw malformed(missing.map((end) => ({ pointer: `/${end}`, key: 'not-there', params: {} })))
    valueOf(
      await keep(app, {
        ...{ who, action: 'set-travel-time', noun: 'district', id: body.from, data: body, fields: {} },
        work: async (client) => {
          await setTravelTime(client, who.facilityId, body)
          return true
        },
      }),
    )
    return { status: 204, body: null }
  })

  const keepPlace = async (who: Who, place: OutsidePlace, keepPhone: boolean, isNew: boolean) => {
    const { contactPhone: _, ...data } = place
    const fields = { name: '/name', district: '/districtId', party: '/partyId' }
    valueOf(
      await keep(app, {
        ...{ who, action: isNew ? 'add-place' : 'change-place', noun: 'outside-place', id: place.id, data, fields },
        work: async (client) => {
          if (!isNew) return (await updatePlace(client, who.facilityId, place, keepPhone)) || null
          await insertPlace(client, who.facilityId, place)
          return true
        },
      }),
    )
    const [kept] = await listPlaces(pool, who.facilityId, [place.id])
    if (!kept) throw new HttpProblem('not-found')
    return placeWire(kept, true)
  }

  app.handle(api.addPlace, async ({ who, body }) => {
    const place = { ...body, id: app.newId(), name: body.name.trim() }
    return { status: 201, body: await keepPlace(who, place, false, true) }
  })

  app.handle(api.changePlace, async ({ who, body, params }) => {
    const { contactPhone = null } = body
    const place = { ...body, contactPhone, id: params.id, name: body.name.trim() }
    return { status: 200, body: await keepPlace(who, place, body.contactPhone === undefined, false) }
  })

  const keepEquipment = async (who: Who, one: api.EquipmentWire, isNew: boolean) => {
    const wrong = equipmentFaults(one)
    if (wrong.length > 0) throw malformed(wrong)
    valueOf(
      await keep(app, {
        ...{ who, action: isNew ? 'add-equipment' : 'change-equipment', noun: 'equipment', id: one.id },
        ...{ data: one, fields: { code: '/code' } },
        work: async (client) => {
          if (!isNew) return (await updateEquipment(client, who.facilityId, one)) || null
          await insertEquipment(client, who.facilityId, one)
          return true
        },
      }),
    )
    const kept = (await outreachOf(who)).outreach?.equipment.get(one.id)
    if (!kept) throw new HttpProblem('not-found')
    return kept
  }

  app.handle(api.addEquipment, async ({ who, body }) => ({
    status: 201,
    body: await keepEquipment(who, { id: app.newId(), ...body }, true),
  }))

  app.handle(api.changeEquipment, async ({ who, body, params }) => ({
    status: 200,
    body: await keepEquipment(who, { id: params.id, ...body }, false),
  }))
}

function serviceId(result: KeptService) {
  switch (result.kind) {
    case 'kept':
      return result.id
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'malformed':
      throw malformed(result.errors)
    case 'stale':
      return { problem: 'stale' } as const
    case 'reused':
      return { problem: 'key-reused' } as const
  }
}

function valueOf<T>(kept: Kept<T>): T {
  if (kept.kind === 'not-found') throw new HttpProblem('not-found')
  if (kept.kind === 'malformed') throw malformed(kept.errors)
  return kept.value
}

/** A vehicle has seats and no use, a kit the other way round. */
function equipmentFaults({ kind, use, seats }: api.EquipmentWire) {
  const isVehicle = kind === 'vehicle'
  return [
    ...(isVehicle && seats === null ? [{ pointer: '/seats', key: 'required', params: {} } as const] : []),
    ...(!isVehicle && seats !== null ? [{ pointer: '/seats', key: 'maximum', params: { limit: 0 } } as const] : []),
    ...(!isVehicle && use.trim() === '' ? [{ pointer: '/use', key: 'blank', params: {} } as const] : []),
    ...(isVehicle && use !== '' ? [{ pointer: '/use', key: 'max-length', params: { limit: 0 } } as const] : []),
  ]
}

function serviceWire(service: Service): menu.ServiceWire {
  const { needs } = service
  return { ...service, needs: { crew: [...needs.crew], kits: [...needs.kits], vehicle: needs.vehicle } }
}

/** Whom to meet at a place is for the desk, and for whose place it is. */
function placeWire({ contact, contactPhone, ...place }: OutsidePlace, seesContact: boolean): api.PlaceWire {
  return {
    ...place,
    contact: seesContact ? contact : '',
    contactPhone: seesContact && contactPhone !== null ? maskedPhone(contactPhone) : null,
  }
}
