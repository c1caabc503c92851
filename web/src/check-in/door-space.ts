import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { spacesNow } from '../app/spaces.ts'

/** The room at whose door this device stands, as its address says: `?space=<code>`. */
export interface DoorSpace {
  /** Null at the desk, which is the door of the whole house. */
  readonly code: ReadonlySignal<string | null>
  /** Null at the desk, while names are on their way, and for a code that no room has. */
  readonly space: ReadonlySignal<SpaceWire | null>
  readonly unknown: ReadonlySignal<boolean>
  readonly choose: (code: string | null) => void
}

export function createDoorSpace(search: string): DoorSpace {
  const code = signal(new URLSearchParams(search).get('space') || null)
  const space = computed(() => spacesNow().find((one) => one.code === code.value) ?? null)
  return {
    code,
    space,
    unknown: computed(() => code.value !== null && space.value === null && spacesNow().length > 0),
    choose: (next) => {
      code.value = next
      history.replaceState(history.state, '', `${location.pathname}${doorQuery(next)}`)
    },
  }
}

export function doorQuery(code: string | null): string {
  return code === null ? '' : `?space=${encodeURIComponent(code)}`
}

/** The door of a hall is the door of its tables, and theirs its. */
export function isAtDoor({ id, atomIds }: SpaceWire, spaceId: string): boolean {
  if (id === spaceId) return true
  return spacesNow().some((one) => one.id === spaceId && one.atomIds.some((atom) => atomIds.includes(atom)))
}
