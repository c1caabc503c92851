import { signal, type ReadonlySignal } from '@preact/signals'
import type { DeviceWire } from '@gongyue/shared/api/devices.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { call } from '../../api/call.ts'
import { addDevice, changeDevice, listDevices, renewDevice, revokeDevice } from '../../api/more-routes.ts'
import { listSpaces } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

/** What a form about a screen holds. */
export type ScreenDraft = Pick<DeviceWire, 'kind' | 'name' | 'spaceCodes' | 'hours' | 'look'>

export type ScreensState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly devices: readonly DeviceWire[]; readonly spaces: readonly SpaceWire[] }

/** An address that was just made; it is in no list. */
export interface MadeAddress {
  readonly device: DeviceWire
  readonly address: string
}

export interface ScreensModel {
  readonly state: ReadonlySignal<ScreensState>
  readonly made: ReadonlySignal<MadeAddress | null>
  readonly load: () => Promise<void>
  readonly add: (draft: ScreenDraft) => Promise<Failing | null>
  readonly change: (id: string, draft: ScreenDraft) => Promise<Failing | null>
  readonly renew: (id: string) => Promise<Failing | null>
  readonly revoke: (id: string) => Promise<Failing | null>
  readonly forget: () => void
}

export const NEW_SCREEN: ScreenDraft = {
  kind: 'wall',
  name: '',
  spaceCodes: [],
  hours: 6,
  look: { orientation: 'auto', locale: 'zh-CN', theme: 'dark' },
}

export function createScreensModel(facility: string): ScreensModel {
  const state = signal<ScreensState>({ kind: 'loading' })
  const made = signal<MadeAddress | null>(null)
  const load = async (): Promise<void> => {
    const [devices, spaces] = await Promise.all([call(listDevices), call(listSpaces, { query: { facility } })])
    if (devices.kind !== 'ok') state.value = { kind: 'failed', failing: devices }
    else if (spaces.kind !== 'ok') state.value = { kind: 'failed', failing: spaces }
    else state.value = { kind: 'ready', devices: devices.body.items, spaces: spaces.body.items }
  }
  const tell = async (device: DeviceWire, token: string): Promise<null> => {
    made.value = { device, address: addressOf(device, token) }
    await load()
    return null
  }
  return {
    state,
    made,
    load,
    async add(draft) {
      const reply = await call(addDevice, { body: { ...draft, spaceCodes: [...draft.spaceCodes] } })
      return reply.kind === 'ok' ? await tell(reply.body.device, reply.body.token) : reply
    },
    async change(id, { name, spaceCodes, hours, look }) {
      const reply = await call(changeDevice, { params: { id }, body: { name, spaceCodes, hours, look } })
      if (reply.kind !== 'ok') return reply
      await load()
      return null
    },
    async renew(id) {
      const reply = await call(renewDevice, { params: { id } })
      return reply.kind === 'ok' ? await tell(reply.body.device, reply.body.token) : reply
    },
    async revoke(id) {
      const reply = await call(revokeDevice, { params: { id } })
      await load()
      return reply.kind === 'ok' ? null : reply
    },
    forget: () => (made.value = null),
  }
}

/** The token stands behind the `#`: browsers never send that part, so it is in no log on the way. */
export function addressOf({ kind, spaceCodes }: Pick<DeviceWire, 'kind' | 'spaceCodes'>, token: string): string {
  const path = kind === 'door' ? `/wall/door/${encodeURIComponent(spaceCodes[0] ?? '')}` : '/wall'
  return `${location.origin}${path}#${token}`
}
