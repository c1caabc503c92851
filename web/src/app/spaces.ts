import { signal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { call } from '../api/call.ts'
import { listSpaces } from '../api/routes.ts'
import { nameIn } from '../text/locale.ts'

const known = signal<{ readonly facility: string; readonly byId: ReadonlyMap<string, SpaceWire> } | null>(null)

/** Fetches the names of the places once for each facility; a failure leaves them for the next page. */
export async function loadSpaceNames(facility: string): Promise<void> {
  if (known.peek()?.facility === facility) return
  const reply = await call(listSpaces, { query: { facility } })
  if (reply.kind === 'ok')
    known.value = { facility, byId: new Map(reply.body.items.map((space) => [space.id, space] as const)) }
}

/** All places in the order of the board; none until they are there. */
export function spacesNow(): readonly SpaceWire[] {
  return [...(known.value?.byId.values() ?? [])]
}

/** The name of a space in the reader's language; empty until names are there. */
export function spaceName(id: string): string {
  const space = known.value?.byId.get(id)
  return space ? nameIn(space.name) : ''
}
