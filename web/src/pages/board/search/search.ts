import { signal, type ReadonlySignal } from '@preact/signals'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Block } from '../../../board/day.ts'

/** One booking that was found, wherever it lies. */
export interface Hit {
  readonly blockId: string
  readonly date: LocalDate
  readonly start: number
  readonly end: number
  readonly spaceId: string
  readonly title: string
  readonly partyName: string
  readonly reference: string | null
}

export interface Search {
  readonly query: ReadonlySignal<string>
  readonly hits: ReadonlySignal<readonly Hit[]>
  readonly asking: ReadonlySignal<boolean>
  readonly type: (query: string) => void
}

export interface SearchOptions {
  readonly zone: string
  readonly blocks: () => readonly Block[]
  /** The whole house; null when it cannot be asked. */
  readonly ask: (query: string) => Promise<readonly Hit[] | null>
}

const REST_MS = 150

/** What is on the board is found at once; the rest of the house follows when the hand rests. */
export function createSearch({ zone, blocks, ask }: SearchOptions): Search {
  const query = signal('')
  const hits = signal<readonly Hit[]>([])
  const asking = signal(false)
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    query,
    hits,
    asking,
    type: (typed) => {
      query.value = typed
      question += 1
      const mine = question
      clearTimeout(timer)
      const wanted = typed.trim()
      const near = onBoard(blocks(), wanted, zone)
      hits.value = near
      asking.value = wanted !== ''
      if (wanted === '') return
      timer = setTimeout(() => {
        void ask(wanted).then((found) => {
          if (mine !== question) return
          asking.value = false
          if (!found) return
          const known = new Set(found.map(({ blockId }) => blockId))
          hits.value = [...found, ...near.filter(({ blockId }) => !known.has(blockId))]
        })
      }, REST_MS)
    },
  }
}

/** Title, party and reference of what is shown. */
export function onBoard(blocks: readonly Block[], query: string, zone: string): readonly Hit[] {
  const wanted = query.toLowerCase()
  if (wanted === '') return []
  return blocks
    .filter(({ title, partyName, reference }) =>
      [title, partyName, reference ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => a.during.start - b.during.start)
    .map(({ id, spaceId, during, title, partyName, reference }) => ({
      blockId: id,
      date: localDateOf(during.start, zone),
      ...during,
      spaceId,
      title,
      partyName,
      reference,
    }))
}
