import { signal, type ReadonlySignal } from '@preact/signals'
import type { CellWhyWire, CellWire } from '@gongyue/shared/api/availability.ts'
import { call } from '../../api/call.ts'
import { explainCell } from '../../api/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

/** A grey cell that was asked about. */
export interface Why {
  readonly cell: CellWire
  readonly spaceId: string
  readonly answer:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failing: Failing }
    | { readonly kind: 'ready'; readonly body: CellWhyWire }
}

/** For whom and with how many the cell is asked about. */
export interface WhyAsked {
  readonly cell: CellWire
  readonly spaceId: string
  readonly headcount: number
  readonly partyId: string
}

export interface WhyModel {
  readonly why: ReadonlySignal<Why | null>
  ask(asked: WhyAsked): Promise<void>
  close(): void
}

/** The sheet that explains a grey cell; an answer to a sheet that was closed meanwhile is dropped. */
export function createWhyModel(): WhyModel {
  const why = signal<Why | null>(null)
  return {
    why,
    async ask({ cell, spaceId, headcount, partyId }) {
      why.value = { cell, spaceId, answer: { kind: 'loading' } }
      const { start, end } = cell
      const reply = await call(explainCell, {
        query: { spaceId, start, end, headcount, ...(partyId ? { partyId } : {}) },
      })
      if (why.value?.cell !== cell) return
      const answer =
        reply.kind === 'ok'
          ? ({ kind: 'ready', body: reply.body } as const)
          : ({ kind: 'failed', failing: reply } as const)
      why.value = { cell, spaceId, answer }
    },
    close() {
      why.value = null
    },
  }
}
