import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Advice } from '../../../board/carry.ts'
import type { Block } from '../../../board/day.ts'
import type { Placing } from './changes.ts'

/**
 * Bookings that were put down beside the board, and where they and others shall go. Nothing of it is on the server: what is parked stands
 * where it stands until all is saved as one act.
 */
export interface Staging {
  readonly parked: ReadonlySignal<readonly Block[]>
  readonly staged: ReadonlySignal<readonly Placing[]>
  /** From the first booking put down until all is saved or put back, drops are collected. */
  readonly active: ReadonlySignal<boolean>
  /** Of all that is staged together; null while nothing is, or while nobody knows. */
  readonly advice: ReadonlySignal<Advice | null>
  readonly park: (block: Block) => void
  readonly unpark: (blockId: string) => void
  readonly stage: (placings: readonly Placing[]) => void
  readonly clear: () => void
}

export interface StagingOptions {
  readonly advise: (placings: readonly Placing[]) => Advice
  readonly ask: (placings: readonly Placing[]) => Promise<Advice | null>
}

export function createStaging({ advise, ask }: StagingOptions): Staging {
  const parked = signal<readonly Block[]>([])
  const staged = signal<readonly Placing[]>([])
  const advice = signal<Advice | null>(null)
  let question = 0

  const weigh = async (): Promise<void> => {
    question += 1
    const mine = question
    const placings = staged.value
    advice.value = placings.length === 0 ? null : advise(placings)
    if (placings.length === 0) return
    const answer = await ask(placings)
    if (answer && mine === question) advice.value = answer
  }

  return {
    parked,
    staged,
    active: computed(() => parked.value.length > 0 || staged.value.length > 0),
    advice,
    park: (block) => {
      batch(() => {
        if (!parked.value.some(({ id }) => id === block.id)) parked.value = [...parked.value, block]
        staged.value = staged.value.filter((one) => one.block.id !== block.id)
      })
      void weigh()
    },
    unpark: (blockId) => {
      batch(() => {
        parked.value = parked.value.filter(({ id }) => id !== blockId)
        staged.value = staged.value.filter(({ block }) => block.id !== blockId)
      })
      void weigh()
    },
    stage: (placings) => {
      const ids = new Set(placings.map(({ block }) => block.id))
      batch(() => {
        parked.value = parked.value.filter(({ id }) => !ids.has(id))
        staged.value = [...staged.value.filter(({ block }) => !ids.has(block.id)), ...placings.filter(moves)]
      })
      void weigh()
    },
    clear: () => {
      batch(() => {
        parked.value = []
        staged.value = []
      })
      void weigh()
    },
  }
}

/** Back where it stands is no change. */
function moves({ block, spaceId, during }: Placing): boolean {
  return spaceId !== block.spaceId || during.start !== block.during.start || during.end !== block.during.end
}
