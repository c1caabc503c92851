import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { ProgrammeCardWire, ProgrammeDraftWire, ProgrammeWire, TermWire } from '@gongyue/shared/api/programmes.ts'
import type { addTerm as termContract } from '@gongyue/shared/api/programmes.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { addProgramme, addTerm, listPeople, listProgrammes, listTerms } from '../../classes/routes.ts'
import { createLoaded, type Loaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'

export interface ClassList {
  readonly terms: readonly TermWire[]
  readonly classes: readonly ProgrammeCardWire[]
  readonly people: readonly PersonWire[]
}

export type TermDraftWire = BodyOf<typeof termContract>

export interface ClassesModel extends Loaded<ClassList> {
  readonly add: (draft: ProgrammeDraftWire) => Promise<ProgrammeWire | Failing>
  readonly addTerm: (draft: TermDraftWire) => Promise<Failing | null>
}

export function createClassesModel(): ClassesModel {
  const keyOf = idempotencyKeys()
  const loaded = createLoaded<ClassList>(async () => {
    const [terms, classes, people] = await Promise.all([
      call(listTerms),
      call(listProgrammes, { query: { kind: 'class' } }),
      call(listPeople),
    ])
    if (terms.kind !== 'ok') return terms
    if (classes.kind !== 'ok') return classes
    if (people.kind !== 'ok') return people
    return {
      kind: 'ok',
      body: { terms: terms.body.items, classes: classes.body.items, people: people.body.items },
    }
  })
  return {
    ...loaded,
    async add(draft) {
      const reply = await call(addProgramme, { body: draft, idempotencyKey: keyOf(draft) })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return reply.body
    },
    async addTerm(draft) {
      const reply = await call(addTerm, { body: draft, idempotencyKey: keyOf(draft) })
      if (reply.kind !== 'ok') return reply
      await loaded.load()
      return null
    },
  }
}

/** What the list is narrowed to; an empty text is no filter. */
export interface ClassFilter {
  readonly termId: string
  readonly phase: string
  readonly text: string
}

/** The classes that a filter leaves, as the server sorted them. */
export function shownClasses(classes: readonly ProgrammeCardWire[], filter: ClassFilter): readonly ProgrammeCardWire[] {
  const words = filter.text.trim().toLowerCase()
  return classes.filter(
    ({ termId, phase, title, partyName, instructor }) =>
      (filter.termId === '' || termId === filter.termId) &&
      (filter.phase === '' || phase === filter.phase) &&
      (words === '' || `${title} ${partyName} ${instructor?.name ?? ''}`.toLowerCase().includes(words)),
  )
}

/** The term one plans in now: the last whose first day has come, or the first at all. */
export function termNow(terms: readonly TermWire[], today: string): TermWire | null {
  const sorted = terms.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return sorted.findLast(({ startsOn }) => startsOn <= today) ?? sorted[0] ?? null
}
