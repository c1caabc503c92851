import type { MixedOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { AskedLineWire, PlaceAskedWire } from '@gongyue/shared/api/service-lines.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Needs } from '@gongyue/shared/domain/menu.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import type { OutsidePlace } from '@gongyue/db/queries/outreach.ts'
import type { NewServiceLine } from '@gongyue/db/queries/service-lines.ts'
import type { Fault } from '../../plugins/problems.ts'
import { LONGEST, spanFaults } from '../orders/asked.ts'

/** A line for a service as it will be written, and where it stands in the draft. */
export interface AskedService {
  readonly index: number
  readonly line: Omit<NewServiceLine, 'orderId'>
}

/** Where something is asked for: a space of the palace, a place of the list, or an address. */
export type PlaceColumns = Pick<
  NewServiceLine,
  'place' | 'spaceId' | 'placeId' | 'districtId' | 'address' | 'contact' | 'contactPhone'
>

export interface Asking {
  readonly partyId: string
  readonly headcount: number
  readonly facts: Facts
  readonly places: ReadonlyMap<string, OutsidePlace>
  readonly newId: () => string
}

/** The lines of a draft that are no rooms, or the fields in which they name what is not there. */
export function askedServices(
  lines: MixedOrderDraftWire['lines'],
  asking: Asking,
): { readonly services: readonly AskedService[]; readonly errors: readonly Fault[] } {
  const errors: Fault[] = []
  const services = lines.flatMap((line, index): readonly AskedService[] => {
    if (line.kind === 'space') return []
    const found = lineOf(line, index, asking)
    errors.push(...found.errors)
    return found.line === null ? [] : [{ index, line: found.line }]
  })
  return { services, errors }
}

function lineOf(line: AskedLineWire, index: number, asking: Asking) {
  const { facts, partyId } = asking
  const errors: Fault[] = []
  const start = parseInstant(line.start) ?? Number.NaN
  const service = line.kind === 'service' ? facts.outreach?.services.get(line.serviceId) : undefined
  if (line.kind === 'service' && !service) errors.push(fault(`/lines/${index}/serviceId`))
  if (line.kind === 'person' && !knows(facts, line.skill)) errors.push(fault(`/lines/${index}/skill`))
  if (line.kind === 'equipment' && !has(facts, line.use)) errors.push(fault(`/lines/${index}/use`))
  const end =
    line.kind === 'service' ? start + (service?.minutes ?? 60) * MINUTE : (parseInstant(line.end) ?? Number.NaN)
  errors.push(...spanFaults({ start, end }, `/lines/${index}/end`, LONGEST, facts.timeZone))
  const place = placeOf(line.place, `/lines/${index}/place`, asking)
  errors.push(...place.errors)
  if (errors.length > 0 || place.columns === null) return { line: null, errors }
  const made: AskedService['line'] = {
    id: asking.newId(),
    partyId,
    position: index,
    kind: line.kind,
    serviceId: service?.id ?? null,
    title: service
      ? service.name['zh-CN']
      : line.kind === 'person'
        ? line.skill
        : line.kind === 'equipment'
          ? line.use
          : '',
    start,
    end,
    ...place.columns,
    headcount: line.headcount ?? asking.headcount,
    note: line.note ?? '',
    needs: service?.needs ?? needsOf(line),
    setUpMinutes: service?.setUpMinutes ?? 0,
    strikeMinutes: service?.strikeMinutes ?? 0,
  }
  return { line: made, errors }
}

/** Where a line is given, or what of it is not there. A place of the list brings its contact along. */
export function placeOf(
  place: PlaceAskedWire,
  pointer: string,
  { facts, places, partyId }: Pick<Asking, 'facts' | 'places' | 'partyId'>,
): { readonly columns: PlaceColumns | null; readonly errors: readonly Fault[] } {
  const nowhere = { placeId: null, districtId: null, address: '', contact: '', contactPhone: null }
  if (place.kind === 'palace') {
    const { spaceId = null } = place
    if (spaceId !== null && !facts.spaces.has(spaceId)) return { columns: null, errors: [fault(`${pointer}/spaceId`)] }
    return { columns: { ...nowhere, place: 'palace', spaceId }, errors: [] }
  }
  if ('placeId' in place) {
    const known = places.get(place.placeId)
    // a place of another party is theirs to name
    if (!known?.active || (known.partyId !== null && known.partyId !== partyId))
      return { columns: null, errors: [fault(`${pointer}/placeId`)] }
    const { id: placeId, districtId, address } = known
    const contact = place.contact ?? known.contact
    const contactPhone = place.contactPhone ?? known.contactPhone
    return {
      columns: { place: 'outside', spaceId: null, placeId, districtId, address, contact, contactPhone },
      errors: [],
    }
  }
  const { districtId, address, contact, contactPhone = null } = place
  if (!facts.outreach?.districts.has(districtId)) return { columns: null, errors: [fault(`${pointer}/districtId`)] }
  return {
    columns: { place: 'outside', spaceId: null, placeId: null, districtId, address, contact, contactPhone },
    errors: [],
  }
}

function needsOf(line: AskedLineWire): Needs {
  if (line.kind === 'person') return { crew: [{ skill: line.skill, count: line.count ?? 1 }], kits: [], vehicle: false }
  if (line.kind === 'equipment') return { crew: [], kits: [{ use: line.use, count: line.count ?? 1 }], vehicle: false }
  return { crew: [], kits: [], vehicle: false }
}

function knows({ people }: Facts, skill: string): boolean {
  return [...people.values()].some(({ active, skills }) => active && skills.includes(skill))
}

function has({ outreach }: Facts, use: string): boolean {
  return [...(outreach?.equipment.values() ?? [])].some((one) => one.active && one.use === use)
}

function fault(pointer: string): Fault {
  return { pointer, key: 'not-there', params: {} }
}
